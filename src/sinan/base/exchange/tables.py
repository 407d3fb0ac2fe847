"""Tables out of text files and workbooks, checked before anything is believed."""

from collections.abc import Iterator, Mapping, Sequence
from errno import ENAMETOOLONG
from pathlib import Path

from sinan.kernel.refusal import Refusal

from .layout import columns_of, unknown_of, written_of
from .shapes import (
    ANYTHING,
    EDGES,
    LONGEST_CELL,
    Fault,
    Heading,
    Remark,
    Row,
    Sheet,
    Wanted,
    clean,
    plain_name,
    shown,
)
from .texts import records_of_text
from .workbook import is_workbook, read_workbook

__all__ = [
    "Fault",
    "Heading",
    "Remark",
    "Row",
    "Sheet",
    "Wanted",
    "content_of",
    "plain_name",
    "read_table",
    "shown",
    "shown_path",
]

MOST_BYTES = 20 * 1024 * 1024
_LONGEST_PATH = 1_000
_CLIP = 40


def content_of(path: Path) -> bytes:
    """Read a file, a byte beyond what is allowed. Refusals: file.missing, is_folder, unreadable."""
    try:
        if path.is_dir():
            raise Refusal("file.is_folder", path=shown_path(path))
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Refusal("file.missing", path=shown_path(path)) from None
    except OSError as problem:
        code = "file.missing" if problem.errno == ENAMETOOLONG else "file.unreadable"
        raise Refusal(code, path=shown_path(path)) from None
    except ValueError:  # a NUL in the name
        raise Refusal("file.missing", path=shown_path(path)) from None
    return content


def read_table(content: bytes, headings: Sequence[Heading], wanted: Wanted = ANYTHING) -> Sheet:
    """Read an XLSX workbook, or UTF-8 or GB18030 text separated by comma, semicolon or tab.

    Raises `Refusal` when nothing can be read; single rows that cannot are among the faults.
    """
    if len(content) > MOST_BYTES:
        raise Refusal("table.too_big", megabytes=MOST_BYTES // 1024 // 1024)
    if not content.strip():
        raise Refusal("table.is_empty")
    if is_workbook(content):
        return read_workbook(content, headings, wanted)
    if wanted.sheet is not None:
        raise Refusal("table.has_no_sheets", sheet=shown(wanted.sheet))
    return _read_text(content, headings, wanted)


def shown_path(path: Path) -> str:
    """Write a path for a message: whole where it can be shown, and no longer than paths are."""
    text = "".join(sign if sign.isprintable() else "\ufffd" for sign in str(path))
    return text if len(text) <= _LONGEST_PATH else f"{text[:_CLIP]}…"


def _read_text(content: bytes, headings: Sequence[Heading], wanted: Wanted) -> Sheet:
    faults: list[Fault] = []
    records = records_of_text(content, faults)
    header = next(records, None)
    if header is None:
        raise faults[0].refusal if faults else Refusal("table.is_empty")
    number, names = header
    columns = columns_of(names, headings, wanted)
    rows = tuple(_rows(records, len(names), columns, faults))
    if not rows and not faults:
        raise Refusal("table.has_only_header", row=number)
    return Sheet(
        rows=rows,
        written=written_of(names, columns),
        unknown=unknown_of(names, columns),
        faults=tuple(faults),
    )


def _rows(
    records: Iterator[tuple[int, list[str]]],
    width: int,
    columns: Mapping[str, int],
    faults: list[Fault],
) -> Iterator[Row]:
    for number, cells in records:
        refusal = _flaw(cells, width)
        if refusal is None:
            yield Row(number, {name: clean(cells[at]) for name, at in columns.items()})
        else:
            faults.append(Fault(number, refusal))


def _flaw(cells: Sequence[str], width: int) -> Refusal | None:
    if len(cells) < width or any(cell.strip(EDGES) for cell in cells[width:]):
        return Refusal("table.row_ragged", cells=len(cells), columns=width)
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return Refusal("table.cell_too_long", characters=LONGEST_CELL)
    return None

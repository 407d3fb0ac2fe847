"""Tables out of text files: what spreadsheets call CSV, checked before anything is believed."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from errno import ENAMETOOLONG
from pathlib import Path

from sinan.kernel.refusal import Refusal

MOST_BYTES = 20 * 1024 * 1024
MOST_COLUMNS = 200
MOST_ROWS = 100_000
LONGEST_CELL = 10_000

# What other kinds of files begin with.
_EXCEL_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_MAGIC = {
    _EXCEL_97: "table.is_excel",
    b"%PDF": "table.is_pdf",
    b"\x89PNG": "table.is_picture",
    b"\xff\xd8\xff": "table.is_picture",
    b"GIF8": "table.is_picture",
    b"Rar!": "table.is_archive",
    b"7z\xbc\xaf": "table.is_archive",
    b"\x1f\x8b": "table.is_archive",
    b"\xff\xfe": "table.is_utf16",
    b"\xfe\xff": "table.is_utf16",
}
_MARKUP = {"<": "table.is_html", "{": "table.is_json", "[": "table.is_json"}
_DELIMITERS = ",;\t"
_EDGES = " \t\r\n\u00a0\u3000\u200b\ufeff"
_CLIP = 40
_MOST_NAMED = 20
_LONGEST_PATH = 1_000


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that is looked for: its name here and how files may call it."""

    name: str
    synonyms: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row by the names of the headings; `number` counts as spreadsheets do, the header is 1."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """Return a cell, empty where the file has no such column."""
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be read, and why."""

    row: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table read: its rows, how the file writes each heading, and what was left out."""

    rows: tuple[Row, ...]
    written: Mapping[str, str]
    unknown: tuple[str, ...]
    faults: tuple[Fault, ...]


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


def read_table(content: bytes, headings: Sequence[Heading]) -> Sheet:
    """Read UTF-8 or GB18030 text separated by comma, semicolon or tab.

    Raises `Refusal` when nothing can be read; single rows that cannot are among the faults.
    """
    text = _text(content)
    faults: list[Fault] = []
    records = _records(text, faults)
    header = next(records, None)
    if header is None:
        raise faults[0].refusal if faults else Refusal("table.is_empty")
    number, names = header
    columns = _columns(names, headings)
    rows = tuple(_rows(records, len(names), columns, faults))
    if not rows and not faults:
        raise Refusal("table.has_only_header", row=number)
    return Sheet(
        rows=rows,
        written={name: shown(_clean(names[at])) for name, at in columns.items()},
        unknown=tuple(
            shown(_clean(name))
            for at, name in enumerate(names)
            if at not in columns.values() and _clean(name)
        ),
        faults=tuple(faults),
    )


def shown(text: str) -> str:
    """Cut a text for a message, with a mark for what cannot be shown."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:_CLIP])


def shown_path(path: Path) -> str:
    """Write a path for a message: whole where it can be shown, and no longer than paths are."""
    text = "".join(sign if sign.isprintable() else "\ufffd" for sign in str(path))
    return text if len(text) <= _LONGEST_PATH else f"{text[:_CLIP]}…"


def plain_name(text: str) -> str:
    """Write a name as names are compared: half-width, small, without blanks and underscores."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).replace("_", "")


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise Refusal("table.too_big", megabytes=MOST_BYTES // 1024 // 1024)
    if not content.strip():
        raise Refusal("table.is_empty")
    _refuse_other_kinds(content)
    text = _decoded(content).lstrip("\ufeff")
    kind = _MARKUP.get(text.lstrip(_EDGES)[:1])
    if kind is not None:
        raise Refusal(kind)
    return text


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(_ZIP):
        # The folder names inside stand in the open, also in a compressed workbook.
        raise Refusal("table.is_excel" if b"xl/" in content else "table.is_archive")
    code = next((code for start, code in _MAGIC.items() if content.startswith(start)), None)
    if code is not None:
        raise Refusal(code)
    if b"\0" in content:
        raise Refusal("table.is_binary")


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    lenient = content.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    sound = sum(not sign.isascii() for sign in lenient) - broken
    # A few broken bytes in good UTF-8 would pass as GB18030 and turn every name into nonsense.
    if sound > broken:
        line = lenient[: lenient.index("\ufffd")].count("\n") + 1
        raise Refusal("table.text_broken", row=line)
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError:
        raise Refusal("table.text_unknown") from None


def _records(text: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of every row that is not blank; stop where quotes do not match."""
    first = next((line for line in text.splitlines() if line.strip(_EDGES)), "")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, begun = 0, False
    while True:
        number += 1
        if number > MOST_ROWS + 1:
            raise Refusal("table.too_long", rows=MOST_ROWS)
        line = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults.append(Fault(number, _unreadable(error, lines=reader.line_num - line)))
            # What follows an open quote cannot be told apart from the inside of a cell, and
            # without its header a table says nothing.
            if not begun or faults[-1].refusal.code == "table.quotes_open":
                return
            continue
        if any(cell.strip(_EDGES) for cell in cells):
            begun = True
            yield number, cells


def _unreadable(error: csv.Error, *, lines: int) -> Refusal:
    # The reader stops at cells that are too long; one over several lines is an open quote.
    if lines == 1 and "field limit" in str(error):
        return Refusal("table.cell_too_long", characters=LONGEST_CELL)
    return Refusal("table.quotes_open")


def _columns(names: Sequence[str], headings: Sequence[Heading]) -> dict[str, int]:
    if len(names) > MOST_COLUMNS:
        raise Refusal("table.too_wide", columns=MOST_COLUMNS)
    known = {
        plain_name(spelling): heading.name
        for heading in headings
        for spelling in (heading.name, *heading.synonyms)
    }
    columns: dict[str, int] = {}
    for at, written in enumerate(names):
        name = known.get(plain_name(written.strip(_EDGES)))
        if name in columns:
            raise Refusal("table.column_twice", column=shown(_clean(written)))
        if name is not None:
            columns[name] = at
    missing = [h.name for h in headings if h.required and h.name not in columns]
    if missing:
        found = [shown(_clean(name)) for name in names[:_MOST_NAMED] if _clean(name)]
        raise Refusal("table.columns_missing", missing=", ".join(missing), found=", ".join(found))
    return columns


def _rows(
    records: Iterator[tuple[int, list[str]]],
    width: int,
    columns: Mapping[str, int],
    faults: list[Fault],
) -> Iterator[Row]:
    for number, cells in records:
        refusal = _flaw(cells, width)
        if refusal is None:
            yield Row(number, {name: _clean(cells[at]) for name, at in columns.items()})
        else:
            faults.append(Fault(number, refusal))


def _flaw(cells: Sequence[str], width: int) -> Refusal | None:
    if len(cells) < width or any(cell.strip(_EDGES) for cell in cells[width:]):
        return Refusal("table.row_ragged", cells=len(cells), columns=width)
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return Refusal("table.cell_too_long", characters=LONGEST_CELL)
    return None


def _clean(cell: str) -> str:
    return cell.strip(_EDGES)

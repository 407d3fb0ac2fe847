"""Rows out of text files: what spreadsheets call CSV."""

import csv
import io
from collections.abc import Iterator

from sinan.kernel.refusal import Refusal

from .shapes import EDGES, LONGEST_CELL, MOST_ROWS, Fault

# What other kinds of files begin with.
_MAGIC = {
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


def records_of_text(content: bytes, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of every row that is not blank; stop where quotes do not match."""
    text = _text(content)
    first = next((line for line in text.splitlines() if line.strip(EDGES)), "")
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
        if any(cell.strip(EDGES) for cell in cells):
            begun = True
            yield number, cells


def _text(content: bytes) -> str:
    _refuse_other_kinds(content)
    text = _decoded(content).lstrip("\ufeff")
    kind = _MARKUP.get(text.lstrip(EDGES)[:1])
    if kind is not None:
        raise Refusal(kind)
    return text


def _refuse_other_kinds(content: bytes) -> None:
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


def _unreadable(error: csv.Error, *, lines: int) -> Refusal:
    # The reader stops at cells that are too long; one over several lines is an open quote.
    if lines == 1 and "field limit" in str(error):
        return Refusal("table.cell_too_long", characters=LONGEST_CELL)
    return Refusal("table.quotes_open")

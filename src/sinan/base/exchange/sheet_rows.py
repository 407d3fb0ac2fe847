"""The rows of a sheet, read as they come and counted before they are kept.

openpyxl gathers a whole row before anybody can count it, and a row may be a hundred megabytes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from sinan.kernel.refusal import Refusal

from .archive import Archive
from .shapes import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, clean

MOST_CELLS = 1_000_000
# Rows that may stand above a table: its header is one of so many.
MOST_TITLES = 20

# Excel has 16,384 columns and 1,048,576 rows.
_COLUMN_LETTERS = 3
_ROW_DIGITS = 7
_LETTERS = 26

Stored = tuple[str, str, str]
"""A cell as the file keeps it: its type, its style, its text; "f" is the type of a formula."""


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row that is not blank: its number and its cells by column, from 0."""

    number: int
    cells: Mapping[int, Stored]


class _Reader:
    """What both readers share: a parser that takes no document type, and the text of an element."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._no_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._texts: list[str] = []
        self._length = 0
        self._listens = False
        self._in_phonetic = False

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Take the next piece. Refusals: workbook.damaged, has_entities, too_many_cells."""
        try:
            self._parser.Parse(chunk, last)
        except (expat.ExpatError, ValueError, LookupError):
            raise Refusal("workbook.damaged") from None

    def _no_doctype(self, *_: object) -> None:
        raise Refusal("workbook.has_entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def _end(self, name: str) -> None:
        raise NotImplementedError

    def _data(self, text: str) -> None:
        # One sign too many is kept, so that the cell is known to be too long.
        if self._listens and self._length <= LONGEST_CELL:
            self._texts.append(text[: LONGEST_CELL + 1])
            self._length += len(text)

    def _taken(self) -> str:
        text = clean("".join(self._texts)[: LONGEST_CELL + 1])
        self._texts, self._length = [], 0
        return text


class _Strings(_Reader):
    """The texts that cells refer to by number."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local == "rPh":
            self._in_phonetic = True
        self._listens = local == "t" and not self._in_phonetic

    def _end(self, name: str) -> None:
        local = name.rpartition("}")[2]
        self._listens = False
        if local == "rPh":
            self._in_phonetic = False
        elif local == "si":
            if len(self.found) >= MOST_CELLS:
                raise Refusal("workbook.too_many_cells", cells=MOST_CELLS)
            self.found.append(self._taken())


@dataclass(slots=True)
class _Cell:
    column: int = 0
    kind: str = ""
    style: str = ""
    has_formula: bool = False


class _Rows(_Reader):
    """The rows of a sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[StoredRow] = []
        self._number = 0
        self._cells: dict[int, Stored] = {}
        self._cell = _Cell(column=-1)
        self._count = 0
        self._begin: Mapping[str, Callable[[dict[str, str]], None]] = {
            "row": self._row,
            "c": self._one,
            "v": self._listen,
            "t": self._listen,
            "f": self._formula,
            "rPh": self._phonetic,
        }

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        begin = self._begin.get(name.rpartition("}")[2])
        if begin is not None:
            begin(attributes)

    def _row(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r", str(self._number + 1))
        if not written.isascii() or not written.isdigit() or len(written) > _ROW_DIGITS:
            raise Refusal("workbook.damaged")
        if int(written) <= self._number:
            raise Refusal("workbook.damaged")
        self._number = int(written)
        self._cells, self._cell = {}, _Cell(column=-1)

    def _one(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        column = self._cell.column + 1 if reference is None else _column(reference)
        self._cell = _Cell(column, attributes.get("t", "n"), attributes.get("s", ""))
        self._texts, self._length = [], 0

    def _listen(self, _: dict[str, str]) -> None:
        self._listens = not self._in_phonetic

    def _formula(self, _: dict[str, str]) -> None:
        self._cell.has_formula = True

    def _phonetic(self, _: dict[str, str]) -> None:
        self._in_phonetic = True

    def _end(self, name: str) -> None:
        self._listens = False
        local = name.rpartition("}")[2]
        if local == "c":
            self._keep()
        elif local == "rPh":
            self._in_phonetic = False
        elif local == "row" and self._cells:
            if self._number > MOST_ROWS + MOST_TITLES:
                raise Refusal("table.too_long", rows=MOST_ROWS)
            self.found.append(StoredRow(self._number, self._cells))

    def _keep(self) -> None:
        cell, text = self._cell, self._taken()
        if not text and not cell.has_formula:
            return
        self._count += 1
        if self._count > MOST_CELLS:
            raise Refusal("workbook.too_many_cells", cells=MOST_CELLS)
        if cell.column >= MOST_COLUMNS:
            raise Refusal("table.too_wide", columns=MOST_COLUMNS)
        kind = "f" if cell.has_formula else cell.kind
        self._cells[cell.column] = (kind, cell.style, text)


def strings_of(archive: Archive, part: str) -> Sequence[str]:
    """Read the texts that cells refer to. Refusals as of `rows_of`."""
    reader = _Strings()
    for chunk in archive.chunks(part):
        reader.feed(chunk)
    reader.feed(b"", last=True)
    return reader.found


def rows_of(archive: Archive, part: str) -> Iterator[StoredRow]:
    """Yield the rows of a sheet that are not blank.

    Refusals: workbook.damaged, workbook.has_entities, workbook.too_slow, workbook.too_many_cells,
    table.too_wide, table.too_long.
    """
    reader = _Rows()
    for chunk in archive.chunks(part):
        reader.feed(chunk)
        yield from reader.found
        reader.found = []
    reader.feed(b"", last=True)
    yield from reader.found


def _column(reference: str) -> int:
    letters = reference.rstrip("0123456789")
    if not letters.isascii() or not letters.isalpha() or len(letters) > _COLUMN_LETTERS:
        raise Refusal("workbook.damaged")
    column = 0
    for letter in letters.upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column - 1

"""Tables out of XLSX workbooks: one sheet, its header found, its cells as text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from sinan.kernel.refusal import Refusal

from .archive import OLE, ZIP, Archive
from .cell_texts import Teller, Told, text_of
from .layout import MISSING, columns_of, unknown_of, written_of
from .parts import Parts, SheetPart, parts_of
from .shapes import (
    MOST_ROWS,
    Fault,
    Heading,
    Remark,
    Row,
    Sheet,
    Wanted,
    plain_name,
    shown,
)
from .sheet_rows import MOST_TITLES, StoredRow, rows_of, strings_of

_LETTERS = 26
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class _Header:
    """The row that names the columns; `why` tells why it cannot, when it cannot."""

    number: int
    names: Sequence[str]
    columns: Mapping[str, int]
    flaws: tuple[Fault, ...] = ()
    why: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    part: SheetPart
    header: _Header


class _Book:
    """A workbook being read."""

    def __init__(self, content: bytes, headings: Sequence[Heading], wanted: Wanted) -> None:
        self._archive = Archive(content)
        self.parts: Parts = parts_of(self._archive)
        strings = self.parts.strings
        texts = strings_of(self._archive, strings) if strings is not None else ()
        self._teller = Teller(self.parts, texts)
        self._headings = headings
        self._wanted = wanted

    def found(self) -> _Found:
        """Choose the sheet: by its name, else the first that has the headings."""
        first: _Found | None = None
        for part in self._candidates():
            header = self._header(part)
            if header is not None:
                found = _Found(part, header)
                if header.why is None:
                    return found
                first = first or found
        if first is None or first.header.why is None:
            raise Refusal("table.is_empty")
        raise first.header.why

    def _candidates(self) -> Sequence[SheetPart]:
        name = self._wanted.sheet
        seen = [part for part in self.parts.sheets if not part.hidden]
        if name is None:
            if not seen:
                raise Refusal("workbook.no_sheets")
            return seen
        named = [part for part in self.parts.sheets if plain_name(part.name) == plain_name(name)]
        if not named:
            raise Refusal("workbook.no_such_sheet", sheet=shown(name), found=_names(seen))
        return named

    def _header(self, part: SheetPart) -> _Header | None:
        """Find the header; without one the widest row near the top is blamed."""
        rows = rows_of(self._archive, part.part)
        headers = [
            self._as_header(row) for row in takewhile(lambda row: row.number <= MOST_TITLES, rows)
        ]
        fitting = (header for header in headers if header.why is None)
        widest = max(headers, key=lambda header: sum(map(bool, header.names)), default=None)
        return next(fitting, widest)

    def _as_header(self, row: StoredRow) -> _Header:
        # A date above a column means its month.
        told = {at: self._text(row, at, as_month=True) for at in row.cells}
        names = [""] * (max(row.cells) + 1)
        for at, text in told.items():
            names[at] = text if isinstance(text, str) else ""
        flaws = [Fault(row.number, text) for text in told.values() if isinstance(text, Refusal)]
        try:
            columns = columns_of(names, self._headings, self._wanted)
        except Refusal as refusal:
            if refusal.code == MISSING:
                known: dict[str, Any] = {"rows": MOST_TITLES, **refusal.params}
                refusal = Refusal("workbook.no_header", **known)
            return _Header(row.number, names, {}, why=refusal)
        return _Header(row.number, names, columns, tuple(flaws))

    def rows(self, found: _Found, strays: set[int]) -> Iterator[Row]:
        """Yield the rows below the header, and note the columns that have cells and no name."""
        header = found.header
        months = {h.name for h in self._headings if h.of_months}
        named = {at for at, name in enumerate(header.names) if name}
        for row in rows_of(self._archive, found.part.part):
            if row.number <= header.number:
                continue
            if row.number - header.number > MOST_ROWS:
                raise Refusal("table.too_long", rows=MOST_ROWS)
            strays |= row.cells.keys() - named
            if named & row.cells.keys():
                yield self._row(row, header.columns, months)

    def _row(self, row: StoredRow, columns: Mapping[str, int], months: set[str]) -> Row:
        cells: dict[str, str] = {}
        flaws: dict[str, Refusal] = {}
        for name, at in columns.items():
            told = self._text(row, at, as_month=name in months) if at in row.cells else ""
            if isinstance(told, Refusal):
                flaws[name] = told
            else:
                cells[name] = told
        return Row(row.number, cells, flaws)

    def _text(self, row: StoredRow, at: int, *, as_month: bool = False) -> str | Refusal:
        stored = row.cells[at]
        told: Told = self._teller.tell(stored)
        if not isinstance(told, datetime):
            return told
        if as_month:
            return f"{told:%Y-%m}"
        return self._teller.month_of(stored, told) or text_of(told)


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is a workbook or looks like one from outside."""
    return content.startswith((*ZIP, OLE))


def read_workbook(content: bytes, headings: Sequence[Heading], wanted: Wanted) -> Sheet:
    """Read one sheet of a workbook; formulas are refused at their cells and never reckoned."""
    book = _Book(content, headings, wanted)
    found = book.found()
    header = found.header
    strays: set[int] = set()
    rows = tuple(book.rows(found, strays))
    if not rows:
        raise Refusal("table.has_only_header", row=header.number)
    return Sheet(
        rows=rows,
        written=written_of(header.names, header.columns),
        unknown=unknown_of(header.names, header.columns),
        faults=header.flaws,
        header=header.number,
        remarks=tuple(_remarks(book.parts, found, strays)),
    )


def _remarks(parts: Parts, found: _Found, strays: set[int]) -> Iterator[Remark]:
    others = [part for part in parts.sheets if part is not found.part]
    seen = [part for part in others if not part.hidden]
    hidden = [part for part in others if part.hidden]
    if seen:
        taken = shown(found.part.name)
        yield Remark("workbook.sheet_taken", {"sheet": taken, "others": _names(seen)})
    if hidden:
        yield Remark("workbook.sheets_hidden", {"sheets": _names(hidden)})
    if strays:
        letters = ", ".join(_letters(at) for at in sorted(strays)[:_MOST_NAMED])
        yield Remark("workbook.columns_unnamed", {"columns": letters})


def _names(parts: Sequence[SheetPart]) -> str:
    return ", ".join(shown(part.name) for part in parts[:_MOST_NAMED])


def _letters(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters

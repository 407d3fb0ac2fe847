"""What a table read from a file looks like, and how much of one is read."""

import unicodedata
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field

from sinan.kernel.refusal import Refusal

MOST_COLUMNS = 200
MOST_ROWS = 100_000
LONGEST_CELL = 10_000
EDGES = " \t\r\n\u00a0\u3000\u200b\ufeff"

_CLIP = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that is looked for: its name here and how files may call it.

    In a column `of_months` the dates of a workbook stand for their months.
    """

    name: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    of_months: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a table is looked through for beside its headings.

    `sheet` is its name if somebody gave one; `lacks` says by its columns why a row is no header,
    beyond required ones; `named` finds columns that no list of headings can hold: any month.
    """

    sheet: str | None = None
    lacks: Callable[[Set[str]], Refusal | None] = lambda _: None
    named: Callable[[str], str | None] = lambda _: None


ANYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Row:
    """A row by the names of the headings; `number` counts as spreadsheets do, the header is 1."""

    number: int
    cells: Mapping[str, str]
    flaws: Mapping[str, Refusal] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """Return a cell, empty where there is no such column; refuse one that cannot be read."""
        if name in self.flaws:
            raise self.flaws[name]
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be read, and why."""

    row: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about how a file was read; nothing was refused."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table read: its rows, how the file writes each heading, and what was left out."""

    rows: tuple[Row, ...]
    written: Mapping[str, str]
    unknown: tuple[str, ...]
    faults: tuple[Fault, ...]
    header: int = 1
    remarks: tuple[Remark, ...] = ()


def clean(cell: str) -> str:
    """Take a cell without blanks and invisible signs at its edges."""
    return cell.strip(EDGES)


def shown(text: str) -> str:
    """Cut a text for a message, with a mark for what cannot be shown."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:_CLIP])


def plain_name(text: str) -> str:
    """Write a name as names are compared: half-width, small, without blanks and underscores."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).replace("_", "")

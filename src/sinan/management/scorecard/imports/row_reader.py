"""Reading one row of a catalogue cell by cell, with every flaw told at its cell."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from sinan.base.exchange.tables import Row, Sheet, plain_name, shown
from sinan.kernel.refusal import Refusal

from ..models.metrics import OwnerKind
from ..rules.catalogue import PersonName
from ..rules.problems import Place
from .reading import Reading, chosen, day
from .words import NO, YES

T = TypeVar("T")

MOST_DECIMALS = 6
LONGEST_NAME = 60
_CODE = re.compile(r"[\w.-]+")
_SEPARATORS = re.compile(r"[、;；,，\n]")
_PERSON = re.compile(r"(?P<name>[^()（）]+?)\s*(?:[(（](?P<post>[^()（）]*)[)）])?")
_BETWEEN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


class RowReader:
    """One row. What a cell cannot be is told and stands in as nothing; `sound` says whether."""

    def __init__(self, row: Row, sheet: Sheet, reading: Reading[Any], file: str) -> None:
        self._row = Row(row.number, row.cells)
        self._sheet = sheet
        self._reading = reading
        self.place = Place(file=file, row=row.number)
        self.sound = True
        self._flawed: set[str] = set()
        for column, refusal in row.flaws.items():
            self._refuse(column, refusal)
        self._flawed = set(row.flaws)

    def has(self, column: str) -> bool:
        """Tell whether the file has this column."""
        return column in self._sheet.written

    def raw(self, column: str) -> str:
        """Return the cell as it stands."""
        return self._row[column]

    def text(self, column: str, longest: int, *, required: bool = False) -> str:
        """Read a text of limited length."""
        text = self._row[column]
        if required and not text:
            self._refuse(column, Refusal("text.missing"))
        elif len(text) > longest:
            self._refuse(column, Refusal("text.too_long", longest=longest))
        elif not all(sign.isprintable() or sign in "\n\t" for sign in text):
            self._refuse(column, Refusal("text.unprintable"))
        return text

    def code(self, column: str, longest: int = 16) -> str:
        """Read a code, which stands in addresses."""
        text = self.text(column, longest, required=True)
        if text and not _CODE.fullmatch(text):
            self._refuse(column, Refusal("code.malformed", text=shown(text)))
        return text

    def choice(self, column: str, choices: Mapping[str, Iterable[str]]) -> str:
        """Read one of a few words; where the row is not sound the first stands in."""
        return self._tried(column, lambda text: chosen(text, choices, column), next(iter(choices)))

    def decimals(self, column: str) -> int:
        """Read a number of decimals."""
        text = plain_name(self._row[column])
        if text.isascii() and text.isdigit() and int(text[:4]) <= MOST_DECIMALS:
            return int(text[:4])
        self._refuse(column, Refusal("precision.malformed", text=shown(text), most=MOST_DECIMALS))
        return 0

    def day(self, column: str) -> date | None:
        """Read a date, None for a blank."""
        return self._tried(column, day, None) if self._row[column] else None

    def required_day(self, column: str) -> date:
        """Read a date that has to be there."""
        found = self.day(column)
        if found is None and not self._row[column]:
            self._refuse(column, Refusal("text.missing"))
        return found or date.min

    def yes(self, column: str) -> bool:
        """Read a yes or no."""
        name = plain_name(self._row[column])
        if name not in YES | NO:
            self._refuse(column, Refusal("yes_no.malformed", text=shown(self._row[column])))
        return name in YES

    def people(self, column: str) -> tuple[PersonName, ...] | None:
        """Read names separated by 、 or ; with their posts in brackets; None without a column."""
        if not self.has(column):
            return None
        parts = [part.strip() for part in _SEPARATORS.split(self._row[column])]
        found: dict[str, PersonName] = {}
        for text in filter(None, parts):
            person = self._person(column, text)
            if person is not None:
                found.setdefault(person.name, person)
        return tuple(found.values())

    def owners(self) -> dict[str, tuple[PersonName, ...]]:
        """Read who answers for a metric, for the kinds that have a column."""
        columns = {
            OwnerKind.TARGET: "target_owner",
            OwnerKind.ACHIEVER: "achiever",
            OwnerKind.PROVIDER: "data_provider",
        }
        read = {kind.value: self.people(column) for kind, column in columns.items()}
        return {kind: people for kind, people in read.items() if people is not None}

    def refuse(self, column: str, code: str, **params: Any) -> None:
        """Refuse the row for what one cell says."""
        self._refuse(column, Refusal(code, **params))

    def _person(self, column: str, text: str) -> PersonName | None:
        found = _PERSON.fullmatch(text)
        # 周 林 and 周林 are one person.
        name = _BETWEEN_CHINESE.sub("", found["name"]) if found else ""
        post = (found["post"] or "").strip() if found else ""
        if not name or max(len(name), len(post)) > LONGEST_NAME:
            self._refuse(column, Refusal("person.malformed", text=shown(text)))
            return None
        return PersonName(name, post)

    def _tried(self, column: str, read: Callable[[str], T], otherwise: T) -> T:
        text = self._row[column]
        if not text:
            self._refuse(column, Refusal("text.missing"))
            return otherwise
        try:
            return read(text)
        except Refusal as refusal:
            self._refuse(column, refusal)
            return otherwise

    def _refuse(self, column: str, refusal: Refusal) -> None:
        self.sound = False
        if column in self._flawed:
            return
        written = self._sheet.written.get(column, column)
        place = Place(file=self.place.file, row=self.place.row, column=written)
        self._reading.refuse(refusal, place)

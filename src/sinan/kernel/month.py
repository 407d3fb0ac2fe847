"""Calendar months, the only periods a scorecard is kept in."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self

FIRST_YEAR = 1900
LAST_YEAR = 2200
MONTHS_A_YEAR = 12

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """Name one calendar month; months sort by time.

    Raises ValueError outside of 1..12 and of 1900..2200, also when reckoning leads there.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"year out of range: {self.year}")
        if not 1 <= self.number <= MONTHS_A_YEAR:
            raise ValueError(f"month out of range: {self.number}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2016-02" and nothing else; any other spelling is a ValueError."""
        # \d would take digits of other scripts, and `int` would take "+2" and "1_0".
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError("a month is written YYYY-MM")
        return cls(int(written[1]), int(written[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """Give the month that a day lies in."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        """Give the first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Give the last day of the month, leap years included."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    def next(self) -> Self:
        """Give the month after this one."""
        return self.shift(1)

    def previous(self) -> Self:
        """Give the month before this one."""
        return self.shift(-1)

    def shift(self, months: int) -> Self:
        """Give the month that lies so many months later, or earlier when negative."""
        year, index = divmod(self.year * MONTHS_A_YEAR + self.number - 1 + months, MONTHS_A_YEAR)
        return type(self)(year, index + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def has_years_around(year: int) -> bool:
    """Tell whether there is a year before and one after: pages look back and ahead."""
    return FIRST_YEAR < year < LAST_YEAR


def months_of(year: int) -> tuple[Month, ...]:
    """Give the twelve months of a calendar year in order."""
    return tuple(Month(year, number) for number in range(1, MONTHS_A_YEAR + 1))

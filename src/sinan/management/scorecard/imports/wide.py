"""Wide files of actuals: a row for each metric, a column for each month."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from sinan.base.exchange.tables import Row, plain_name, shown
from sinan.kernel.exact import EXACT
from sinan.kernel.month import MONTHS_A_YEAR, Month
from sinan.kernel.numbers import parse_number
from sinan.kernel.refusal import Refusal

from .words import MONTH_NAMES, TO_DATE_NAMES, YEAR_NAMES

YEAR_COLUMN = "year"
_WRITTEN = re.compile(r"(?:([0-9]{4})[-/年])?([0-9]{1,2})月?|([0-9]{4})([0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}年?")
_NAMES = {name: at for at, names in enumerate(MONTH_NAMES, 1) for name in names}
_WHOLE_YEAR = {plain_name(name) for name in (YEAR_COLUMN, *YEAR_NAMES, *TO_DATE_NAMES)}


def month_column(plain: str) -> str | None:
    """Name the column of a month ("02", "2016-02") or of the year by its heading; else None."""
    if plain in _WHOLE_YEAR or _YEAR.fullmatch(plain):
        return YEAR_COLUMN
    if plain in _NAMES:
        return f"{_NAMES[plain]:02d}"
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        return None
    year, number = found[1] or found[3], int(found[2] or found[4])
    return f"{year}-{number:02d}" if year else f"{number:02d}"


def is_month_column(name: str) -> bool:
    """Tell whether a column is one of a month."""
    return name[0].isdigit()


def months_of(columns: Mapping[str, str], year: int | None) -> dict[str, Month | Refusal]:
    """Pair the columns of months with their months, or with why they are none.

    Raises `Refusal` actuals.year_needed when a column does not say its year and nobody else does.
    """
    months: dict[str, Month | Refusal] = {}
    for name, written in columns.items():
        if not is_month_column(name):
            continue
        told, _, number = name.rpartition("-")
        if not told and year is None:
            raise Refusal("actuals.year_needed", column=written)
        months[name] = _month(int(told or year or 0), int(number), written)
    return months


def sum_to_date(row: Row, months: Iterable[str]) -> Decimal | None:
    """Return the figure of the year column where it is the sum of at least two months."""
    try:
        whole = parse_number(row[YEAR_COLUMN])
        parts = [parse_number(row[name]) for name in months]
    except Refusal:
        return None
    given = [part.value for part in parts if part is not None]
    total = Decimal(0)
    for value in given:
        total = EXACT.add(total, value)
    is_sum = whole is not None and len(given) > 1 and whole.value == total
    return whole.value if whole is not None and is_sum else None


def _month(year: int, number: int, written: str) -> Month | Refusal:
    if not 1 <= number <= MONTHS_A_YEAR:
        return Refusal("month.outside", text=shown(written))
    try:
        return Month(year, number)
    except ValueError:
        return Refusal("year.malformed", text=str(year))

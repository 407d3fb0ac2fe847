"""What reading a file yields, and how its cells are read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from sinan.base.exchange.tables import Sheet, plain_name, shown
from sinan.kernel.exact import EXACT
from sinan.kernel.month import MONTHS_A_YEAR, Month, has_years_around
from sinan.kernel.numbers import (
    TEN_THOUSAND_YUAN,
    YUAN,
    Number,
    convert,
    fraction_like,
    parse_number,
)
from sinan.kernel.refusal import Refusal

from ..queries.shapes import MetricInfo
from ..rules.problems import Outcome, Place, note, refused, warning

T = TypeVar("T")

MONEY = {YUAN, TEN_THOUSAND_YUAN}
HUNDRED = Decimal(100)
TOTALS = frozenset(("合计", "总计", "小计", "共计", "总和", "total", "totals", "grandtotal", "sum"))
_MONTH = re.compile(r"([0-9]{4})(?:([0-9]{2})|[-/年]([0-9]{1,2})月?(?:[-/]0?1)?)")
_DATE = re.compile(r"([0-9]{4})([-/.年])([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


@dataclass(slots=True)
class Reading(Generic[T]):
    """What a file holds, and what of it could not be read."""

    rows: list[T] = field(default_factory=list)
    outcome: Outcome = field(default_factory=Outcome)

    def refuse(self, refusal: Refusal, place: Place) -> None:
        """Refuse one cell or row."""
        self.outcome.append(refused(refusal, place))
        self.outcome.tally.refused += 1

    def tell_about(self, sheet: Sheet, file: str) -> None:
        """Report the rows that could not be read and the columns that were left out."""
        for fault in sheet.faults:
            self.refuse(fault.refusal, Place(file=file, row=fault.row))
        self.outcome += [
            note(
                "table.column_unknown", Place(file=file, row=sheet.header, column=name), column=name
            )
            for name in sheet.unknown
        ]
        self.outcome += [note(one.code, Place(file=file), **one.params) for one in sheet.remarks]

    def skips_total(self, refusal: Refusal, text: str, place: Place) -> bool:
        """Tell whether an unknown metric is the word above a sum; that is only noted."""
        is_total = refusal.code == "metric.unknown" and plain_name(text).rstrip(":") in TOTALS
        if is_total:
            self.outcome.append(note("table.total_row", place, text=shown(text)))
        return is_total


class Metrics:
    """The metrics of a scorecard, found by the code or the name that a file uses."""

    def __init__(self, infos: Iterable[MetricInfo]) -> None:
        self._codes: dict[str, MetricInfo] = {}
        self._names: dict[str, list[MetricInfo]] = {}
        for info in infos:
            self._codes[info.code] = info
            for name in {plain_name(text) for text in (info.code, info.name_zh, info.name_en)}:
                self._names.setdefault(name, []).append(info)

    def find(self, text: str) -> MetricInfo:
        """Return the metric. Refusals: metric.missing for a blank, unknown, ambiguous."""
        if not text:
            raise Refusal("metric.missing")
        if text in self._codes:
            return self._codes[text]
        infos = self._names.get(plain_name(text), [])
        if len(infos) > 1:
            codes = ", ".join(info.code for info in infos)
            raise Refusal("metric.ambiguous", metric=shown(text), codes=codes)
        if not infos:
            raise Refusal("metric.unknown", metric=shown(text))
        return infos[0]


class Percentages:
    """Bare numbers of percent metrics: points, or fractions where the operator says so."""

    def __init__(self, *, fractions: bool) -> None:
        self._fractions = fractions
        self._bare: dict[str, list[Decimal]] = {}
        self._places: dict[str, Place] = {}

    def read(self, text: str, info: MetricInfo, place: Place) -> Decimal | None:
        """Read a cell in the metric's unit; None for a blank one."""
        number = parse_number(text)
        if number is None:
            return None
        value = convert(number, info.measured_in)
        if not info.is_percent or number.unit:
            return value
        self._bare.setdefault(info.code, []).append(value)
        self._places.setdefault(info.code, place)
        return EXACT.multiply(value, HUNDRED) if self._fractions else value

    def warn(self, outcome: Outcome) -> None:
        """Warn of metrics whose bare numbers all look like fractions and were taken as points."""
        if self._fractions:
            return
        outcome += [
            warning("percent.like_fractions", self._places[code], metric=code)
            for code, values in self._bare.items()
            if fraction_like(values)
        ]


def part(text: str, info: MetricInfo) -> Decimal | None:
    """Read a numerator or denominator; money comes in the metric's unit of money."""
    number: Number | None = parse_number(text)
    if number is None:
        return None
    if number.percent:
        raise Refusal("actual.part_in_percent")
    if number.unit in MONEY and info.measured_in in MONEY:
        return convert(number, info.measured_in)
    return number.value


def month(text: str) -> Month:
    """Read a month: 2016-02, 2016/2, 2016年2月, 201602, and 2016/2/1 as spreadsheets make it.

    Refusals: text.missing, month.malformed, month.outside for one like 2016-13, year.malformed.
    """
    if not text:
        raise Refusal("text.missing")
    # No point between year and month: a spreadsheet writes October as 2016.1.
    found = _MONTH.fullmatch(plain_name(text))
    if found is None:
        raise Refusal("month.malformed", text=shown(text))
    year, number = int(found[1]), int(found[2] or found[3])
    if not 1 <= number <= MONTHS_A_YEAR:
        raise Refusal("month.outside", text=shown(text))
    try:
        return Month(year, number)
    except ValueError:
        raise Refusal("year.malformed", text=str(year)) from None


def day(text: str) -> date:
    """Read a date: 2016-02-29, 2016/2/29, 2016.2.29, 2016年2月29日.

    Refusals: date.malformed, date.beyond for one like 9999-12-31.
    """
    found = _DATE.fullmatch(plain_name(text))
    try:
        read = None if found is None else date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        read = None
    if read is None:
        raise Refusal("date.malformed", text=shown(text))
    if not has_years_around(read.year):
        raise Refusal("date.beyond", text=shown(text))
    return read


def chosen(text: str, choices: Mapping[str, Iterable[str]], field_name: str) -> str:
    """Return the code of a choice by any of its names. Refusal: choice.unknown."""
    name = plain_name(text)
    for code, names in choices.items():
        if name in {plain_name(code), *(plain_name(other) for other in names)}:
            return code
    raise Refusal("choice.unknown", field=field_name, text=shown(text), known=", ".join(choices))

"""The band table of the review deck: bands, actual and light by year and month."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sinan.kernel.lights import BAND_NAMES, Bands
from sinan.kernel.month import MONTHS_A_YEAR, Month

from ..rules.figures import YEAR
from .shapes import MetricMonth, MetricYear


@dataclass(frozen=True, slots=True, kw_only=True)
class BandCell:
    """One band of a month or the year.

    `draft` says that it waits for approval, `wrong` that it contradicts a neighbour, and
    `expected` what a year's value should be about.
    """

    value: Decimal | None
    draft: bool = False
    wrong: bool = False
    expected: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BandLine:
    """One row of the table."""

    band: str
    year: BandCell
    months: tuple[BandCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two bands that run the wrong way, in all the months where they do so alike."""

    months: tuple[int, ...]
    easier: str
    easier_value: Decimal
    harder: str
    harder_value: Decimal


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value of the year column that does not fit its months."""

    band: str
    value: Decimal
    expected: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BandTable:
    """The table, hardest band on top, with what is wrong in it.

    `until` is the month that the year to date reaches, None once the year is whole.
    """

    lines: tuple[BandLine, ...]
    months: tuple[MetricMonth, ...]
    contradictions: tuple[Contradiction, ...]
    doubts: tuple[Doubt, ...]
    waiting: tuple[int, ...]
    recomputed: tuple[MetricMonth, ...]
    until: Month | None
    whole: bool


def band_table(metric: MetricYear) -> BandTable:
    """Lay out a metric's year as the deck does."""
    columns = {month: _bands(metric, month) for month in range(YEAR, MONTHS_A_YEAR + 1)}
    reported = [each.month for each in metric.months if each.reported is not None]
    whole = len(reported) == len(metric.months)
    lines = [
        BandLine(
            band=name,
            year=_cell(metric, columns[YEAR], name, YEAR),
            months=tuple(
                _cell(metric, columns[month], name, month) for month in range(1, MONTHS_A_YEAR + 1)
            ),
        )
        for name in reversed(BAND_NAMES)
    ]
    return BandTable(
        lines=tuple(lines),
        months=metric.months,
        contradictions=tuple(_contradictions(metric)),
        doubts=tuple(_doubts(metric)),
        waiting=tuple(sorted(set(metric.drafts) - set(metric.held))),
        recomputed=tuple(month for month in metric.months if month.recomputed is not None),
        until=None if whole else max(reported, default=None),
        whole=whole,
    )


def _bands(metric: MetricYear, month: int) -> tuple[Bands | None, bool]:
    approved = metric.bands.get(month)
    return (metric.drafts.get(month), True) if approved is None else (approved, False)


def _cell(metric: MetricYear, column: tuple[Bands | None, bool], name: str, month: int) -> BandCell:
    bands, draft = column
    if bands is None:
        return BandCell(value=None)
    wrong = draft and any(name in pair for pair in metric.held.get(month, ()))
    expected = metric.suspect.get(name) if month == YEAR else None
    return BandCell(value=getattr(bands, name), draft=draft, wrong=wrong, expected=expected)


def _contradictions(metric: MetricYear) -> Iterable[Contradiction]:
    # "March, July to December: target 1500 above challenge 1 1400" is one thing to correct.
    alike: dict[tuple[str, Decimal, str, Decimal], list[int]] = defaultdict(list)
    for month, pairs in sorted(metric.held.items()):
        bands = metric.drafts[month]
        for easier, harder in pairs:
            alike[easier, getattr(bands, easier), harder, getattr(bands, harder)].append(month)
    for (easier, easier_value, harder, harder_value), months in alike.items():
        yield Contradiction(
            months=tuple(months),
            easier=easier,
            easier_value=easier_value,
            harder=harder,
            harder_value=harder_value,
        )


def _doubts(metric: MetricYear) -> Iterable[Doubt]:
    for name, expected in metric.suspect.items():
        yield Doubt(name, getattr(metric.bands[YEAR], name), expected)

"""Cells of figures, as they come from a file or a grid: in the metric's unit, not yet checked."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from sinan.kernel.month import Month

from .problems import NOWHERE, Place

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class BandCell:
    """One band of a metric for a month, or for the year (month 0)."""

    metric: str
    month: int
    band: str
    value: Decimal
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class ActualCell:
    """The figure of a metric in a month: a value, its two parts, or all three."""

    metric: str
    month: Month
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    place: Place = NOWHERE


def by_key(items: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Put items of one key together, in the order in which the keys first come."""
    found: dict[Hashable, list[T]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return list(found.values())


def band_key(metric: str, year: int, month: int, band: str) -> str:
    """Name a band's cell: "M13 · 2016-03 · target", "M13 · 2016 · target" for the year."""
    when = f"{year}-{month:02d}" if month else str(year)
    return f"{metric} · {when} · {band}"


def actual_key(metric: str, month: Month) -> str:
    """Name an actual's cell: "M3 · 2016-02"."""
    return f"{metric} · {month}"

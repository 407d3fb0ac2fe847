"""The reference store's own files, as package data."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from sinan.kernel.month import MONTHS_A_YEAR, Month
from sinan.management.scorecard.api import ActualCell, BandCell

from .figures import Measured

DATA = Path(__file__).with_name("data")
YEAR = 2016


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def measured() -> dict[str, Measured]:
    """Return what figures need to know of each metric."""
    return {row["code"]: Measured.of_row(row) for row in rows("metrics")}


def posts() -> dict[str, str]:
    """Return the post of everybody who works there."""
    return {row["name"]: row["post"] for row in rows("people")}


def bands() -> Iterator[BandCell]:
    """Give the bands as they were set, faults included."""
    for row in rows("bands"):
        for month in range(MONTHS_A_YEAR + 1):
            column = f"{month:02d}" if month else "year"
            value = Decimal(row[column])
            yield BandCell(metric=row["metric"], month=month, band=row["band"], value=value)


def actuals() -> dict[Month, list[ActualCell]]:
    """Give month by month what was reported, beside it the parts that the breakdowns imply."""
    reported = {(row["metric"], row["month"]): row["value"] for row in rows("actuals")}
    parts = {(row["metric"], row["month"]): row for row in rows("parts")}
    found: dict[Month, list[ActualCell]] = {}
    for metric, month in sorted(reported | parts, key=lambda key: key[1]):
        value, part = reported.get((metric, month)), parts.get((metric, month))
        cell = ActualCell(
            metric=metric,
            month=Month.parse(month),
            value=None if value is None else Decimal(value),
            numerator=None if part is None else Decimal(part["numerator"]),
            denominator=None if part is None else Decimal(part["denominator"]),
        )
        found.setdefault(cell.month, []).append(cell)
    return found

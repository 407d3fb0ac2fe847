"""The list of metrics: its columns, its order and what it can be narrowed to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from sinan.base.exchange.columns import Column, Table
from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.lights import Light
from sinan.kernel.rollup import count_lights

from ..models.catalogue import Department
from ..rules.codes import natural
from .trends import MetricRow

SEVERITY = {light: place for place, light in enumerate(count_lights(()))}


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricFilter:
    """What the list is narrowed to; None leaves it open."""

    light: Light | None = None
    department: Department | None = None

    def keeps(self, row: MetricRow) -> bool:
        """Tell whether the row stays."""
        return self.light in {None, row.now.light} and self.department in {
            None,
            row.info.department,
        }


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of one column: where a click on it leads, and how it is sorted now."""

    column: Column
    order: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the list and how many rows it would leave."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricList:
    """The list as asked for."""

    headings: tuple[Heading, ...]
    rows: tuple[MetricRow, ...]
    total: int
    lights: tuple[Choice, ...] = ()
    departments: tuple[Choice, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Tell whether some filter holds."""
        return any(choice.chosen for choice in (*self.lights, *self.departments))


def _value(row: MetricRow) -> Decimal | None:
    return row.now.judgement.value


def _band(name: str) -> Any:
    def read(row: MetricRow) -> Decimal | None:
        bands = row.now.judgement.bands
        return None if bands is None else getattr(bands, name)

    return read


def _change(row: MetricRow) -> Decimal | None:
    return None if row.change is None else row.change.amount


def _by_sound(row: MetricRow) -> bytes:
    # The common characters of GB 18030 stand in the order of their pinyin.
    return row.info.name_zh.encode("gb18030", "replace")


METRICS = Table(
    "scorecard.metrics",
    (
        Column(
            name="light",
            label=_("Lights"),
            value=lambda row: str(row.now.light),
            order=lambda row: SEVERITY[row.now.light],
        ),
        Column(
            name="code",
            label=_("Code"),
            value=lambda row: row.info.code,
            order=lambda row: natural(row.info.code),
        ),
        Column(name="name", label=_("Metric"), value=lambda row: row.info.name_zh, order=_by_sound),
        Column(name="value", label=_("Actual"), value=_value, order=_value, numeric=True),
        Column(name="change", label=_("On last month"), value=_change, order=_change, numeric=True),
        Column(name="threshold", label=_("Threshold"), value=_band("threshold"), numeric=True),
        Column(name="target", label=_("Target"), value=_band("target"), numeric=True),
        Column(
            name="department",
            label=_("Department"),
            value=lambda row: row.info.department,
            order=lambda row: Department.values.index(row.info.department),
        ),
        Column(
            name="year",
            label=_("Course of the year"),
            value=lambda row: [month.judgement.value for month in row.trail],
        ),
    ),
)


def metric_list(
    scope: Scope,
    unit: Unit,
    rows: Sequence[MetricRow],
    *,
    order: str = "",
    narrowed: MetricFilter | None = None,
) -> MetricList:
    """Narrow and sort judged metrics by the columns that are open to the scope.

    Without an order they stand as on the scorecard. Figures that are hidden are not there to
    sort by: those rows come last. Raises `Refusal` for an order that is not a column's.
    """
    by = narrowed or MetricFilter()
    kept = [row for row in rows if by.keeps(row)]
    if order:
        kept = METRICS.sorted(kept, order, holder=scope, unit=unit)
    return MetricList(
        headings=tuple(_heading(column, order) for column in METRICS.open_to(scope, unit)),
        rows=tuple(kept),
        total=len(rows),
        lights=tuple(_light_choices(rows, by)),
        departments=tuple(_department_choices(rows, by)),
    )


def _heading(column: Column, order: str) -> Heading:
    if column.order is None:
        return Heading(column, "", "")
    if order == column.name:
        return Heading(column, f"-{column.name}", "ascending")
    return Heading(column, column.name, "descending" if order == f"-{column.name}" else "none")


def _light_choices(rows: Sequence[MetricRow], by: MetricFilter) -> list[Choice]:
    open_rows = [row for row in rows if replace(by, light=None).keeps(row)]
    counts = count_lights(row.now.light for row in open_rows)
    return [
        Choice(str(light), count, light == by.light)
        for light, count in counts.items()
        if count or light == by.light
    ]


def _department_choices(rows: Sequence[MetricRow], by: MetricFilter) -> list[Choice]:
    open_rows = [row for row in rows if replace(by, department=None).keeps(row)]
    found = []
    for department in Department:
        count = sum(row.info.department == department for row in open_rows)
        if count or department == by.department:
            found.append(Choice(str(department), count, department == by.department))
    return found

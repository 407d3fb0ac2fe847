"""A large group, seeded: the same numbers at every run.

Bands are written store by store and actuals month by month, the order in which they come in.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, models, transaction

from sinan.base.accounts.models import User
from sinan.base.accounts.services import add_user
from sinan.base.org.models import Unit, UnitKind
from sinan.base.org.scope import Scope
from sinan.base.org.services import found_group, grant_role
from sinan.management.scorecard.models import (
    ActionPlan,
    Actual,
    MetricDefinition,
    MetricVersion,
    Milestone,
    MonthBands,
    Objective,
    ObjectiveLink,
    Scorecard,
    ScorecardMetric,
)

from .catalogue import LINKS, METRICS, OBJECTIVES, Sample

SCALE = 10**6
AT = datetime(2026, 1, 4, 9, 0, tzinfo=UTC)
OPERATOR = Scope.of_operator()
STORES_A_REGION = 100
# One month in fifty has no figure, one band in a hundred is still a draft.
MISSING, DRAFT = 0.02, 0.01
# The four bands around the target, in thousandths; mirrored where lower is better.
STEPS = (900, 1000, 1100, 1200)


@dataclass(frozen=True, slots=True)
class DataSet:
    """What was built and who may look at it."""

    group: Unit
    store: Unit
    user: User
    year: int
    months: int
    metrics: int


@transaction.atomic
def build(*, stores: int, year: int = 2026, months: int = 12, seed: int = 27) -> DataSet:
    """Build a group with so many stores; `months` have actuals, all twelve have bands."""
    chance = random.Random(seed)
    group = found_group(code="bench", name="基准集团", by=OPERATOR, at=AT)
    units = _stores(group, stores)
    versions = _definitions(group)
    metrics = _scorecards(units, year, versions)
    scales = {unit.pk: chance.uniform(0.5, 2.0) for unit in units}
    _pour(MonthBands, _band_rows(metrics, scales, chance))
    _pour(Actual, _actual_rows(metrics, scales, months, chance))
    user = add_user(username="bench", unit_id=group.pk, by=OPERATOR, at=AT)
    grant_role(user_id=user.pk, unit=group, role="owner", by=OPERATOR, at=AT)
    return DataSet(group, units[0], user, year, months, len(METRICS))


def analyse() -> None:
    """Let the database learn what its tables hold, as its housekeeping does in daily life."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _stores(group: Unit, count: int) -> list[Unit]:
    regions = _plant(
        group, [group] * (-(-count // STORES_A_REGION)), UnitKind.REGION, "R", "第{}大区"
    )
    parents = [regions[n // STORES_A_REGION] for n in range(count)]
    return _plant(group, parents, UnitKind.STORE, "S", "司南第{}店")


def _plant(group: Unit, parents: Sequence[Unit], kind: str, letter: str, name: str) -> list[Unit]:
    units = [
        Unit(
            kind=kind, parent=parent, group=group, code=f"{letter}{n:04d}",
            key=f"{letter}{n:04d}", name=name.format(n), path=f"?{letter}{n}",
        )
        for n, parent in enumerate(parents, 1)
    ]  # fmt: skip
    Unit.objects.bulk_create(units)
    for unit, parent in zip(units, parents, strict=True):
        unit.path = f"{parent.path}{unit.pk}/"
    Unit.objects.bulk_update(units, ["path"], batch_size=200)
    return units


def _definitions(group: Unit) -> list[tuple[Sample, MetricVersion]]:
    found = []
    for sample in METRICS:
        definition = MetricDefinition.objects.create(unit=group, code=sample.code)
        version = MetricVersion.objects.create(
            unit=group,
            definition=definition,
            number=1,
            name_zh=sample.name_zh,
            name_en=sample.name_en,
            measured_in=sample.measured_in,
            direction=sample.direction,
            precision=sample.precision,
            aggregate=sample.aggregate,
            ability=sample.ability,
            since=AT,
        )
        found.append((sample, version))
    return found


def _scorecards(
    units: Sequence[Unit], year: int, versions: Sequence[tuple[Sample, MetricVersion]]
) -> list[tuple[ScorecardMetric, Sample]]:
    scorecards = Scorecard.objects.bulk_create(
        [Scorecard(unit=unit, year=year, opened_at=AT) for unit in units]
    )
    objectives = _objectives(scorecards)
    adopted = [
        (
            ScorecardMetric(
                unit_id=card.unit_id,
                scorecard=card,
                objective=objectives[card.pk, sample.objective],
                definition_id=version.definition_id,
                version=version,
                department=sample.department,
                position=position,
            ),
            sample,
        )
        for card in scorecards
        for position, (sample, version) in enumerate(versions, 1)
    ]
    ScorecardMetric.objects.bulk_create([metric for metric, _ in adopted], batch_size=2000)
    _links(scorecards, objectives)
    _plans(scorecards, objectives)
    return adopted


def _objectives(scorecards: Sequence[Scorecard]) -> dict[tuple[int, str], Objective]:
    rows = [
        Objective(
            unit_id=card.unit_id, scorecard=card, perspective=perspective, code=code,
            name_zh=zh, name_en=en, position=position,
        )
        for card in scorecards
        for position, (perspective, code, zh, en) in enumerate(OBJECTIVES, 1)
    ]  # fmt: skip
    Objective.objects.bulk_create(rows, batch_size=2000)
    return {(row.scorecard_id, row.code): row for row in rows}


def _links(scorecards: Sequence[Scorecard], objectives: dict[tuple[int, str], Objective]) -> None:
    ObjectiveLink.objects.bulk_create(
        [
            ObjectiveLink(
                unit_id=card.unit_id, scorecard=card,
                cause=objectives[card.pk, cause], effect=objectives[card.pk, effect],
            )
            for card in scorecards
            for cause, effect in LINKS
        ],
        batch_size=2000,
    )  # fmt: skip


def _plans(scorecards: Sequence[Scorecard], objectives: dict[tuple[int, str], Objective]) -> None:
    plans = [
        ActionPlan(
            unit_id=card.unit_id, scorecard=card, objective=objectives[card.pk, code],
            code=f"K{number}", department="sales", name_zh=f"行动方案{number}", position=number,
        )
        for card in scorecards
        for number, code in ((1, "P1"), (2, "L1"))
    ]  # fmt: skip
    ActionPlan.objects.bulk_create(plans, batch_size=2000)
    Milestone.objects.bulk_create(
        [
            Milestone(
                unit_id=plan.unit_id, plan=plan, name_zh=f"里程碑{step}", position=step,
                planned_on=date(plan.scorecard.year, step * 2, 28),
                done_on=date(plan.scorecard.year, step * 2, 20) if step < 3 else None,
            )
            for plan in plans
            for step in range(1, 7)
        ],
        batch_size=2000,
    )  # fmt: skip


def _targets(sample: Sample, size: float) -> int:
    # Shares and scores are alike everywhere; amounts follow the size of the store.
    grows = sample.aggregate in {"sum", "mean"} and sample.measured_in not in {"%", "分"}
    return round(sample.target * SCALE * round(1000 * size if grows else 1000) / 1000)


def _band_rows(
    metrics: Sequence[tuple[ScorecardMetric, Sample]], scales: dict[int, float], chance: Any
) -> Iterable[tuple[Any, ...]]:
    for metric, sample in metrics:
        target = _targets(sample, scales[metric.unit_id])
        bands = [target * (2000 - s if sample.direction == "lower" else s) // 1000 for s in STEPS]
        for month in range(1, 13):
            state = "draft" if chance.random() < DRAFT else "approved"
            yield (metric.unit_id, metric.pk, month, 1, *bands, state, AT, "")


def _actual_rows(
    metrics: Sequence[tuple[ScorecardMetric, Sample]],
    scales: dict[int, float],
    months: int,
    chance: Any,
) -> Iterable[tuple[Any, ...]]:
    for month in range(1, months + 1):
        for metric, sample in metrics:
            if chance.random() < MISSING:
                continue
            target = _targets(sample, scales[metric.unit_id])
            value = round(target * chance.gauss(1.02, 0.12))
            yield (metric.unit_id, metric.pk, month, value, "imported", "", AT)


COLUMNS: dict[type[models.Model], str] = {
    MonthBands: "unit_id, metric_id, month, version, threshold, target, challenge_1, challenge_2,"
    " state, entered_at, reason",
    Actual: "unit_id, metric_id, month, value, source, source_name, entered_at",
}


def _pour(model: type[models.Model], rows: Iterable[tuple[Any, ...]]) -> None:
    # Hundreds of thousands of rows: the driver's own way in, several times as fast as models.
    table, columns = model._meta.db_table, COLUMNS[model]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join("?" for _ in columns.split(","))
        cursor.connection.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - own names only
            (tuple(str(v) if isinstance(v, datetime) else v for v in row) for row in rows),
        )

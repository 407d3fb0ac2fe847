"""The smallest scorecard that has one of everything; a job and a file."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from sinan.base.files.api import FileKind, StoredFile, keep
from sinan.base.jobs.api import Job, enqueue
from sinan.base.org.models import Employee, Unit
from sinan.base.org.services import add_employee
from sinan.management.scorecard import models
from tests.conftest import NOW, OPERATOR


@dataclass(frozen=True, slots=True)
class Card:
    """A scorecard with one objective, metric, month, plan and milestone."""

    scorecard: models.Scorecard
    metric: models.ScorecardMetric
    actual: models.Actual
    plan: models.ActionPlan
    owner: Employee


def scorecard_of(unit: Unit, group: Unit) -> Card:
    """Write the card of 2016 straight into the tables."""
    owner = add_employee(unit=unit, name="林晓", post="销售经理", by=OPERATOR, at=NOW)
    card = models.Scorecard.objects.create(unit=unit, year=2016, opened_at=NOW)
    objective = models.Objective.objects.create(
        unit=unit, scorecard=card, code="P5", perspective="internal_process", name_zh="提升交车",
        name_en="Deliver more", owner=owner, position=1,
    )  # fmt: skip
    definition, _ = models.MetricDefinition.objects.get_or_create(unit=group, code="M3")
    version, _ = models.MetricVersion.objects.get_or_create(
        unit=group, definition=definition, number=1, name_zh="交车台数", name_en="Deliveries",
        measured_in="辆", direction="higher", precision=0, aggregate="sum", since=NOW,
    )  # fmt: skip
    metric = models.ScorecardMetric.objects.create(
        unit=unit, scorecard=card, objective=objective, definition=definition, version=version,
        department="sales", position=1,
    )  # fmt: skip
    models.MetricOwner.objects.create(unit=unit, metric=metric, kind="target", employee=owner)
    models.MonthBands.objects.create(
        unit=unit, metric=metric, month=2, version=1, threshold=Decimal(162),
        target=Decimal(170), challenge_1=Decimal(180), challenge_2=Decimal(190),
        state="approved", entered_at=NOW,
    )  # fmt: skip
    actual = models.Actual.objects.create(
        unit=unit, metric=metric, month=2, value=Decimal(88), source="entered", entered_at=NOW
    )
    plan = models.ActionPlan.objects.create(
        unit=unit, scorecard=card, objective=objective, code="K1", department="sales",
        name_zh="春季交车", name_en="Spring", lead=owner, position=1,
    )  # fmt: skip
    models.Milestone.objects.create(
        unit=unit, plan=plan, name_zh="备车", planned_on=date(2016, 2, 10), position=1
    )
    return Card(card, metric, actual, plan, owner)


def job_of(unit: Unit) -> Job:
    """Ask for a job of a unit."""
    return enqueue(kind="jobs.tidy", unit=unit, by=OPERATOR, at=NOW)


def file_of(unit: Unit, content: bytes = b"code,value\nM3,88\n", name: str = "a.csv") -> StoredFile:
    """Keep a file of a unit."""
    return keep(
        content=BytesIO(content),
        name=name,
        unit=unit,
        purpose="tests",
        kinds=frozenset(FileKind),
        by=OPERATOR,
        at=NOW,
    )

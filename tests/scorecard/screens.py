"""A store's year as the screens show it: ten real metrics, their faults, people and plans."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.test import Client

from sinan.base.org.models import Employee, Unit
from sinan.base.org.services import add_employee
from sinan.kernel.lights import BAND_NAMES, Bands, out_of_order
from sinan.management.scorecard import models
from tests.conftest import NOW, OPERATOR
from tests.kernel.store_2016 import ACTUALS, AGGREGATES, PRECISIONS, ROWS, direction_of

UNITS = {"M3": "辆", "M7": "元", "M12": "条", "M13": "条"}
PEOPLE = (("周林", "展厅经理"), ("顾清", "网电销经理"), ("林一帆", "销售总监"))


@dataclass(frozen=True, slots=True)
class Year:
    """A scorecard with its metrics by code and its people by name."""

    scorecard: models.Scorecard
    metrics: dict[str, models.ScorecardMetric]
    people: dict[str, Employee]


def show(client: Client, unit: Unit, path: str, **headers: str) -> Any:
    """Open a page of the unit's scorecard in English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client.get(f"/u/{unit.key}/scorecard/{path}", headers=headers)


def text_of(response: Any) -> str:
    """Return the page without line breaks and runs of blanks, as it reads."""
    return " ".join(response.content.decode().split())


def year_2016(unit: Unit, group: Unit, *, year: int = 2016) -> Year:
    """Write the reference store's ten metrics straight into the tables."""
    card = models.Scorecard.objects.create(unit=unit, year=year, opened_at=NOW)
    people = {
        name: add_employee(unit=unit, name=name, post=post, by=OPERATOR, at=NOW)
        for name, post in PEOPLE
    }
    objective = models.Objective.objects.create(
        unit=unit, scorecard=card, code="P5", perspective="internal_process",
        name_zh="提高销售计划和预测能力", name_en="Improve sales planning", position=1,
    )  # fmt: skip
    metrics = {code: _metric(unit, group, card, objective, code) for code in AGGREGATES}
    for code, metric in metrics.items():
        _bands(unit, metric, code)
        _own(unit, metric, "target", people["林一帆"])
        _own(unit, metric, "achiever", people["顾清"])
        _own(unit, metric, "provider", people["顾清" if code == "M13" else "周林"])
    models.Actual.objects.bulk_create(
        models.Actual(
            unit=unit,
            metric=metrics[code],
            month=int(month[5:]),
            value=Decimal(value),
            numerator=Decimal(90) if (code, month[5:]) == ("M6", "02") else None,
            denominator=Decimal(462) if (code, month[5:]) == ("M6", "02") else None,
            source="imported",
            source_name="actuals.csv",
            entered_at=NOW,
        )
        for (code, month), value in ACTUALS.items()
    )
    return Year(card, metrics, people)


def plan_of(year: Year, code: str, *steps: tuple[str, str | None, str | None, str]) -> None:
    """Write an action plan with milestones: planned, started, done (each a day), name."""
    unit = year.scorecard.unit
    plan = models.ActionPlan.objects.create(
        unit=unit, scorecard=year.scorecard, objective=year.scorecard.objectives.get(),
        code=code, department="marketing", name_zh=f"方案{code}", name_en=f"Plan {code}",
        lead=year.people["周林"], position=int(code[1:]),
    )  # fmt: skip
    plan.members.set([year.people["顾清"]])
    for position, (planned, started, done, name) in enumerate(steps):
        models.Milestone.objects.create(
            unit=unit, plan=plan, name_zh=name, planned_on=date.fromisoformat(planned),
            started_on=date.fromisoformat(started) if started else None,
            done_on=date.fromisoformat(done) if done else None, position=position,
        )  # fmt: skip


def _metric(
    unit: Unit, group: Unit, card: models.Scorecard, objective: models.Objective, code: str
) -> models.ScorecardMetric:
    definition, _ = models.MetricDefinition.objects.get_or_create(unit=group, code=code)
    version, _ = models.MetricVersion.objects.get_or_create(
        definition=definition,
        number=1,
        defaults={
            "unit": group,
            "name_zh": f"指标{code}",
            "name_en": f"Metric {code}",
            "measured_in": UNITS.get(code, "%"),
            "direction": direction_of(code).value,
            "precision": PRECISIONS[code],
            "aggregate": AGGREGATES[code].value,
            "formula_en": f"how {code} is counted",
            "ability": "scorecard.margin.see" if code == "M7" else "",
            "since": datetime.fromisoformat("2016-01-01T00:00:00+08:00"),
        },
    )
    return models.ScorecardMetric.objects.create(
        unit=unit, scorecard=card, objective=objective, definition=definition, version=version,
        department="customer_service" if code == "M10" else "sales", position=int(code[1:]),
    )  # fmt: skip


def _bands(unit: Unit, metric: models.ScorecardMetric, code: str) -> None:
    for month in range(13):
        values = {name: ROWS[code, name][month] for name in BAND_NAMES}
        held = out_of_order(Bands(**values), direction_of(code))
        models.MonthBands.objects.create(
            unit=unit, metric=metric, month=month, version=1, entered_at=NOW,
            state="draft" if held else "approved", **values,
        )  # fmt: skip


def _own(unit: Unit, metric: models.ScorecardMetric, kind: str, person: Employee) -> None:
    models.MetricOwner.objects.create(unit=unit, metric=metric, kind=kind, employee=person)

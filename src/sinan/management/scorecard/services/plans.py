"""Action plans, their people and their milestones, as a catalogue states them."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..models import ActionPlan, Milestone, Objective
from ..rules.catalogue import PlanRow, milestone_name
from ..rules.problems import warning
from .loading import Loading
from .people import first_of
from .settling import settle
from .stamp import CHUNK


def settle_plans(loading: Loading, objectives: Mapping[str, Objective]) -> dict[str, ActionPlan]:
    """Create or change the plans of the catalogue; return all plans of the scorecard."""
    rows = []
    for row in loading.unique(loading.catalogue.plans, lambda row: row.code):
        if row.objective in objectives:
            rows.append(row)
        else:
            loading.refuse("objective.unknown", row, objective=row.objective)
    there = {row.code: row for row in ActionPlan.objects.filter(scorecard=loading.scorecard)}
    wanted = {
        row.code: _plan(loading, row, objectives[row.objective], place)
        for place, row in enumerate(rows, 1)
    }
    settled = settle(there, wanted, ActionPlan)
    loading.count("plan", settled, _members(loading, rows, settled.rows))
    return there | settled.rows


def _plan(loading: Loading, row: PlanRow, objective: Objective, position: int) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "unit_id": loading.unit.pk,
        "scorecard_id": loading.scorecard.pk,
        "objective_id": objective.pk,
        "code": row.code,
        "department": row.department,
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "position": position,
    }
    if row.goal is not None:
        attributes["goal"] = row.goal
    if row.lead is not None:
        attributes["lead_id"] = first_of(row.lead, loading.people)
        if len(row.lead) > 1:
            told = row.lead[0].name
            loading.outcome.append(warning("person.first_only", row.place, name=told))
    return attributes


def _members(
    loading: Loading, rows: Sequence[PlanRow], plans: Mapping[str, ActionPlan]
) -> set[str]:
    through = ActionPlan.members.through
    codes = {plan.pk: code for code, plan in plans.items()}
    there = {
        (row.actionplan_id, row.employee_id): row.pk
        for row in through.objects.filter(actionplan__in=list(codes))
    }
    stated = {plans[row.code].pk for row in rows if row.members is not None}
    wanted = {
        (plans[row.code].pk, loading.people[person.name].pk): None
        for row in rows
        for person in row.members or ()
    }
    gone = [key for key in there if key[0] in stated and key not in wanted]
    fresh = [key for key in wanted if key not in there]
    through.objects.filter(pk__in=[there[key] for key in gone]).delete()
    through.objects.bulk_create(
        [through(actionplan_id=plan, employee_id=employee) for plan, employee in fresh],
        batch_size=CHUNK,
    )
    return {codes[plan] for plan, _ in [*gone, *fresh]}


def settle_milestones(loading: Loading, plans: Mapping[str, ActionPlan]) -> None:
    """Create or change the milestones of the catalogue."""
    rows = []
    for row in loading.unique(loading.catalogue.milestones, lambda m: (m.plan, m.name_zh)):
        if row.plan in plans:
            rows.append(row)
        else:
            loading.refuse("plan.unknown", row, plan=row.plan)
    codes = {plan.pk: code for code, plan in plans.items()}
    there = {
        milestone_name(codes[row.plan_id], row.name_zh): row
        for row in Milestone.objects.filter(plan__scorecard=loading.scorecard)
    }
    wanted = {
        milestone_name(row.plan, row.name_zh): {
            "unit_id": loading.unit.pk,
            "plan_id": plans[row.plan].pk,
            "name_zh": row.name_zh,
            "name_en": row.name_en,
            "deliverable": row.deliverable,
            "planned_on": row.planned_on,
            "started_on": row.started_on,
            "done_on": row.done_on,
            "note": row.note,
            "position": position,
        }
        for position, row in enumerate(rows, 1)
    }
    loading.count("milestone", settle(there, wanted, Milestone))

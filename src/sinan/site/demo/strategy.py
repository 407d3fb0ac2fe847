"""The catalogue of the reference store, and the same strategy as an invented store has it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from sinan.management.scorecard.api import (
    Catalogue,
    MetricRow,
    MilestoneRow,
    ObjectiveRow,
    PersonName,
    PlanRow,
    read_catalogue,
)

from . import plans, posts, reference
from .stores import POSTS, Store

# What only the reference store measures: the same thing a second way.
SECOND_WAY = "M9b"
# The reference store's M9 mixes two sources, and its definition says so; theirs does not.
PLAIN_M9_EN = "financed deliveries / deliveries (non-taxi)"
PLAIN_M9_ZH = "办理贷款的交车台数 ÷ 交车台数(不含出租车)"


@cache
def of_reference() -> Catalogue:
    """Return the catalogue of the reference store, its people with their posts."""
    catalogue, outcome = read_catalogue(reference.DATA)
    if not outcome.complete:
        raise ValueError(f"the reference store's files are broken: {outcome}")
    return catalogue


def of_store(store: Store, year: int, *, today: date, seed: int) -> Catalogue:
    """Return an invented store's catalogue of a year."""
    catalogue = of_reference()
    return replace(
        catalogue,
        objectives=tuple(_objective(store, row) for row in catalogue.objectives),
        metrics=tuple(_metric(store, row) for row in catalogue.metrics if row.code != SECOND_WAY),
        plans=tuple(_plan(store, row) for row in catalogue.plans),
        milestones=tuple(_milestones(store, year, today=today, seed=seed)),
        # Nothing was there before, so nothing can have vanished.
        named={},
    )


def _objective(store: Store, row: ObjectiveRow) -> ObjectiveRow:
    return replace(row, owner=(_person(store, posts.objective_owner(store, row.code)),))


def _metric(store: Store, row: MetricRow) -> MetricRow:
    owners = {
        kind: tuple(_person(store, name) for name in people)
        for kind, people in posts.owners(store, row.code).items()
    }
    if row.code == "M9":
        return replace(row, owners=owners, formula_zh=PLAIN_M9_ZH, formula_en=PLAIN_M9_EN)
    return replace(row, owners=owners)


def _plan(store: Store, row: PlanRow) -> PlanRow:
    members = tuple(_person(store, store.person(post)) for post in plans.MEMBERS[row.code])
    lead = _person(store, store.person(plans.LEADS[row.code]))
    return replace(row, goal=plans.GOALS[row.code], lead=(lead,), members=members)


def _milestones(store: Store, year: int, *, today: date, seed: int) -> Iterator[MilestoneRow]:
    for step in plans.steps(store, year, today=today, seed=seed):
        yield MilestoneRow(
            plan=step.plan,
            name_zh=step.name_zh,
            name_en=step.name_en,
            deliverable=step.deliverable,
            planned_on=step.planned_on,
            started_on=step.started_on,
            done_on=step.done_on,
        )


def _person(store: Store, name: str) -> PersonName:
    return PersonName(name, POSTS[store.people.index(name)])

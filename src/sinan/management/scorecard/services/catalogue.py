"""Loading a scorecard's catalogue: what a unit wants in a year, and how it is measured."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from sinan.base.audit import ledger
from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope

from ..models import Headline, MetricVersion, Objective, ObjectiveLink, Scorecard, ScorecardMetric
from ..rules.catalogue import Catalogue, LinkRow, MetricRow, ObjectiveRow, link_name
from ..rules.links import circle
from ..rules.problems import Outcome, warning
from . import leftovers, owners, plans
from .definitions import adopt
from .loading import Loading
from .people import first_of, staff
from .settling import settle
from .stamp import Stamp

MEANING = ("measured_in", "direction")


@transaction.atomic
def load_catalogue(
    *, unit: Unit, year: int, catalogue: Catalogue, by: Scope, at: datetime
) -> Outcome:
    """Create or update the unit's scorecard of a year; what a row cannot do, its problem says.

    Definitions belong to the group: a changed one becomes a new version that this scorecard
    adopts, others keep theirs. Figures are never deleted; the same catalogue again changes
    nothing.
    """
    # The group's row is locked: two loads must not make the same definition twice. Its key stays
    # free, which whoever writes a row of the group refers to: they may hold the scorecard we want.
    group = Unit.objects.select_for_update(no_key=True).get(pk=unit.group_pk)
    stamp = Stamp(by=by, at=at, source_name="")
    scorecard, _ = Scorecard.objects.select_for_update().get_or_create(
        unit=unit, year=year, defaults={"opened_at": at}
    )
    loading = Loading(
        unit=unit,
        scorecard=scorecard,
        catalogue=catalogue,
        stamp=stamp,
        people=staff(unit, catalogue, stamp),
        outcome=Outcome(),
    )
    objectives = _objectives(loading)
    _headlines(loading)
    _links(loading, objectives)
    _metrics(loading, group, objectives)
    plans.settle_milestones(loading, plans.settle_plans(loading, objectives))
    leftovers.clear(loading)
    _unmeasured(loading)
    _close(loading)
    return loading.outcome


def _objectives(loading: Loading) -> dict[str, Objective]:
    rows = loading.unique(loading.catalogue.objectives, lambda row: row.code)
    there = {row.code: row for row in Objective.objects.filter(scorecard=loading.scorecard)}
    wanted = {row.code: _objective(loading, row, place) for place, row in enumerate(rows, 1)}
    settled = settle(there, wanted, Objective)
    loading.count("objective", settled)
    return there | settled.rows


def _objective(loading: Loading, row: ObjectiveRow, position: int) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "unit_id": loading.unit.pk,
        "scorecard_id": loading.scorecard.pk,
        "code": row.code,
        "perspective": row.perspective,
        "theme_zh": row.theme_zh,
        "theme_en": row.theme_en,
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "position": position,
    }
    if row.owner is not None:
        attributes["owner_id"] = first_of(row.owner, loading.people)
        if len(row.owner) > 1:
            told = row.owner[0].name
            loading.outcome.append(warning("person.first_only", row.place, name=told))
    return attributes


def _headlines(loading: Loading) -> None:
    rows = loading.unique(loading.catalogue.headlines, lambda row: row.key)
    there = {row.key: row for row in Headline.objects.filter(scorecard=loading.scorecard)}
    common = {"unit_id": loading.unit.pk, "scorecard_id": loading.scorecard.pk}
    wanted = {
        row.key: {**common, "key": row.key, "zh": row.zh, "en": row.en, "position": position}
        for position, row in enumerate(rows, 1)
    }
    loading.count("headline", settle(there, wanted, Headline))


def _links(loading: Loading, objectives: Mapping[str, Objective]) -> None:
    rows = loading.unique(loading.catalogue.links, lambda row: (row.cause, row.effect))
    rows = [row for row in rows if _joins(loading, row, objectives)]
    there = {
        link_name(link.cause.code, link.effect.code): link
        for link in ObjectiveLink.objects.filter(scorecard=loading.scorecard).select_related(
            "cause", "effect"
        )
    }
    wanted = {
        link_name(row.cause, row.effect): {
            "unit_id": loading.unit.pk,
            "scorecard_id": loading.scorecard.pk,
            "cause_id": objectives[row.cause].pk,
            "effect_id": objectives[row.effect].pk,
            "note": row.note,
        }
        for row in rows
    }
    loading.count("link", settle(there, wanted, ObjectiveLink))
    found = circle((row.cause, row.effect) for row in rows)
    if found:
        place = next(row.place for row in rows if row.cause in found and row.effect in found)
        loading.outcome.append(warning("link.circle", place, codes=" → ".join(found)))


def _joins(loading: Loading, row: LinkRow, objectives: Mapping[str, Objective]) -> bool:
    missing = [code for code in (row.cause, row.effect) if code not in objectives]
    if missing:
        loading.refuse("objective.unknown", row, objective=missing[0])
    elif row.cause == row.effect:
        loading.refuse("link.to_itself", row, objective=row.cause)
    else:
        return True
    return False


def _metrics(loading: Loading, group: Unit, objectives: Mapping[str, Objective]) -> None:
    rows = []
    for row in loading.unique(loading.catalogue.metrics, lambda row: row.code):
        if row.objective in objectives:
            rows.append(row)
        else:
            loading.refuse("objective.unknown", row, objective=row.objective)
    versions = adopt(group, rows, loading.stamp)
    there = {
        row.definition.code: row
        for row in ScorecardMetric.objects.filter(scorecard=loading.scorecard).select_related(
            "definition", "version"
        )
    }
    _warn_of_meaning(loading, rows, there, versions)
    wanted = {
        row.code: {
            "unit_id": loading.unit.pk,
            "scorecard_id": loading.scorecard.pk,
            "objective_id": objectives[row.objective].pk,
            "definition_id": versions[row.code].definition_id,
            "version_id": versions[row.code].pk,
            "department": row.department,
            "position": position,
        }
        for position, row in enumerate(rows, 1)
    }
    settled = settle(there, wanted, ScorecardMetric)
    touched = owners.settle_owners(loading, rows, settled.rows)
    loading.count("metric", settled, touched)


def _warn_of_meaning(
    loading: Loading,
    rows: Sequence[MetricRow],
    there: Mapping[str, ScorecardMetric],
    versions: Mapping[str, MetricVersion],
) -> None:
    """Warn where figures that are there now read in another unit or direction."""
    with_figures = leftovers.metrics_with_figures(loading.scorecard)
    for row in rows:
        before = there.get(row.code)
        if before is None or before.pk not in with_figures:
            continue
        old, new = before.version, versions[row.code]
        if any(getattr(old, name) != getattr(new, name) for name in MEANING):
            loading.outcome.append(warning("metric.meaning_changed", row.place, metric=row.code))


def _unmeasured(loading: Loading) -> None:
    """Warn of objectives that have neither metric nor plan: they stay grey."""
    own = Objective.objects.filter(scorecard=loading.scorecard, metrics=None, plans=None)
    grey = set(own.values_list("code", flat=True))
    loading.outcome += [
        warning("objective.unmeasured", row.place, objective=row.code)
        for row in loading.catalogue.objectives
        if row.code in grey
    ]


def _close(loading: Loading) -> None:
    if loading.deeds:
        ledger.record(
            "scorecard.catalogue.loaded",
            loading.scorecard,
            unit_id=loading.unit.pk,
            by=loading.stamp.by,
            at=loading.stamp.at,
            values=loading.deeds,
        )

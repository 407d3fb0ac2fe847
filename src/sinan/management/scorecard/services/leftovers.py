"""What stands in a scorecard and no longer in its catalogue: what holds nothing goes, and is told.

Whatever holds figures or dates stays and is told too: a file that lost a line loses no data.
"""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Model, Q

from ..models import (
    ActionPlan,
    Actual,
    Headline,
    MetricOwner,
    Milestone,
    MonthBands,
    Objective,
    ObjectiveLink,
    Scorecard,
    ScorecardMetric,
)
from ..rules.catalogue import link_name, milestone_name
from ..rules.problems import note, warning
from .loading import Loading
from .settling import table

Named = tuple[str, Model]


def metrics_with_figures(scorecard: Scorecard) -> set[int]:
    """Return the keys of the metrics that have bands or actuals."""
    own = Q(metric__scorecard=scorecard)
    found: set[int] = set()
    for model in (MonthBands, Actual):
        found |= set(model.objects.filter(own).values_list("metric_id", flat=True).distinct())
    return found


def clear(loading: Loading) -> None:
    """Remove what the files no longer name and nothing hangs on; report what has to stay."""
    own = {"scorecard": loading.scorecard}
    headlines = Headline.objects.filter(**own)
    _clear(loading, "headline", [(row.key, row) for row in headlines])
    links = ObjectiveLink.objects.filter(**own).select_related("cause", "effect")
    _clear(loading, "link", [(link_name(x.cause.code, x.effect.code), x) for x in links])
    _milestones(loading)
    _metrics(loading)
    _plans(loading)
    _objectives(loading)


def _milestones(loading: Loading) -> None:
    rows = Milestone.objects.filter(plan__scorecard=loading.scorecard).select_related("plan")
    begun = {row.pk for row in rows if row.started_on or row.done_on}
    named = [(milestone_name(row.plan.code, row.name_zh), row) for row in rows]
    _clear(loading, "milestone", named, kept=begun)


def _metrics(loading: Loading) -> None:
    rows = ScorecardMetric.objects.filter(scorecard=loading.scorecard).select_related("definition")
    kept = metrics_with_figures(loading.scorecard)
    named = [(row.definition.code, row) for row in rows]
    free = _gone(loading, "metric", named, kept)
    MetricOwner.objects.filter(metric__in=[row.pk for _, row in free]).delete()
    _clear(loading, "metric", named, kept=kept)


def _plans(loading: Loading) -> None:
    rows = ActionPlan.objects.filter(scorecard=loading.scorecard)
    kept = set(Milestone.objects.filter(plan__in=rows).values_list("plan_id", flat=True))
    named = [(row.code, row) for row in rows]
    free = _gone(loading, "plan", named, kept)
    ActionPlan.members.through.objects.filter(actionplan__in=[r.pk for _, r in free]).delete()
    _clear(loading, "plan", named, kept=kept)


def _objectives(loading: Loading) -> None:
    own = {"scorecard": loading.scorecard}
    used = set(ScorecardMetric.objects.filter(**own).values_list("objective_id", flat=True))
    used |= set(ActionPlan.objects.filter(**own).values_list("objective_id", flat=True))
    for end in ("cause_id", "effect_id"):
        used |= set(ObjectiveLink.objects.filter(**own).values_list(end, flat=True))
    rows = Objective.objects.filter(**own)
    _clear(loading, "objective", [(row.code, row) for row in rows], kept=used)


def _gone(loading: Loading, kind: str, rows: Iterable[Named], kept: Collection[int]) -> list[Named]:
    named = loading.catalogue.named.get(kind)
    if named is None:
        return []
    return [(name, row) for name, row in rows if name not in named and row.pk not in kept]


def _clear(
    loading: Loading, kind: str, rows: Sequence[Named], *, kept: Collection[int] = ()
) -> None:
    free = _gone(loading, kind, rows, kept)
    staying = [pair for pair in _gone(loading, kind, rows, ()) if pair not in free]
    loading.outcome += [warning("leftover.stays", kind=kind, name=name) for name, _ in staying]
    if not free:
        return
    table(free[0][1]).filter(pk__in=[row.pk for _, row in free]).delete()
    loading.outcome += [note("leftover.removed", kind=kind, name=name) for name, _ in free]
    loading.outcome.tally.changed += len(free)
    loading.deeds[f"{kind}.removed"] = sorted(name for name, _ in free)

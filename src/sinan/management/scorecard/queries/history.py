"""How a metric came to be what it is: versions of its definition, and who changed what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model

from sinan.base.audit.queries import history_of
from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope

from ..models import MetricVersion, ScorecardMetric
from .shapes import MetricInfo
from .year import SEE

HISTORY = "scorecard.history.see"
LINES_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionUse:
    """One wording of a definition, and the years of this unit that go by it."""

    version: MetricVersion
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One deed on a metric: when, by whom (no name for the operator), and what it changed."""

    at: datetime
    by: str | None
    deed: str
    values: Mapping[str, Any]


def versions_of(scope: Scope, unit: Unit, info: MetricInfo) -> list[VersionUse]:
    """Return the versions of a metric's definition, newest first; two statements."""
    adopted = ScorecardMetric.objects.within(scope, SEE).filter(unit=unit)
    own = adopted.filter(pk=info.metric_id).values("definition")
    years: dict[int, list[int]] = {}
    rows = adopted.filter(definition__in=own).order_by("scorecard__year")
    for version_id, year in rows.values_list("version_id", "scorecard__year"):
        years.setdefault(version_id, []).append(year)
    versions = MetricVersion.objects.filter(definition__in=own).order_by("-number")
    return [VersionUse(version=v, years=tuple(years.get(v.pk, ()))) for v in versions]


def changes_of(scope: Scope, unit: Unit, info: MetricInfo) -> list[ChangeLine]:
    """Return what was done to a metric, its bands and its actuals, newest first.

    Nobody without the right to the history, or to the metric's figures, gets a line.
    """
    if not scope.can(HISTORY, unit) or (info.ability and not scope.can(info.ability, unit)):
        return []
    metric = ScorecardMetric.objects.within(scope, SEE).filter(unit=unit, pk=info.metric_id)
    entries = history_of(metric, limit=LINES_SHOWN)
    names = _names({entry.by for entry in entries if entry.by is not None})
    return [
        ChangeLine(
            at=entry.at,
            by=None if entry.by is None else names.get(entry.by, f"#{entry.by}"),
            deed=entry.deed,
            values=entry.values,
        )
        for entry in entries
    ]


def _names(user_ids: Iterable[int]) -> dict[int, str]:
    users = get_user_model().objects.filter(pk__in=user_ids)
    return {user.pk: str(user) for user in users}

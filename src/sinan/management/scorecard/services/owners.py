"""Who answers for a metric."""

from collections.abc import Mapping, Sequence

from ..models import MetricOwner, ScorecardMetric
from ..rules.catalogue import MetricRow
from .loading import Loading
from .stamp import CHUNK


def settle_owners(
    loading: Loading, rows: Sequence[MetricRow], metrics: Mapping[str, ScorecardMetric]
) -> set[str]:
    """Let the people named answer for the metrics; kinds without a column stay as they are."""
    codes = {metric.pk: code for code, metric in metrics.items()}
    there = {
        (row.metric_id, row.kind, row.employee_id): row.pk
        for row in MetricOwner.objects.filter(metric__in=list(codes))
    }
    stated = {(metrics[row.code].pk, kind) for row in rows for kind in row.owners}
    wanted = {
        (metrics[row.code].pk, kind, loading.people[person.name].pk): None
        for row in rows
        for kind, people in row.owners.items()
        for person in people
    }
    gone = [key for key in there if key[:2] in stated and key not in wanted]
    fresh = [key for key in wanted if key not in there]
    MetricOwner.objects.filter(pk__in=[there[key] for key in gone]).delete()
    MetricOwner.objects.bulk_create(
        [
            MetricOwner(unit=loading.unit, metric_id=metric, kind=kind, employee_id=employee)
            for metric, kind, employee in fresh
        ],
        batch_size=CHUNK,
    )
    return {codes[key[0]] for key in [*gone, *fresh]}

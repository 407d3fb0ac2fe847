"""Finding metrics by their code or a piece of their name, for the palette."""

from collections.abc import Iterable
from dataclasses import dataclass

from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope

from ..models import ScorecardMetric
from .ranking import adopted_metrics
from .year import SEE

LONGEST = 60
FIELDS = ("definition__code", "version__name_zh", "version__name_en")


@dataclass(frozen=True, slots=True)
class FoundMetric:
    """A metric of a scorecard as a search shows it."""

    code: str
    name_zh: str
    name_en: str

    def answers(self, text: str) -> bool:
        """Tell whether a piece of code or name is `text`, in either language."""
        return any(text in name.casefold() for name in (self.code, self.name_zh, self.name_en))


def find_metrics(
    scope: Scope, unit: Unit, year: int, text: str, *, limit: int = 8
) -> list[FoundMetric]:
    """Find metrics on the unit's own scorecard of a year; one statement."""
    rows = ScorecardMetric.objects.within(scope, SEE).filter(unit=unit, scorecard__year=year)
    named = rows.order_by("position").values_list(*FIELDS)
    return _best((FoundMetric(*names) for names in named), text)[:limit]


def find_compared_metrics(
    scope: Scope, unit: Unit, year: int, text: str, *, limit: int = 8
) -> list[FoundMetric]:
    """Find metrics that any store below the unit has in a year, for comparing the stores."""
    adopted = adopted_metrics(scope, unit, year) if text else []
    named = (FoundMetric(metric.code, metric.name_zh, metric.name_en) for metric in adopted)
    return _best(named, text)[:limit]


def _best(metrics: Iterable[FoundMetric], text: str) -> list[FoundMetric]:
    # A scorecard has dozens of metrics, and databases differ in what case means in Chinese.
    wanted = text[:LONGEST].casefold()
    kept = [metric for metric in metrics if wanted and metric.answers(wanted)]
    return sorted(kept, key=lambda metric: _distance(metric.code.casefold(), wanted))


def _distance(code: str, wanted: str) -> int:
    if code == wanted:
        return 0
    return 1 if code.startswith(wanted) else 2

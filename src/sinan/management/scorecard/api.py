"""The door of the scorecard for other apps."""

from .imports.actuals import read_actuals
from .imports.bands import read_bands
from .imports.catalogue import read_catalogue
from .models.figures import Source
from .queries.board import month_board
from .queries.months import latest_month, months_reported, years_below, years_of
from .queries.people import oneself
from .queries.search import FoundMetric, find_compared_metrics, find_metrics
from .queries.year import metrics_of, scorecard_of
from .rules.catalogue import (
    Catalogue,
    MetricRow,
    MilestoneRow,
    ObjectiveRow,
    PersonName,
    PlanRow,
)
from .rules.cells import ActualCell, BandCell
from .rules.problems import Outcome, Place, Problem, Severity
from .services.actuals import put_actuals
from .services.bands import put_bands
from .services.catalogue import load_catalogue

__all__ = [
    "ActualCell",
    "BandCell",
    "Catalogue",
    "FoundMetric",
    "MetricRow",
    "MilestoneRow",
    "ObjectiveRow",
    "Outcome",
    "PersonName",
    "Place",
    "PlanRow",
    "Problem",
    "Severity",
    "Source",
    "find_compared_metrics",
    "find_metrics",
    "latest_month",
    "load_catalogue",
    "metrics_of",
    "month_board",
    "months_reported",
    "oneself",
    "put_actuals",
    "put_bands",
    "read_actuals",
    "read_bands",
    "read_catalogue",
    "scorecard_of",
    "years_below",
    "years_of",
]

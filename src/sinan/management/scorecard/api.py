"""The door of the scorecard for other apps."""

from .imports.actuals import read_actuals
from .imports.bands import read_bands
from .imports.catalogue import read_catalogue
from .models.figures import Source
from .queries.board import month_board
from .queries.months import latest_month
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
    "latest_month",
    "load_catalogue",
    "metrics_of",
    "month_board",
    "put_actuals",
    "put_bands",
    "read_actuals",
    "read_bands",
    "read_catalogue",
    "scorecard_of",
]

"""The door of the scorecard for other apps."""

from .queries.board import month_board
from .queries.months import latest_month
from .rules.cells import ActualCell, BandCell
from .rules.problems import Outcome, Place, Problem, Severity
from .services.actuals import put_actuals
from .services.bands import put_bands
from .services.catalogue import load_catalogue

__all__ = [
    "ActualCell",
    "BandCell",
    "Outcome",
    "Place",
    "Problem",
    "Severity",
    "latest_month",
    "load_catalogue",
    "month_board",
    "put_actuals",
    "put_bands",
]

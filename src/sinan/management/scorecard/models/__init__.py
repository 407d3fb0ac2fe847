"""The scorecard's tables, by noun."""

from .catalogue import Headline, Objective, ObjectiveLink, Scorecard
from .figures import Actual, BandState, MonthBands
from .metrics import MetricDefinition, MetricOwner, MetricVersion, OwnerKind, ScorecardMetric
from .plans import ActionPlan, Milestone

__all__ = [
    "ActionPlan",
    "Actual",
    "BandState",
    "Headline",
    "MetricDefinition",
    "MetricOwner",
    "MetricVersion",
    "Milestone",
    "MonthBands",
    "Objective",
    "ObjectiveLink",
    "OwnerKind",
    "Scorecard",
    "ScorecardMetric",
]

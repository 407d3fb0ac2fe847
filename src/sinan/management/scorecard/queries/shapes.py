"""What the reads return: plain, frozen, already judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sinan.kernel.lights import Bands, Direction, Judgement, Light
from sinan.kernel.month import Month
from sinan.kernel.spans import Aggregate, SpanValue


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricInfo:
    """A metric as one scorecard has adopted it."""

    metric_id: int
    code: str
    name_zh: str
    name_en: str
    objective: str
    perspective: str
    department: str
    measured_in: str
    direction: Direction
    precision: int
    aggregate: Aggregate
    formula_zh: str
    formula_en: str
    ability: str
    version: int

    @property
    def is_percent(self) -> bool:
        """Tell whether values are percentages, kept in points (39 for 39 %)."""
        return self.measured_in == "%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What was reported for a month, by whom and from where."""

    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    source: str
    source_name: str
    entered_at: datetime
    entered_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricMonth:
    """A metric in one month: the judged value, and the value its parts give where they differ.

    `hidden` says that this person may know the light but not the figures; then the judgement
    carries none and `reported` and `recomputed` are None.
    """

    info: MetricInfo
    month: Month
    judgement: Judgement
    reported: Reported | None
    recomputed: Judgement | None
    hidden: bool

    @property
    def light(self) -> Light:
        """Return the light."""
        return self.judgement.light


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneMonth:
    """A milestone as a month's end sees it; `light` is None while it runs and is not due."""

    name_zh: str
    name_en: str
    deliverable: str
    planned_on: date
    started_on: date | None
    done_on: date | None
    note: str
    light: Light | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMonth:
    """An action plan as a month's end sees it."""

    plan_id: int
    code: str
    name_zh: str
    name_en: str
    objective: str
    department: str
    goal: str
    lead: str
    members: tuple[str, ...]
    milestones: tuple[MilestoneMonth, ...]
    light: Light


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveMonth:
    """An objective with its light and what the light comes from."""

    code: str
    perspective: str
    theme_zh: str
    theme_en: str
    name_zh: str
    name_en: str
    owner: str
    light: Light
    metrics: tuple[MetricMonth, ...]
    plans: tuple[PlanMonth, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PerspectiveMonth:
    """A perspective: its objectives and how many metrics show each light."""

    code: str
    counts: Mapping[Light, int]
    objectives: tuple[ObjectiveMonth, ...]


@dataclass(frozen=True, slots=True)
class HeadlineLine:
    """A line above the map."""

    key: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthBoard:
    """A scorecard in one month. `counts` count metrics; plans are counted apart."""

    month: Month
    perspectives: tuple[PerspectiveMonth, ...]
    headlines: tuple[HeadlineLine, ...]
    links: tuple[tuple[str, str], ...]
    counts: Mapping[Light, int]
    plan_counts: Mapping[Light, int]

    def objectives(self) -> list[ObjectiveMonth]:
        """Return the objectives of all perspectives in the order of the map."""
        return [o for p in self.perspectives for o in p.objectives]

    def metrics(self) -> list[MetricMonth]:
        """Return the metrics of all objectives."""
        return [m for o in self.objectives() for m in o.metrics]

    def plans(self) -> list[PlanMonth]:
        """Return the action plans of all objectives."""
        return [p for o in self.objectives() for p in o.plans]


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricYear:
    """A metric through a year: twelve months, the year to date, and the year's own bands.

    `bands` are the approved ones by month (0: the year), `drafts` those that wait; `held` are
    the months whose draft contradicts itself, with the pairs of bands that run the wrong way.
    `suspect` names year-column values that look wrong with what was expected instead.
    """

    info: MetricInfo
    year: int
    months: tuple[MetricMonth, ...]
    bands: Mapping[int, Bands]
    drafts: Mapping[int, Bands]
    held: Mapping[int, tuple[tuple[str, str], ...]]
    to_date: SpanValue
    year_judgement: Judgement
    suspect: Mapping[str, Decimal]
    hidden: bool

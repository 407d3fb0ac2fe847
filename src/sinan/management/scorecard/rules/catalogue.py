"""A scorecard's catalogue as a directory of files holds it: plain rows, checked one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sinan.kernel.lights import Direction
from sinan.kernel.spans import Aggregate

from .problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person as a file names them, with the post where it stands."""

    name: str
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveRow:
    """A strategic objective; `owner` is None where the file has no such column."""

    code: str
    perspective: str
    name_zh: str
    name_en: str = ""
    theme_zh: str = ""
    theme_en: str = ""
    owner: tuple[PersonName, ...] | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRow:
    """A metric; `owners` holds the kinds the file has a column for."""

    code: str
    objective: str
    department: str
    name_zh: str
    measured_in: str
    direction: Direction
    precision: int
    aggregate: Aggregate
    name_en: str = ""
    formula_zh: str = ""
    formula_en: str = ""
    ability: str = ""
    owners: Mapping[str, tuple[PersonName, ...]] = field(default_factory=dict)
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """An action plan; None where the file has no such column."""

    code: str
    objective: str
    department: str
    name_zh: str
    name_en: str = ""
    goal: str | None = None
    lead: tuple[PersonName, ...] | None = None
    members: tuple[PersonName, ...] | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRow:
    """A milestone of a plan."""

    plan: str
    name_zh: str
    planned_on: date
    name_en: str = ""
    deliverable: str = ""
    started_on: date | None = None
    done_on: date | None = None
    note: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """Cause → effect between two objectives."""

    cause: str
    effect: str
    note: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineRow:
    """A line above the map."""

    key: str
    zh: str
    en: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The rows of a catalogue.

    `named` holds by kind all that the files name, also in rows that were refused: what is named
    there has not vanished. A kind whose file is not there or not wholly readable is not in it.
    """

    objectives: tuple[ObjectiveRow, ...] = ()
    metrics: tuple[MetricRow, ...] = ()
    plans: tuple[PlanRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    headlines: tuple[HeadlineRow, ...] = ()
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)


def link_name(cause: str, effect: str) -> str:
    """Name a link."""
    return f"{cause} → {effect}"


def milestone_name(plan: str, name_zh: str) -> str:
    """Name a milestone."""
    return f"{plan} · {name_zh}"

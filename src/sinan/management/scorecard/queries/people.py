"""Who answers for what: departments, and the people who own metrics and lead plans."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sinan.base.org.models import Employee, Unit
from sinan.base.org.scope import Scope
from sinan.kernel.lights import Light
from sinan.kernel.month import months_of
from sinan.kernel.rollup import count_lights

from ..models import MetricOwner, OwnerKind
from ..models.catalogue import Department
from .board import metric_month
from .metric_table import SEVERITY
from .shapes import MetricInfo, MetricMonth, MonthBoard, PlanMonth
from .year import SEE, ScorecardYear

WORST_SHOWN = 4
NEEDS_WORK = frozenset({Light.RED, Light.YELLOW})


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """Somebody who answers for something."""

    employee_id: int
    name: str
    post: str

    @classmethod
    def of(cls, employee: Employee) -> "Person":
        """Read a person off their row."""
        return cls(employee.pk, employee.name, employee.post)


@dataclass(frozen=True, slots=True)
class Ownership:
    """One person's kind of responsibility for one metric."""

    metric_id: int
    kind: OwnerKind
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class LightTrail:
    """The lights of a metric through a year."""

    info: MetricInfo
    months: tuple[MetricMonth, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentMonth:
    """A department in one month: its metrics, the ones that need work first, its plans."""

    code: str
    counts: Mapping[Light, int]
    metrics: tuple[MetricMonth, ...]
    worst: tuple[MetricMonth, ...]
    plans: tuple[PlanMonth, ...]

    @property
    def unknown(self) -> bool:
        """Tell whether all its lights are grey, which is not the same as nothing wrong."""
        return self.counts[Light.GREY] == len(self.metrics)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerMonth:
    """A person in one month: by kind the metrics they answer for, and the plans they lead.

    `metrics` and `counts` have each metric once, whatever the kinds. `confirmed_by_others` are
    metrics that they both achieve and provide the data of.
    """

    person: Person
    owned: Mapping[OwnerKind, tuple[MetricMonth, ...]]
    metrics: tuple[MetricMonth, ...]
    counts: Mapping[Light, int]
    plans: tuple[PlanMonth, ...]
    confirmed_by_others: frozenset[int]

    @property
    def groups(self) -> list["KindGroup"]:
        """Return the kinds the person has, with their metrics."""
        return [KindGroup(kind, self.owned[kind]) for kind in OwnerKind if kind in self.owned]

    @property
    def by_kind(self) -> list[tuple[OwnerKind, Mapping[Light, int]]]:
        """Return every kind with the counts of its lights, none where there is no metric."""
        return [
            (kind, KindGroup(kind, self.owned[kind]).counts if kind in self.owned else {})
            for kind in OwnerKind
        ]


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The metrics that a person answers for in one way."""

    kind: OwnerKind
    metrics: tuple[MetricMonth, ...]

    @property
    def counts(self) -> Mapping[Light, int]:
        """Count the lights."""
        return count_lights(metric.light for metric in self.metrics)


def ownerships_of(scope: Scope, year: ScorecardYear) -> list[Ownership]:
    """Return who answers for each metric of the scorecard; one statement."""
    rows = MetricOwner.objects.filter(
        metric__scorecard=year.scorecard, employee__in=Employee.objects.within(scope, SEE)
    )
    fields = ("metric_id", "kind", "employee_id", "employee__name", "employee__post")
    return [
        Ownership(metric_id, OwnerKind(kind), Person(employee_id, name, post))
        for metric_id, kind, employee_id, name, post in rows.order_by("pk").values_list(*fields)
    ]


def owners_by_kind(
    ownerships: Iterable[Ownership], metric_id: int
) -> dict[OwnerKind, list[Person]]:
    """Return a metric's people by the kind of their responsibility, kinds without any too."""
    found: dict[OwnerKind, list[Person]] = {kind: [] for kind in OwnerKind}
    for ownership in ownerships:
        if ownership.metric_id == metric_id:
            found[ownership.kind].append(ownership.person)
    return found


def provides_own_result(ownerships: Iterable[Ownership], metric_id: int) -> list[Person]:
    """Return the people who both achieve a metric and provide its data."""
    people = owners_by_kind(ownerships, metric_id)
    providers = set(people[OwnerKind.PROVIDER])
    return [person for person in people[OwnerKind.ACHIEVER] if person in providers]


def departments(year: ScorecardYear, board: MonthBoard) -> list[DepartmentMonth]:
    """Return the departments that have metrics or plans in a month."""
    found = [department_month(year, board, code) for code in Department.values]
    return [row for row in found if row.metrics or row.plans]


def department_month(year: ScorecardYear, board: MonthBoard, code: str) -> DepartmentMonth:
    """Gather what a department answers for in a month."""
    own = [m for m in _in_order(year, board) if m.info.department == code]
    plans = tuple(plan for plan in board.plans() if plan.department == code)
    worst = sorted((m for m in own if m.light in NEEDS_WORK), key=_severity)
    return DepartmentMonth(
        code=code,
        counts=count_lights(m.light for m in own),
        metrics=tuple(own),
        worst=tuple(worst[:WORST_SHOWN]),
        plans=plans,
    )


def owners(year: ScorecardYear, board: MonthBoard, all_of: Sequence[Ownership]) -> list[OwnerMonth]:
    """Return everybody who answers for a metric or leads a plan, most red lights first."""
    people = {ownership.person for ownership in all_of} | set(leads_of(year).values())
    found = [owner_month(year, board, all_of, person) for person in people]
    return sorted(found, key=lambda row: (-row.counts[Light.RED], -len(row.metrics), row.person))


def owner_month(
    year: ScorecardYear, board: MonthBoard, all_of: Iterable[Ownership], person: Person
) -> OwnerMonth:
    """Gather what one person answers for in a month."""
    kinds: dict[OwnerKind, set[int]] = {kind: set() for kind in OwnerKind}
    for ownership in all_of:
        if ownership.person == person:
            kinds[ownership.kind].add(ownership.metric_id)
    everything = _in_order(year, board)
    own = tuple(m for m in everything if m.info.metric_id in set().union(*kinds.values()))
    leads = leads_of(year)
    return OwnerMonth(
        person=person,
        owned={
            kind: tuple(m for m in own if m.info.metric_id in kept)
            for kind, kept in kinds.items()
            if kept
        },
        metrics=own,
        counts=count_lights(m.light for m in own),
        plans=tuple(plan for plan in board.plans() if leads.get(plan.plan_id) == person),
        confirmed_by_others=frozenset(kinds[OwnerKind.ACHIEVER] & kinds[OwnerKind.PROVIDER]),
    )


def leads_of(year: ScorecardYear) -> dict[int, Person]:
    """Return who leads each action plan."""
    return {plan.pk: Person.of(plan.lead) for plan in year.plans if plan.lead is not None}


def light_trails(year: ScorecardYear, infos: Iterable[MetricInfo]) -> list[LightTrail]:
    """Judge metrics in all twelve months."""
    months = months_of(year.scorecard.year)
    return [
        LightTrail(info=info, months=tuple(metric_month(year, info, month) for month in months))
        for info in infos
    ]


def person_of(scope: Scope, unit: Unit, employee_id: int) -> Person | None:
    """Return a person of the unit, None for one that is not there or not seen."""
    found = Employee.objects.within(scope, SEE).filter(unit=unit, pk=employee_id).first()
    return None if found is None else Person.of(found)


def oneself(scope: Scope, unit: Unit) -> Person | None:
    """Return who the signed-in person is at the unit, None for one who does not work there."""
    if scope.user_id is None:
        return None
    working = Employee.objects.within(scope, SEE).filter(left_on=None)
    found = working.filter(unit=unit, user_id=scope.user_id).order_by("pk").first()
    return None if found is None else Person.of(found)


def _in_order(year: ScorecardYear, board: MonthBoard) -> list[MetricMonth]:
    # A board goes by objective, a list by the scorecard's own order.
    found = {metric.info.metric_id: metric for metric in board.metrics()}
    return [found[info.metric_id] for info in year.metrics]


def _severity(metric: MetricMonth) -> int:
    return SEVERITY[metric.light]

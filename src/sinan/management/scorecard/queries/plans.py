"""Action plans as a month's end sees them: progress and the line of time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sinan.base.org.scope import Scope
from sinan.kernel.lights import Light
from sinan.kernel.month import Month

from ..models import ActionPlan, Objective
from .people import Person, leads_of
from .shapes import MilestoneMonth, MonthBoard, PlanMonth
from .year import ScorecardYear

FULL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A plan in a list: what it serves, who leads it, how far it is."""

    plan: PlanMonth
    objective: Objective
    lead: Person | None
    done: int
    overdue: int
    next_step: MilestoneMonth | None

    @property
    def total(self) -> int:
        """Return how many milestones there are."""
        return len(self.plan.milestones)

    @property
    def percent(self) -> int:
        """Return the share of milestones that are done."""
        return FULL * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A milestone on the line of time; places are percents of the line, as text."""

    milestone: MilestoneMonth
    started_on: date | None
    done_on: date | None
    planned_at: str
    begin: str
    length: str
    done_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The first day of a month on the line of time."""

    month: Month
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A plan's milestones by date, with the day they are seen from."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    as_of: date
    as_of_at: str


def plan_rows(year: ScorecardYear, board: MonthBoard, *, today: date) -> list[PlanRow]:
    """Return every plan of the scorecard in a month, in its order."""
    as_of = seen_from(board.month, today)
    objectives = {row.code: row for row in year.objectives}
    plans = {plan.plan_id: plan for plan in board.plans()}
    leads = leads_of(year)
    ordered = [plans[row.pk] for row in year.plans]
    return [_row(p, objectives[p.objective], leads.get(p.plan_id), as_of) for p in ordered]


def seen_from(month: Month, today: date) -> date:
    """Return the day a month's plans are judged on: its last, or today while it runs."""
    return min(month.last_day, today)


def members_of(scope: Scope, plan_id: int) -> list[Person]:
    """Return who works on a plan, with their posts; one statement."""
    through = ActionPlan.members.through
    rows = through.objects.filter(actionplan_id=plan_id).order_by("pk")
    fields = ("employee_id", "employee__name", "employee__post")
    return [Person(*row) for row in rows.values_list(*fields)]


def timeline(plan: PlanMonth, month: Month, *, today: date) -> Timeline:
    """Lay a plan's milestones on a line from the first month to the last it touches."""
    as_of = seen_from(month, today)
    first, last = _span(plan.milestones, as_of)
    line = _Line(first.first_day, last.next().first_day)
    return Timeline(
        bars=tuple(_bar(milestone, line, as_of) for milestone in plan.milestones),
        ticks=tuple(Tick(month=each, at=line.at(each.first_day)) for each in _months(first, last)),
        as_of=as_of,
        as_of_at=line.at(as_of),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    begin: date
    end: date

    def at(self, day: date) -> str:
        return self.share(self.begin, day)

    def share(self, begin: date, end: date) -> str:
        # Text, so that no language writes it with its own decimal sign into a style.
        return f"{FULL * (end - begin).days / (self.end - self.begin).days:.2f}"


def _row(plan: PlanMonth, objective: Objective, lead: Person | None, as_of: date) -> PlanRow:
    undone = [m for m in plan.milestones if _past(m.done_on, as_of) is None]
    return PlanRow(
        plan=plan,
        objective=objective,
        lead=lead,
        done=len(plan.milestones) - len(undone),
        overdue=sum(m.light == Light.RED for m in plan.milestones),
        next_step=min(undone, key=lambda m: m.planned_on, default=None),
    )


def _bar(milestone: MilestoneMonth, line: _Line, as_of: date) -> Bar:
    started = _past(milestone.started_on, as_of)
    done = _past(milestone.done_on, as_of)
    # What is late runs on to the day it was done, or to the day we look from.
    reached = done or max(milestone.planned_on, as_of if _late(milestone) else date.min)
    begin = min(started or milestone.planned_on, reached)
    end = max(reached, milestone.planned_on) if started is None else reached
    return Bar(
        milestone=milestone,
        started_on=started,
        done_on=done,
        planned_at=line.at(milestone.planned_on),
        begin=line.at(begin),
        length=line.share(begin, end),
        done_at=None if done is None else line.at(done),
    )


def _late(milestone: MilestoneMonth) -> bool:
    return milestone.light == Light.RED


def _past(day: date | None, as_of: date) -> date | None:
    # What is dated after the day we look from has not happened yet.
    return day if day is not None and day <= as_of else None


def _span(milestones: Iterable[MilestoneMonth], as_of: date) -> tuple[Month, Month]:
    days = [as_of]
    for milestone in milestones:
        days += [
            day
            for day in (milestone.planned_on, milestone.started_on, _past(milestone.done_on, as_of))
            if day is not None
        ]
    return Month.of(min(days)), Month.of(max(days))


def _months(first: Month, last: Month) -> Iterable[Month]:
    while first <= last:
        yield first
        first = first.next()

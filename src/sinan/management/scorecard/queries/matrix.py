"""The status matrix: which cell stands in which row, and how many rows it spans."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sinan.kernel.lights import Light
from sinan.kernel.rollup import count_lights

from .shapes import MetricMonth, MonthBoard, ObjectiveMonth, PerspectiveMonth, PlanMonth
from .themes import ThemeMonth, themes_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cell(Generic[T]):
    """A cell over `span` rows; `thing` is None where an objective has no such thing."""

    thing: T | None
    span: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Generic[T]):
    """A perspective or a theme with the count of each light of the metrics shown below it."""

    thing: T
    counts: Mapping[Light, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One row; a cell is None where one from above reaches down into the row."""

    perspective: Cell[Counted[PerspectiveMonth]] | None
    theme: Cell[Counted[ThemeMonth]] | None
    objective: Cell[ObjectiveMonth] | None
    metric: Cell[MetricMonth] | None
    plan: Cell[PlanMonth] | None


def matrix_rows(board: MonthBoard) -> tuple[MatrixRow, ...]:
    """Lay a board out in rows, in the order of its perspectives, themes and objectives."""
    return tuple(row for perspective in board.perspectives for row in _of_perspective(perspective))


def narrowed(board: MonthBoard, *, light: str = "", perspective: str = "") -> MonthBoard:
    """Keep the metrics and plans of one light and the objectives of one perspective.

    Objectives keep their own light: it is judged from all they have, not from what is shown.
    """
    return MonthBoard(
        month=board.month,
        perspectives=tuple(
            _narrow(one, light) for one in board.perspectives if perspective in {"", one.code}
        ),
        headlines=board.headlines,
        links=board.links,
        counts=board.counts,
        plan_counts=board.plan_counts,
    )


def _narrow(perspective: PerspectiveMonth, light: str) -> PerspectiveMonth:
    kept = (_only(objective, light) for objective in perspective.objectives)
    return PerspectiveMonth(
        code=perspective.code,
        counts=perspective.counts,
        objectives=tuple(o for o in kept if not light or o.metrics or o.plans),
    )


def _only(objective: ObjectiveMonth, light: str) -> ObjectiveMonth:
    if not light:
        return objective
    return ObjectiveMonth(
        code=objective.code,
        perspective=objective.perspective,
        theme_zh=objective.theme_zh,
        theme_en=objective.theme_en,
        name_zh=objective.name_zh,
        name_en=objective.name_en,
        owner=objective.owner,
        light=objective.light,
        metrics=tuple(m for m in objective.metrics if m.light == light),
        plans=tuple(p for p in objective.plans if p.light == light),
    )


def height(objective: ObjectiveMonth) -> int:
    """Return the rows an objective takes: metrics and plans stand side by side, never none."""
    return max(len(objective.metrics), len(objective.plans), 1)


def _of_perspective(perspective: PerspectiveMonth) -> Iterator[MatrixRow]:
    first: Cell[Counted[PerspectiveMonth]] | None = Cell(
        Counted(thing=perspective, counts=_counts(perspective.objectives)),
        sum(height(objective) for objective in perspective.objectives),
    )
    for theme in themes_of(perspective):
        for row in _of_theme(theme):
            yield MatrixRow(
                perspective=first,
                theme=row.theme,
                objective=row.objective,
                metric=row.metric,
                plan=row.plan,
            )
            first = None


def _of_theme(theme: ThemeMonth) -> Iterator[MatrixRow]:
    span = sum(height(objective) for objective in theme.objectives)
    first: Cell[Counted[ThemeMonth]] | None = Cell(
        Counted(thing=theme, counts=_counts(theme.objectives)), span
    )
    for objective in theme.objectives:
        rows = height(objective)
        metrics, plans = _column(objective.metrics, rows), _column(objective.plans, rows)
        for number in range(rows):
            yield MatrixRow(
                perspective=None,
                theme=first,
                objective=Cell(objective, rows) if number == 0 else None,
                metric=metrics[number],
                plan=plans[number],
            )
            first = None


def _column(things: Sequence[T], rows: int) -> list[Cell[T] | None]:
    # The last thing of an objective reaches down to the objective's end, so no hole is left.
    if not things:
        return [Cell(None, rows), *[None] * (rows - 1)]
    cells: list[Cell[T] | None] = [Cell(thing, 1) for thing in things]
    left = rows - len(things)
    cells[-1] = Cell(things[-1], 1 + left)
    return [*cells, *[None] * left]


def _counts(objectives: Iterable[ObjectiveMonth]) -> Mapping[Light, int]:
    return count_lights(m.light for objective in objectives for m in objective.metrics)

"""The strategy map: lanes of themes, what leads to what, headlines with their figures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sinan.kernel.lights import Light
from sinan.kernel.month import Month
from sinan.kernel.numbers import format_number

from .board import boards_of_year
from .shapes import HeadlineLine, MetricMonth, MonthBoard, ObjectiveMonth, PerspectiveMonth
from .themes import themes_of
from .year import ScorecardYear

# A headline names its metric in brackets of its own: (M3), also full-width.
_IN_BRACKETS = re.compile(r"\s*[(\uff08]\s*([\w-]+)\s*[)\uff09]")
# These two lines have a place of their own above the targets.
_MOTTOES = ("vision", "mission")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNode:
    """An objective with the codes of those it leads to and those it is caused by."""

    objective: ObjectiveMonth
    leads_to: tuple[str, ...]
    caused_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTheme:
    """A theme of a lane."""

    name_zh: str
    name_en: str
    nodes: tuple[MapNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLane:
    """A perspective as a lane of the map."""

    perspective: PerspectiveMonth
    themes: tuple[MapTheme, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapHeadline:
    """A line above the map; `metric` is the one it names, None where it is only text."""

    key: str
    name_zh: str
    name_en: str
    metric: MetricMonth | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapMonth:
    """One month of the slider; months that have not begun are `future`."""

    month: Month
    future: bool
    board: MonthBoard
    headlines: tuple[MapHeadline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyMap:
    """The map as one month shows it, and all twelve for the slider."""

    shown: MapMonth
    months: tuple[MapMonth, ...]
    lanes: tuple[MapLane, ...]
    mottoes: tuple[MapHeadline, ...]
    targets: tuple[MapHeadline, ...]
    objectives: Mapping[str, ObjectiveMonth]


def strategy_map(year: ScorecardYear, month: Month, *, today: date) -> StrategyMap:
    """Draw up the map of a year as `month` shows it."""
    months = tuple(_month(board, today) for board in boards_of_year(year, today=today))
    shown = months[month.number - 1]
    return StrategyMap(
        shown=shown,
        months=months,
        lanes=tuple(_lane(p, year.links) for p in shown.board.perspectives if p.objectives),
        mottoes=tuple(line for line in shown.headlines if line.key in _MOTTOES),
        targets=tuple(line for line in shown.headlines if line.key not in _MOTTOES),
        objectives={o.code: o for o in shown.board.objectives()},
    )


def playable(drawn: StrategyMap) -> dict[str, Any]:
    """Return what changes on the map from month to month, ready to be written as JSON."""
    return {
        "links": drawn.shown.board.links,
        "months": [
            {
                "month": str(one.month),
                "future": one.future,
                "counts": one.board.counts,
                "objectives": {o.code: o.light for o in one.board.objectives()},
                "perspectives": {p.code: p.counts for p in one.board.perspectives},
                "headlines": {
                    line.key: {"light": line.metric.light, "value": _written(line.metric)}
                    for line in one.headlines
                    if line.metric is not None
                },
            }
            for one in drawn.months
        ],
    }


def _month(board: MonthBoard, today: date) -> MapMonth:
    metrics = {metric.info.code: metric for metric in board.metrics()}
    return MapMonth(
        month=board.month,
        future=board.month > Month.of(today),
        board=board,
        headlines=tuple(_headline(line, metrics) for line in board.headlines),
    )


def _headline(line: HeadlineLine, metrics: Mapping[str, MetricMonth]) -> MapHeadline:
    for text in (line.zh, line.en):
        for found in _IN_BRACKETS.finditer(text):
            if found[1] in metrics:
                return MapHeadline(
                    key=line.key,
                    name_zh=_without(line.zh, found[1]),
                    name_en=_without(line.en, found[1]),
                    metric=metrics[found[1]],
                )
    return MapHeadline(key=line.key, name_zh=line.zh, name_en=line.en, metric=None)


def _without(text: str, code: str) -> str:
    return _IN_BRACKETS.sub(lambda found: "" if found[1] == code else found[0], text)


def _lane(perspective: PerspectiveMonth, links: tuple[tuple[str, str], ...]) -> MapLane:
    return MapLane(
        perspective=perspective,
        themes=tuple(
            MapTheme(
                name_zh=theme.name_zh,
                name_en=theme.name_en,
                nodes=tuple(_node(objective, links) for objective in theme.objectives),
            )
            for theme in themes_of(perspective)
        ),
    )


def _node(objective: ObjectiveMonth, links: tuple[tuple[str, str], ...]) -> MapNode:
    return MapNode(
        objective=objective,
        leads_to=tuple(effect for cause, effect in links if cause == objective.code),
        caused_by=tuple(cause for cause, effect in links if effect == objective.code),
    )


def _written(metric: MetricMonth) -> str | None:
    value = metric.judgement.value
    return None if value is None else format_number(value, metric.info.precision)


def lit(one: MapMonth) -> int:
    """Count the metrics of a month that show a light other than grey."""
    return sum(count for light, count in one.board.counts.items() if light is not Light.GREY)

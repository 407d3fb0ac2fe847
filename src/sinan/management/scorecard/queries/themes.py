"""Objectives of a perspective, grouped by theme."""

from dataclasses import dataclass

from .shapes import ObjectiveMonth, PerspectiveMonth


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMonth:
    """A theme and its objectives; both names are empty where objectives have no theme."""

    name_zh: str
    name_en: str
    objectives: tuple[ObjectiveMonth, ...]


def themes_of(perspective: PerspectiveMonth) -> tuple[ThemeMonth, ...]:
    """Group objectives by theme, themes in the order of their first objective."""
    grouped: dict[tuple[str, str], list[ObjectiveMonth]] = {}
    for objective in perspective.objectives:
        grouped.setdefault((objective.theme_zh, objective.theme_en), []).append(objective)
    return tuple(
        ThemeMonth(name_zh=zh, name_en=en, objectives=tuple(objectives))
        for (zh, en), objectives in grouped.items()
    )

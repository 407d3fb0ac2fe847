"""Lights of action plans and their milestones: dates against dates."""

from collections.abc import Iterable
from datetime import date

from sinan.kernel.lights import Light
from sinan.kernel.rollup import worst


def milestone_light(
    *, planned_on: date, started_on: date | None, done_on: date | None, as_of: date
) -> Light | None:
    """Judge a milestone as it stood on `as_of`; None while it runs and is not yet due.

    `as_of` is the last day of the reporting period, or today while that is not over. What is
    dated after it has not happened yet, so a past review can be told again unchanged.
    """
    if done_on is not None and done_on <= as_of:
        return Light.GREEN if done_on <= planned_on else Light.YELLOW
    if planned_on <= as_of:
        return Light.RED
    started = started_on is not None and started_on <= as_of
    return None if started else Light.GREY


def plan_light(milestones: Iterable[Light | None]) -> Light:
    """Give an action plan's light: its worst lit milestone, grey when none is lit."""
    return worst(light for light in milestones if light is not None)

"""Action plans and milestones: each date on both sides of the day it is held against."""

from datetime import date

import pytest

from sinan.kernel.lights import Light
from sinan.kernel.plans import milestone_light, plan_light

END = date(2016, 2, 29)
BEFORE, LAST, AFTER = date(2016, 2, 10), date(2016, 2, 28), date(2016, 3, 1)

# Columns: the sentence; planned, started and done on; the light.
MILESTONES = [
    ("green: done on the planned day", LAST, BEFORE, LAST, Light.GREEN),
    ("green: done before it", LAST, BEFORE, BEFORE, Light.GREEN),
    ("green: done early, due later", AFTER, BEFORE, END, Light.GREEN),
    ("green: done, the start never written", LAST, None, BEFORE, Light.GREEN),
    ("yellow: late but done in the period", BEFORE, BEFORE, LAST, Light.YELLOW),
    ("yellow: late, done on its last day", LAST, BEFORE, END, Light.YELLOW),
    ("red: past the planned date and not done", BEFORE, BEFORE, None, Light.RED),
    ("red: not even started", BEFORE, None, None, Light.RED),
    ("red: due on the last day of the period", END, BEFORE, None, Light.RED),
    ("red: done only after the period", BEFORE, BEFORE, AFTER, Light.RED),
    ("no light: running and not yet due", AFTER, BEFORE, None, None),
    ("no light: started on the last day", AFTER, END, None, None),
    ("no light: done after the period, not due", AFTER, BEFORE, AFTER, None),
    ("grey: not started", AFTER, None, None, Light.GREY),
    ("grey: started after the period", AFTER, AFTER, None, Light.GREY),
    ("grey: started and done after the period", AFTER, AFTER, AFTER, Light.GREY),
    ("grey: done after the period, start not written", AFTER, None, AFTER, Light.GREY),
]


@pytest.mark.parametrize(
    ("planned", "started", "done", "light"),
    [row[1:] for row in MILESTONES],
    ids=[row[0] for row in MILESTONES],
)
def test_milestone(
    planned: date, started: date | None, done: date | None, light: Light | None
) -> None:
    assert milestone_light(planned_on=planned, started_on=started, done_on=done, as_of=END) is light


PLANS = [
    ("its worst lit milestone", [Light.GREEN, Light.RED, Light.YELLOW], Light.RED),
    ("running milestones have no say", [None, Light.GREEN], Light.GREEN),
    ("nor have those not started", [Light.GREY, Light.GREEN], Light.GREEN),
    ("grey without a lit one", [None, Light.GREY], Light.GREY),
    ("grey without any", [], Light.GREY),
]


@pytest.mark.parametrize(
    ("milestones", "light"), [row[1:] for row in PLANS], ids=[row[0] for row in PLANS]
)
def test_plan(milestones: list[Light | None], light: Light) -> None:
    assert plan_light(iter(milestones)) is light

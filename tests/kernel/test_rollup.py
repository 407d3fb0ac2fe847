"""How objectives, perspectives and scorecards come by their lights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinan.kernel.lights import Light
from sinan.kernel.rollup import count_lights, objective_light, worst

RED, YELLOW, GREEN, ONE, TWO, GREY = Light

WORST = [
    ("with several, the worst one", [GREEN, RED, TWO], RED),
    ("yellow is worse than green", [GREEN, YELLOW], YELLOW),
    ("green is worse than a star", [ONE, GREEN, TWO], GREEN),
    ("one star is worse than two", [TWO, ONE], ONE),
    ("grey members are left out", [GREY, TWO, GREY], TWO),
    ("unless all are grey", [GREY, GREY], GREY),
    ("none at all", [], GREY),
]


@pytest.mark.parametrize(
    ("lights", "light"), [row[1:] for row in WORST], ids=[row[0] for row in WORST]
)
def test_worst(lights: list[Light], light: Light) -> None:
    assert worst(lights) is light
    assert worst(iter(reversed(lights))) is light


OBJECTIVE = [
    ("from its metrics if it has any", [GREEN, YELLOW], [RED], YELLOW),
    ("else from its action plans", [], [GREEN, RED], RED),
    ("metrics that are all grey are still metrics", [GREY], [RED], GREY),
    ("a grey plan is left out", [], [GREY, GREEN], GREEN),
    ("neither", [], [], GREY),
]


@pytest.mark.parametrize(
    ("metrics", "plans", "light"),
    [row[1:] for row in OBJECTIVE],
    ids=[row[0] for row in OBJECTIVE],
)
def test_objective(metrics: list[Light], plans: list[Light], light: Light) -> None:
    assert objective_light(metrics, plans) is light


def test_counts_have_all_six_lights_in_order() -> None:
    counts = count_lights(iter([GREY, RED, RED, TWO]))
    assert list(counts.items()) == [
        *((RED, 2), (YELLOW, 0), (GREEN, 0), (ONE, 0), (TWO, 1), (GREY, 1))
    ]


@given(st.lists(st.sampled_from(Light)))
def test_a_rollup_is_never_better_than_a_lit_member(lights: list[Light]) -> None:
    rank = [RED, YELLOW, GREEN, ONE, TWO]
    lit = [rank.index(light) for light in lights if light is not GREY]
    assert worst(lights) is (rank[min(lit)] if lit else GREY)
    assert sum(count_lights(lights).values()) == len(lights)

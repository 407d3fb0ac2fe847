"""The reference store's first months as a golden table, worked out by hand from its file."""

from decimal import Decimal

import pytest

from sinan.kernel.lights import BAND_NAMES, Light, Reason, judge, out_of_order
from sinan.kernel.month import months_of
from sinan.kernel.rollup import count_lights
from sinan.kernel.spans import Aggregate, Figure, ratio_of, span_value, suspect_year
from tests.kernel.store_2016 import (
    ACTUALS,
    AGGREGATES,
    PRECISIONS,
    ROWS,
    bands_of,
    direction_of,
)

REPORTED = [
    ("M3", "2016-01", "289", "green"),
    ("M3", "2016-02", "88", "red"),
    ("M4", "2016-01", "27.0", "yellow"),
    ("M4", "2016-02", "35.0", "two_stars"),
    ("M4", "2016-03", "18.0", "red"),
    ("M5", "2016-01", "20.0", "green"),
    ("M5", "2016-02", "21.0", "two_stars"),
    ("M6", "2016-01", "10.5", "two_stars"),
    ("M6", "2016-02", "19.0", "green"),
    ("M7", "2016-01", "3918", "two_stars"),
    ("M7", "2016-02", "-1108", "red"),
    ("M9", "2016-01", "23.0", "two_stars"),
    ("M9", "2016-02", "39.0", "two_stars"),
    ("M10", "2016-01", "53.0", "green"),
    ("M10", "2016-02", "55.0", "green"),
    ("M12", "2016-01", "502", "yellow"),
    ("M12", "2016-02", "293", "green"),
    ("M13", "2016-01", "1388", "green"),
    ("M13", "2016-02", "1265", "yellow"),
    ("M14", "2016-01", "14.0", "green"),
    ("M14", "2016-02", "10.0", "yellow"),
    ("M14", "2016-03", "10.0", "yellow"),
]

# Columns: metric, month, its parts, the recomputed value and its light, the light as reported.
RECOMPUTED = [
    ("M6", "2016-02", "90", "462", "19.5", "yellow", "green"),
    ("M4", "2016-01", "74", "289", "25.6", "red", "yellow"),
    ("M9", "2016-02", "51", "130", "39.2", "two_stars", "two_stars"),
    ("M9", "2016-02", "21", "88", "23.9", "two_stars", "two_stars"),
    ("M9", "2016-01", "68", "289", "23.5", "two_stars", "two_stars"),
]


def light_in(metric: str, month: str, value: Decimal) -> tuple[str, Light]:
    judgement = judge(value, bands_of(metric, month), direction_of(metric), PRECISIONS[metric])
    return str(judgement.value), judgement.light


@pytest.mark.parametrize(("metric", "month", "shown", "light"), REPORTED)
def test_reported_months(metric: str, month: str, shown: str, light: str) -> None:
    assert light_in(metric, month, Decimal(ACTUALS[metric, month])) == (shown, light)


@pytest.mark.parametrize(
    ("metric", "month", "numerator", "denominator", "shown", "light", "reported"), RECOMPUTED
)
def test_recomputed_values_may_change_the_light(
    *,
    metric: str,
    month: str,
    numerator: str,
    denominator: str,
    shown: str,
    light: str,
    reported: str,
) -> None:
    value = ratio_of(Decimal(numerator), Decimal(denominator), percent=True)
    assert value is not None
    assert light_in(metric, month, value) == (shown, light)
    assert light_in(metric, month, Decimal(ACTUALS[metric, month]))[1] == reported


def test_counts_of_february() -> None:
    lights = [Light(light) for _, month, _, light in REPORTED if month == "2016-02"]
    assert list(count_lights(lights).values()) == [2, 2, 3, 0, 3, 0]


def test_months_with_bands_out_of_order_are_just_those_of_m13() -> None:
    held = {
        (metric, str(month)): pairs
        for metric in AGGREGATES
        for month in months_of(2016)
        if (pairs := out_of_order(bands_of(metric, str(month)), direction_of(metric)))
    }
    wrong = ["03", "07", "08", "09", "10", "11", "12"]
    assert held == {("M13", f"2016-{month}"): (("target", "challenge_1"),) for month in wrong}


def test_march_of_m13_is_held_and_never_judged_by_nonsense() -> None:
    judgement = judge(
        Decimal(ACTUALS["M13", "2016-03"]),
        bands_of("M13", "2016-03"),
        direction_of("M13"),
        PRECISIONS["M13"],
    )
    assert (judgement.light, judgement.reason) == (Light.GREY, Reason.HELD_BANDS)
    assert judgement.value == 1789


def test_first_value_of_march_deck_is_the_year_to_date() -> None:
    months = [Figure(Decimal(289)), Figure(Decimal(88))]
    assert span_value(Aggregate.SUM, months, percent=False).value == 377


def test_suspect_years_are_those_of_m7_and_the_target_of_m13() -> None:
    suspects = {}
    for (metric, band), (year, *months) in ROWS.items():
        expected = suspect_year(AGGREGATES[metric], months, year, Decimal(1))
        if expected is not None:
            suspects[metric, band] = round(expected)
    assert suspects == {
        ("M7", "threshold"): 2647,
        ("M7", "target"): 3647,
        ("M7", "challenge_1"): 3797,
        ("M7", "challenge_2"): 3827,
        ("M13", "target"): 1417,
    }


def test_every_metric_has_all_its_rows() -> None:
    assert set(ROWS) == {(metric, band) for metric in AGGREGATES for band in BAND_NAMES}
    assert {len(row) for row in ROWS.values()} == {13}

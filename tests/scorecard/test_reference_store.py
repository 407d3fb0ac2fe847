"""The real store-year from file to light, its faults included."""

from decimal import Decimal

import pytest

from sinan.kernel.lights import Reason
from sinan.management.scorecard.models import Actual, MonthBands
from sinan.management.scorecard.queries.metric import metric_year
from sinan.management.scorecard.queries.year import year_of
from tests.conftest import OPERATOR
from tests.scorecard.builders import REFERENCE, YEAR, Store, rows_of

pytestmark = pytest.mark.django_db

JANUARY = {
    "M3": ("289", "green"),
    "M4": ("27.0", "yellow"),
    "M5": ("20.0", "green"),
    "M6": ("10.5", "two_stars"),
    "M7": ("3918", "two_stars"),
    "M9": ("23.0", "two_stars"),
    "M10": ("53.0", "green"),
    "M12": ("502", "yellow"),
    "M13": ("1388", "green"),
    "M14": ("14.0", "green"),
}
FEBRUARY = {
    "M3": ("88", "red"),
    "M4": ("35.0", "two_stars"),
    "M5": ("21.0", "two_stars"),
    "M6": ("19.0", "green"),
    "M7": ("-1108", "red"),
    "M9": ("39.0", "two_stars"),
    "M10": ("55.0", "green"),
    "M12": ("293", "green"),
    "M13": ("1265", "yellow"),
    "M14": ("10.0", "yellow"),
}
OBJECTIVES = {
    "2016-01": {
        "F1": "grey",
        "F2": "two_stars",
        "F3": "green",
        "F4": "two_stars",
        "F5": "grey",
        "C1": "grey",
        "C2": "grey",
        "C3": "grey",
        "P1": "yellow",
        "P2": "yellow",
        "P3": "green",
        "P4": "green",
        "P5": "green",
        "P6": "grey",
        "P7": "grey",
        "L1": "green",
    },
    "2016-02": {
        "F1": "grey",
        "F2": "red",
        "F3": "green",
        "F4": "green",
        "F5": "grey",
        "C1": "grey",
        "C2": "grey",
        "C3": "grey",
        "P1": "yellow",
        "P2": "two_stars",
        "P3": "yellow",
        "P4": "yellow",
        "P5": "red",
        "P6": "grey",
        "P7": "grey",
        "L1": "red",
    },
}


@pytest.mark.parametrize(("month", "expected"), [("2016-01", JANUARY), ("2016-02", FEBRUARY)])
def test_metrics(reference: Store, month: str, expected: dict[str, tuple[str, str]]) -> None:
    metrics = reference.board(month).metrics()
    lit = {
        metric.info.code: (str(metric.judgement.value), metric.light.value)
        for metric in metrics
        if metric.judgement.value is not None
    }
    assert lit == expected
    assert len(metrics) == 27
    assert {m.light.value for m in metrics if m.info.code not in expected} == {"grey"}


@pytest.mark.parametrize("month", OBJECTIVES)
def test_objectives(reference: Store, month: str) -> None:
    board = reference.board(month)
    assert {o.code: o.light.value for o in board.objectives()} == OBJECTIVES[month]


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("2016-01", {"K1": "green", "K2": "green"}),
        ("2016-02", {"K1": "yellow", "K2": "red"}),
        ("2016-03", {"K1": "red", "K2": "red"}),
    ],
)
def test_plans(reference: Store, month: str, expected: dict[str, str]) -> None:
    assert {p.code: p.light.value for p in reference.board(month).plans()} == expected


def test_counts_of_february(reference: Store) -> None:
    board = reference.board("2016-02")
    counts = {light.value: count for light, count in board.counts.items()}
    assert counts == {"red": 2, "yellow": 2, "green": 3, "one_star": 0, "two_stars": 3, "grey": 17}
    financial = next(one for one in board.perspectives if one.code == "financial")
    assert {light.value: count for light, count in financial.counts.items()} == {
        "red": 1,
        "yellow": 0,
        "green": 2,
        "one_star": 0,
        "two_stars": 1,
        "grey": 10,
    }


def test_months_out_of_order_are_held_alone(reference: Store) -> None:
    drafts = MonthBands.objects.filter(state="draft").order_by("month")
    assert {row.metric.definition.code for row in drafts} == {"M13"}
    assert [row.month for row in drafts] == [3, 7, 8, 9, 10, 11, 12]
    march = reference.metric("M13", "2016-03").judgement
    assert (march.light, march.value, march.reason) == ("grey", 1789, Reason.HELD_BANDS)


def test_what_the_bands_import_says(reference: Store) -> None:
    outcome = reference.import_bands((REFERENCE / "bands.csv").read_bytes())
    held = [problem for problem in outcome if problem.code == "bands.out_of_order"]
    assert [problem.place.key for problem in held] == [
        f"M13 · 2016-{month:02d} · target" for month in (3, 7, 8, 9, 10, 11, 12)
    ]
    assert held[0].place.row == 35
    assert held[0].params == {
        "easier": "target",
        "easier_value": 1500,
        "harder": "challenge_1",
        "harder_value": 1400,
        "rows": "35, 36",
    }
    suspects = {p.place.key: p.params for p in outcome if p.code == "bands.year_suspect"}
    assert suspects["M7 · 2016 · target"] == {"value": 43769, "expected": 3647}
    assert suspects["M13 · 2016 · target"] == {"value": 1300, "expected": 1417}
    assert len(suspects) == 5


def test_year_column_stands_beside_its_warning(reference: Store) -> None:
    year = year_of(OPERATOR, reference.unit, YEAR)
    assert year is not None
    info = year.metric("M7")
    assert info is not None
    whole = metric_year(year, info)
    assert whole.bands[0].target == Decimal(43769)
    assert set(whole.suspect) == {"threshold", "target", "challenge_1", "challenge_2"}
    assert len(whole.bands) == 13


def test_year_column_is_doubted_also_beside_held_months(reference: Store) -> None:
    year = year_of(OPERATOR, reference.unit, YEAR)
    assert year is not None
    info = year.metric("M13")
    assert info is not None
    suspect = metric_year(year, info).suspect
    assert {name: round(expected) for name, expected in suspect.items()} == {"target": 1417}


def test_every_figure_of_the_files_is_in(reference: Store) -> None:
    there = {
        (row.metric.definition.code, f"{YEAR}-{row.month:02d}"): row.value
        for row in Actual.objects.select_related("metric__definition")
    }
    assert there == {
        (row["metric"], row["month"]): Decimal(row["value"]) for row in rows_of("actuals.csv")
    }
    bands = {
        (row.metric.definition.code, row.month, name): getattr(row, name)
        for row in MonthBands.objects.select_related("metric__definition")
        for name in ("threshold", "target", "challenge_1", "challenge_2")
    }
    for row in rows_of("bands.csv"):
        for month in range(13):
            written = row[f"{month:02d}" if month else "year"]
            assert bands[row["metric"], month, row["band"]] == Decimal(written)
    assert len(bands) == 10 * 13 * 4


def test_same_files_again_change_nothing(reference: Store) -> None:
    before = list(MonthBands.objects.values()), list(Actual.objects.values())
    catalogue = reference.load(REFERENCE)
    bands = reference.import_bands((REFERENCE / "bands.csv").read_bytes())
    actuals = reference.import_actuals((REFERENCE / "actuals.csv").read_bytes())
    assert catalogue == []
    assert catalogue.changed_nothing
    assert (bands.tally.unchanged, bands.tally.held, bands.tally.approved) == (492, 28, 0)
    assert actuals.tally.as_dict() == {**dict.fromkeys(actuals.tally.as_dict(), 0), "unchanged": 23}
    assert (list(MonthBands.objects.values()), list(Actual.objects.values())) == before


def test_margins_are_restricted(reference: Store) -> None:
    restricted = {m.info.code for m in reference.board("2016-02").metrics() if m.info.ability}
    assert restricted == {"M1", "M7", "M8", "M20"}

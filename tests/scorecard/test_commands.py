"""The command line of the scorecard, from words to exit code."""

import json
from pathlib import Path

import pytest
from django.utils import translation

from sinan.management.scorecard.commands import COMMANDS
from sinan.management.scorecard.models import Actual
from sinan.site.command import parser
from tests.conftest import Trade
from tests.scorecard.builders import REFERENCE, Store, write_catalogue

pytestmark = pytest.mark.django_db

LIGHTS = ("red", "yellow", "green", "one_star", "two_stars", "grey")


def run(*words: object) -> int:
    given = parser(COMMANDS).parse_args([str(word) for word in words])
    with translation.override("en"):
        code: int = given.command.run(given)
    return code


def counts(*numbers: int) -> dict[str, int]:
    return dict(zip(LIGHTS, numbers, strict=True))


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    file = tmp_path / "actuals.csv"
    file.write_text("metric,month,value\nM1,2016-01,289\nM1,2016-02,88\n", encoding="utf-8")
    return file


def test_same_catalogue_again_says_so(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_catalogue(tmp_path / "catalogue")
    assert run("load-catalogue", folder, "--store", "S1", "--year", "2016") == 0
    assert capsys.readouterr().out == (
        "New 0, changed 0, unchanged 6, refused 0, held 0. Nothing changed.\n"
    )


def test_whole_way_of_the_reference_store(trade: Trade, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("load-catalogue", REFERENCE, "--store", "S1", "--year", "2016") == 0
    bands = ("import", "bands", REFERENCE / "bands.csv", "--store", "S1", "--year", "2016")
    capsys.readouterr()
    assert run(*bands, "--approve") == 1
    told = capsys.readouterr().out.splitlines()
    assert len([line for line in told if ": error: " in line]) == 7
    assert told[4].startswith("bands.csv, row 35, column 03, M13 · 2016-03 · target: error: ")
    assert told[-1] == (
        "New 492, changed 0, unchanged 0, refused 0, held 28. Months and years approved: 123."
    )
    assert run("import", "actuals", REFERENCE / "actuals.csv", "--store", "S1") == 0
    capsys.readouterr()
    assert run("lights", "--store", "S1", "--month", "2016-02", "--json") == 0
    lights = json.loads(capsys.readouterr().out)
    assert lights["metrics"]["M3"] == {
        "value": "88",
        "light": "red",
        "sentence": "二月 88 辆,低于门槛 162 辆,红灯",
    }
    assert lights["metrics"]["M7"]["value"] == "-1108"
    assert lights["metrics"]["M6"]["value"] == "19.0"
    assert lights["metrics"]["M1"] == {
        "value": None,
        "light": "grey",
        "sentence": "二月 没有数据,灰灯",
    }
    assert len(lights["metrics"]) == 27
    assert lights["objectives"]["P5"] == "red"
    assert len(lights["objectives"]) == 16
    assert lights["perspectives"]["financial"] == counts(1, 0, 2, 0, 1, 10)
    assert lights["scorecard"] == counts(2, 2, 3, 0, 3, 17)
    assert lights["plans"] == {"K1": "yellow", "K2": "red"}


def test_lights_in_words(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.bands("M1", [2], 162, 180, 198, 216)
    store.actual("M1", "2016-02", 88)
    assert run("lights", "--store", "S1", "--month", "2016-02", "--lang", "en") == 0
    told = capsys.readouterr().out
    assert "▼ P1 Sell more\n  ▼ M1 Sales: February: 88 vehicles" in told
    assert told.endswith("Red 1, Yellow 0, Green 0, One star 0, Two stars 0, Grey 2\n")


def test_group_and_region_have_scorecards_too(
    trade: Trade, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_catalogue(tmp_path / "catalogue")
    for unit in (trade.group, trade.region, trade.stranger):
        assert run("load-catalogue", folder, "--store", unit.key, "--year", "2016") == 0
        assert run("lights", "--store", unit.key, "--month", "2016-02") == 0


def test_good_cells_are_in_and_the_others_are_listed(
    store: Store, figures: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with figures.open("a", encoding="utf-8") as file:
        file.write("M1,2016-03,many\nM99,2016-03,1\n")
    assert run("import", "actuals", figures, "--store", "S1") == 1
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "actuals.csv, row 4, column value, M1 · 2016-03: error: many is not a number.",
        (
            "actuals.csv, row 5, column metric, 2016-03: error: "
            "M99 is no metric of this scorecard; check the code."
        ),
        "New 2, changed 0, unchanged 0, refused 2, held 0.",
    ]
    assert Actual.objects.count() == 2


def test_import_answers_in_json(
    store: Store, figures: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with figures.open("a", encoding="utf-8") as file:
        file.write("M1,2016-13,1\n")
    assert run("import", "actuals", figures, "--store", "S1", "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["complete"] is False
    assert (answer["counts"]["new"], answer["counts"]["refused"]) == (2, 1)
    assert answer["problems"] == [
        {
            "code": "month.outside",
            "severity": "error",
            "file": "actuals.csv",
            "row": 4,
            "column": "month",
            "key": "",
            "sentence": "2016-13 is outside the year; months are 01 to 12.",
        }
    ]


def test_fractions(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("metric,month,value\nM2,2016-02,0.39\n", encoding="utf-8")
    assert run("import", "actuals", file, "--store", "S1") == 0
    assert run("import", "actuals", file, "--store", "S1", "--fractions") == 0
    assert Actual.objects.get().value == 39


def test_reason_of_changed_bands(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "b.csv"
    words = ("import", "bands", file, "--store", "S1", "--year", "2016", "--approve")
    for target in (180, 170):
        file.write_text(
            f"metric,band,02\nM1,threshold,162\nM1,target,{target}\nM1,challenge_1,198\n"
            "M1,challenge_2,216\n",
            encoding="utf-8",
        )
        assert run(*words, "--reason", "moved") == 0
    store.actual("M1", "2016-02", 175)
    assert store.metric("M1", "2016-02").light == "green"


@pytest.mark.parametrize("content", [b"", b"metric,month,value\n", b"%PDF-1.7", b"{}"])
def test_file_of_another_kind(
    store: Store, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "odd.csv"
    file.write_bytes(content)
    assert run("import", "actuals", file, "--store", "S1") == 1
    assert capsys.readouterr().out.startswith("odd.csv: error: ")
    assert run("import", "bands", file, "--store", "S1", "--year", "2016") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("lights", "--store", "S1", "--month", "2016-13"), "2016-13 is not a month"),
        (("lights", "--store", "S1", "--month", "2016-2"), "2016-2 is not a month"),
        (("lights", "--store", "S9", "--month", "2016-02"), "S9"),
        (("import", "actuals", "nowhere.csv", "--store", "S1"), "no file nowhere.csv"),
        (("import", "actuals", ".", "--store", "S1"), ". is a folder"),
        (("import", "bands", "nowhere.csv", "--store", "S1", "--year", "2016"), "nowhere.csv"),
        (("import", "bands", "nowhere.csv", "--store", "S1", "--year", "16"), "16 is not a year"),
        (("load-catalogue", "nowhere", "--store", "S1", "--year", "2016"), "nowhere"),
        (("load-catalogue", ".ci", "--store", "S1", "--year", "2016"), "objectives.csv"),
    ],
)
def test_misuse(
    store: Store, words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    answer = capsys.readouterr()
    assert told in answer.err
    assert answer.out == ""


@pytest.mark.parametrize(
    "words", [("lights", "--store", "S1"), ("lights", "--store", "S1", "--month"), ("import",)]
)
def test_words_that_are_missing(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*words)
    assert caught.value.code == 2


def test_year_without_a_scorecard(
    store: Store, figures: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures.write_text("metric,month,value\nM1,2017-02,88\n", encoding="utf-8")
    assert run("import", "actuals", figures, "--store", "S1") == 1
    assert "S1 has no scorecard for 2017" in capsys.readouterr().out
    assert run("lights", "--store", "S1", "--month", "2017-02") == 1
    assert "S1 has no scorecard for 2017" in capsys.readouterr().err
    assert run("import", "bands", figures, "--store", "S1", "--year", "2017") == 1


def test_year_without_a_scorecard_is_told_at_the_month(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "actuals.csv"
    file.write_text("metric,month,value\nM1,2017-02,88\n", encoding="utf-8")
    assert run("import", "actuals", file, "--store", "S1") == 1
    assert capsys.readouterr().out.startswith(
        "actuals.csv, row 2, column month, 2017-02: error: S1 has no scorecard for 2017;"
    )


def test_import_without_approval_says_what_is_missing(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bands.csv"
    file.write_text(
        "metric,band,02\nM1,threshold,162\nM1,target,180\nM1,challenge_1,198\nM1,challenge_2,216\n",
        encoding="utf-8",
    )
    bands = ("import", "bands", file, "--store", "S1", "--year", "2016")
    assert run(*bands) == 0
    assert "Drafts that wait: 1; import again with --approve" in capsys.readouterr().out
    assert run(*bands, "--approve") == 0
    assert "Drafts" not in capsys.readouterr().out

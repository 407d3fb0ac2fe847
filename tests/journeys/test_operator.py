"""The operator sets up a store: from an empty folder to the sentence on the metric page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.running import fresh_database, sinan

from .served import DATA, Visitor, serving

LIGHTS = ("red", "yellow", "green", "one_star", "two_stars", "grey")
HELD = ["03", "07", "08", "09", "10", "11", "12"]
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
    **dict.fromkeys(("F2", "P5", "L1"), "red"),
    **dict.fromkeys(("P1", "P3", "P4"), "yellow"),
    **dict.fromkeys(("F3", "F4"), "green"),
    "P2": "two_stars",
    **dict.fromkeys(("F1", "F5", "C1", "C2", "C3", "P6", "P7"), "grey"),
}
PERSPECTIVES = {
    "financial": (1, 0, 2, 0, 1, 11),
    "customer": (0, 0, 0, 0, 0, 5),
    "internal_process": (1, 2, 1, 0, 2, 2),
    "learning_growth": (0, 0, 0, 0, 0, 0),
}
SENTENCE = "二月 88 辆,低于门槛 162 辆,红灯"
UNCHANGED = re.compile(
    r"New 0, changed 0, unchanged (\d+), refused 0, held (\d+)\. Nothing changed\."
)


class Operator:
    """Somebody at the command line of one installation."""

    def __init__(self, home: Path, database: str) -> None:
        self.home = home
        self.database = database

    def run(self, *words: object, code: int = 0) -> str:
        """Run a command that ends with this exit code; return what it printed."""
        done = sinan(self.home, *map(str, words), DATABASE_URL=self.database)
        assert done.returncode == code, done.stdout + done.stderr
        assert done.stderr == ""
        return done.stdout

    def lights(self, month: str) -> dict[str, Any]:
        """Return the lights of a month."""
        told = self.run("lights", "--store", "S001", "--month", month, "--json")
        answer: dict[str, Any] = json.loads(told)
        return answer


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    home = tmp_path_factory.mktemp("operator") / "home"
    with fresh_database("sinan_operator_test") as database:
        yield Operator(home, database)


@pytest.fixture(scope="module")
def link(operator: Operator) -> str:
    """Return the owner's one-time link of an installation with an empty store."""
    operator.run("init", "--group", "hh", "--name", "和合集团")
    told = operator.run("user", "add", "lin", "--owner", "--link", "--name", "林一帆")
    operator.run("store", "add", "S001", "--name", "云州启明4S店")
    found = re.search(r"http://127\.0\.0\.1:8000(/enter/\S+/)", told)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def store(operator: Operator, link: str) -> Operator:
    """Return the operator after the store's year is in, having seen what the import said."""
    catalogue = operator.run("load-catalogue", DATA, "--store", "S001", "--year", "2016")
    assert catalogue == "New 77, changed 0, unchanged 0, refused 0, held 0.\n"
    told = operator.run(*_bands(), code=1).splitlines()
    wrong = [line for line in told if ": error: " in line]
    assert [re.findall(r"column (\d\d), M13 · 2016-(\d\d) · target", line) for line in wrong] == [
        [(month, month)] for month in HELD
    ]
    assert all("target 1500 is harder to reach than challenge 1 1400" in line for line in wrong)
    assert told[-1].startswith("New 544, changed 0, unchanged 0, refused 0, held 28. ")
    assert told[-1].endswith(" approved: 136.")
    told = operator.run(*_actuals()).splitlines()
    assert told[-1] == "New 23, changed 0, unchanged 0, refused 0, held 0."
    return operator


def _bands() -> tuple[object, ...]:
    return ("import", "bands", DATA / "bands.csv", "--store", "S001", "--year", "2016", "--approve")


def _actuals() -> tuple[object, ...]:
    return ("import", "actuals", DATA / "actuals.csv", "--store", "S001")


def test_february_has_the_lights_of_the_review(store: Operator) -> None:
    lights = store.lights("2016-02")
    lit = {
        code: (metric["value"], metric["light"])
        for code, metric in lights["metrics"].items()
        if metric["value"] is not None
    }
    assert lit == FEBRUARY
    assert len(lights["metrics"]) == 28
    assert {m["light"] for c, m in lights["metrics"].items() if c not in FEBRUARY} == {"grey"}
    assert lights["metrics"]["M3"]["sentence"] == SENTENCE
    assert lights["objectives"] == OBJECTIVES
    assert {
        code: tuple(counts[light] for light in LIGHTS)
        for code, counts in lights["perspectives"].items()
    } == PERSPECTIVES
    assert lights["scorecard"] == dict(zip(LIGHTS, (2, 2, 3, 0, 3, 18), strict=True))
    assert lights["plans"] == {"K1": "yellow", "K2": "red"}


def test_held_months_are_grey_and_their_neighbours_are_not(store: Operator) -> None:
    march = store.lights("2016-03")["metrics"]["M13"]
    assert (march["value"], march["light"]) == ("1789", "grey")
    assert store.lights("2016-01")["metrics"]["M13"]["light"] == "green"


def test_same_files_again_change_nothing(store: Operator) -> None:
    before = store.lights("2016-02")
    for words, code, counted in (
        (("load-catalogue", DATA, "--store", "S001", "--year", "2016"), 0, ("77", "0")),
        (_bands(), 1, ("544", "28")),
        (_actuals(), 0, ("23", "0")),
    ):
        last = store.run(*words, code=code).splitlines()[-1]
        found = UNCHANGED.fullmatch(last)
        assert found is not None, last
        assert found.groups() == counted
    assert store.lights("2016-02") == before


def test_owner_comes_in_by_the_link_and_reads_the_sentence(store: Operator, link: str) -> None:
    with serving(store.home, store.database) as served:
        owner = Visitor(served.url)
        assert "林一帆,欢迎使用" in owner.get(link).words
        weak = owner.send(link, password="12345678", again="12345678")
        assert weak.status == 422
        inside = owner.send(link, password="qingfeng-7-shan", again="qingfeng-7-shan")
        assert inside.status == 200
        assert inside.address.startswith(f"{served.url}/u/hh/scorecard/")
        # The link is used up, for everybody.
        assert Visitor(served.url).get(link).status == 410

        again = Visitor(served.url)
        assert again.sign_in("lin", "qingfeng-7-shen").status == 422
        assert again.sign_in("lin", "qingfeng-7-shan").status == 200
        metric = again.get("/u/S001/scorecard/metrics/M3/?m=2016-02")
        assert metric.status == 200
        assert SENTENCE in metric.words
        assert metric.words.index(SENTENCE) < metric.words.index("挑战值2")
        held = again.get("/u/S001/scorecard/metrics/M13/?m=2016-03").words
        assert "目标值 1,500" in held
        assert "挑战值1 1,400" in held


def test_doctor_finds_the_installation_well(store: Operator) -> None:
    found = json.loads(store.run("doctor", "--json"))
    assert [one for one in found["findings"] if one["level"] == "unsafe"] == []

"""Lights and problems in words, in both languages."""

from decimal import Decimal

import pytest
from django.utils import translation

from sinan.management.scorecard.rules.problems import Place, error
from sinan.management.scorecard.sentences import amount, line_of, sentence
from tests.conftest import Trade
from tests.scorecard.builders import Store

pytestmark = pytest.mark.django_db

FEBRUARY = {
    "M3": (
        "二月 88 辆,低于门槛 162 辆,红灯",
        "February: 88 vehicles, below the threshold of 162 vehicles: red",
    ),
    "M7": (
        "二月 -1,108 元,低于门槛 3,722 元,红灯",
        "February: CN¥-1,108, below the threshold of CN¥3,722: red",
    ),
    "M13": (
        "二月 1,265 条,达到门槛 1,200 条,未达目标 1,300 条,黄灯",
        (
            "February: 1,265 leads, reaches the threshold of 1,200 leads, "
            "misses the target of 1,300 leads: yellow"
        ),
    ),
    "M10": (
        "二月 55.0%,达到目标 50%,未达挑战1 60%,绿灯",
        "February: 55.0%, reaches the target of 50%, misses challenge 1 of 60%: green",
    ),
    "M4": (
        "二月 35.0%,达到挑战2 32%,两星",
        "February: 35.0%, reaches challenge 2 of 32%: two stars",
    ),
    "M1": ("二月 没有数据,灰灯", "February: no data: grey"),
}


def said(store: Store, code: str, month: str = "2016-02", language: str = "zh-hans") -> str:
    with translation.override(language):
        return sentence(store.metric(code, month))


@pytest.mark.parametrize("code", FEBRUARY)
def test_lights_of_february(reference: Store, code: str) -> None:
    assert said(reference, code) == FEBRUARY[code][0]
    assert said(reference, code, language="en") == FEBRUARY[code][1]


def test_held_bands(reference: Store) -> None:
    assert said(reference, "M13", "2016-03") == "三月 1,789 条,四档目标次序颠倒、暂扣待改,灰灯"


@pytest.mark.parametrize(
    ("value", "chinese"),
    [
        ("21.04", "五月 21.0%,高于门槛 16.5%,红灯"),
        ("16.5", "五月 16.5%,达到门槛 16.5%,未达目标 14%,黄灯"),
        ("13", "五月 13.0%,达到挑战1 13%,未达挑战2 12%,一星"),
        ("12", "五月 12.0%,达到挑战2 12%,两星"),
    ],
)
def test_lower_is_better(reference: Store, value: str, chinese: str) -> None:
    reference.bands("M6", [5], "16.5", 14, 13, 12)
    reference.actual("M6", "2016-05", value)
    assert said(reference, "M6", "2016-05") == chinese


def test_bands_that_are_not_there(store: Store) -> None:
    store.actual("M1", "2016-11", 88)
    assert said(store, "M1", "2016-11") == "十一月 88 辆,目标尚未批准,灰灯"
    store.bands("M1", [11], 162, 180, None, 216, approve=False)
    assert said(store, "M1", "2016-11") == "十一月 88 辆,四档目标不全,灰灯"


def test_hidden_figures(reference: Store, trade: Trade) -> None:
    scope = trade.scope("staff")
    with translation.override("zh-hans"):
        assert sentence(reference.metric("M7", "2016-02", scope=scope)) == (
            "二月 红灯,数字需要毛利权限"
        )
        assert sentence(reference.metric("M7", "2016-03", scope=scope)) == "三月 没有数据,灰灯"
    with translation.override("en"):
        told = sentence(reference.metric("M7", "2016-02", scope=scope))
    assert told == "February: red, figures need the right to see margins"


def test_amount_in_a_unit_nobody_translated() -> None:
    with translation.override("en"):
        assert amount(None, "辆") == "—"
        assert amount(Decimal("12.50"), "批") == "12.5 批"
        assert amount(Decimal("12.5"), "万元", 2) == "12.50 CN¥10k"


def test_problem_on_one_line() -> None:
    place = Place(file="bands.csv", row=35, column="03", key="M13 · 2016-03 · target")
    problem = error(
        "bands.out_of_order",
        place,
        easier="target",
        easier_value=1500,
        harder="challenge_1",
        harder_value=1400,
        rows="35, 36",
    )
    with translation.override("en"):
        assert line_of(problem) == (
            "bands.csv, row 35, column 03, M13 · 2016-03 · target: error: Out of order: target 1500"
            " is harder to reach than challenge 1 1400 (rows 35, 36). The month is held as a"
            " draft; correct one of them."
        )
    with translation.override("zh-hans"):
        assert "目标值 1500 比 挑战值1 1400 更难达到" in line_of(problem)

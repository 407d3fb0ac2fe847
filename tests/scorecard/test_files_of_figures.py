"""Bad input in files of bands and actuals: each is told at its place, the rest goes in."""

from decimal import Decimal
from pathlib import Path

import pytest

from sinan.kernel.refusal import Refusal
from sinan.management.scorecard.models import Actual, MonthBands
from tests.scorecard.builders import SMALL, Store, codes, write_catalogue

pytestmark = pytest.mark.django_db

MONTHS = ",".join(f"{month:02d}" for month in range(1, 13))
BANDS = ("threshold", "target", "challenge_1", "challenge_2")


def values() -> dict[tuple[str, int], Decimal]:
    rows = Actual.objects.select_related("metric__definition")
    return {(row.metric.definition.code, row.month): row.value for row in rows}


def bands(metric: str, month: int) -> tuple[Decimal | None, ...]:
    row = MonthBands.objects.get(metric__definition__code=metric, month=month)
    return row.bands.values()


def test_text_in_a_number(store: Store) -> None:
    outcome = store.import_actuals("metric,month,value\nM1,2016-01,八十八\nM1,2016-02,88\n")
    (problem,) = outcome
    assert problem.code == "number.not_a_number"
    assert problem.place.row == 2
    assert problem.place.column == "value"
    assert problem.place.key == "M1 · 2016-01"
    assert values() == {("M1", 2): 88}
    assert (outcome.tally.new, outcome.tally.refused) == (1, 1)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("NaN", "number.not_finite"),
        ("inf", "number.not_finite"),
        ("1e999", "number.not_finite"),
        ("99999999999999", "number.too_large"),
        ("88元", "number.wrong_unit"),
        ("88%", "number.wrong_unit"),
        ("1O8", "number.not_a_number"),
    ],
)
def test_numbers_that_are_none(store: Store, written: str, code: str) -> None:
    outcome = store.import_actuals(f"metric,month,value\nM1,2016-01,{written}\nM1,2016-02,88\n")
    assert codes(outcome) == [code]
    assert values() == {("M1", 2): 88}


@pytest.mark.parametrize(
    ("written", "value"),
    [("-1108", -1108), ("(1,108)", -1108), ("1,108", 1108), ("1108", 1108), ("0.4万元", 4000)],
)
def test_numbers_as_people_write_them(store: Store, written: str, value: int) -> None:
    outcome = store.import_actuals(f'metric,month,value\nM3,2016-01,"{written}"\n')
    assert outcome == []
    assert values() == {("M3", 1): value}


@pytest.mark.parametrize("blank", ["", "-", "—", "暂无", " "])
def test_blanks_and_placeholders_are_skipped(store: Store, blank: str) -> None:
    outcome = store.import_actuals(f"metric,month,value\nM1,2016-01,{blank}\nM1,2016-02,88\n")
    assert outcome == []
    assert values() == {("M1", 2): 88}


def test_unknown_metric(store: Store) -> None:
    outcome = store.import_actuals("metric,month,value\nM99,2016-02,1\n,2016-02,1\nM1,2016-02,88\n")
    assert [(p.code, p.place.row) for p in outcome] == [
        ("metric.unknown", 2),
        ("metric.missing", 3),
    ]
    assert values() == {("M1", 2): 88}


def test_metric_by_its_name(store: Store) -> None:
    assert store.import_actuals("指标,月份,实际值\n销量,2016年2月,88\n") == []
    assert values() == {("M1", 2): 88}


def test_name_of_two_metrics(store: Store, tmp_path: Path) -> None:
    rows = [*SMALL["metrics.csv"], "M_1,P1,sales,销量,Other,辆,higher,0,sum,"]
    store.load(write_catalogue(tmp_path / "catalogue", metrics=rows))
    outcome = store.import_actuals(
        "metric,month,value\n销量,2016-01,1\nm1,2016-01,1\nM1,2016-02,88\nM_1,2016-02,89\n"
    )
    assert [(p.code, p.params["codes"]) for p in outcome] == [("metric.ambiguous", "M1, M_1")] * 2
    assert values() == {("M1", 2): 88, ("M_1", 2): 89}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2016-13", "month.outside"),
        ("2016-00", "month.outside"),
        ("2016", "month.malformed"),
        ("3月", "month.malformed"),
        ("2016.1", "month.malformed"),
        ("2016-02-29", "month.malformed"),
        ("", "text.missing"),
        ("1899-01", "year.malformed"),
        ("9999-01", "year.malformed"),
    ],
)
def test_month_that_is_none(store: Store, written: str, code: str) -> None:
    outcome = store.import_actuals(f"metric,month,value\nM1,{written},1\nM1,2016-02,88\n")
    assert [(p.code, p.place.row, p.place.column) for p in outcome] == [(code, 2, "month")]
    assert values() == {("M1", 2): 88}


@pytest.mark.parametrize("written", ["2016-02", "2016/2", "2016年2月", "201602", "2016/2/1"])
def test_months_as_people_write_them(store: Store, written: str) -> None:
    assert store.import_actuals(f"metric,month,value\nM1,{written},88\n") == []
    assert values() == {("M1", 2): 88}


def test_same_cell_twice_with_equal_values(store: Store) -> None:
    outcome = store.import_actuals("metric,month,value\nM1,2016-02,88\nM1,2016-02,88.0\n")
    assert [(p.code, p.severity, p.place.row, p.params) for p in outcome] == [
        ("twice.equal", "note", 3, {"row": 2})
    ]
    assert outcome.complete
    assert values() == {("M1", 2): 88}


def test_same_cell_twice_with_different_values(store: Store) -> None:
    outcome = store.import_actuals(
        "metric,month,value\nM1,2016-02,88\nM1,2016-02,89\nM1,2016-03,90\n"
    )
    assert [(p.code, p.place.row) for p in outcome] == [
        ("twice.different", 2),
        ("twice.different", 3),
    ]
    assert values() == {("M1", 3): 90}


def test_percent_as_written_as_points_and_as_fractions(store: Store) -> None:
    text = "metric,month,value\nM2,2016-01,39%\nM2,2016-02,39\nM2,2016-03,0.39\n"
    assert store.import_actuals(text) == []
    assert values() == {("M2", 1): 39, ("M2", 2): 39, ("M2", 3): Decimal("0.39")}


def test_fractions(store: Store) -> None:
    outcome = store.import_actuals(
        "metric,month,value\nM2,2016-01,39%\nM2,2016-02,0.39\nM1,2016-02,1\n", fractions=True
    )
    assert outcome == []
    assert values() == {("M2", 1): 39, ("M2", 2): 39, ("M1", 2): 1}


def test_bare_numbers_that_look_like_fractions_are_asked_about(store: Store) -> None:
    outcome = store.import_actuals("metric,month,value\nM2,2016-01,0.27\nM2,2016-02,0.35\n")
    assert [(p.code, p.severity) for p in outcome] == [("percent.like_fractions", "warning")]
    assert outcome.complete
    assert values() == {("M2", 1): Decimal("0.27"), ("M2", 2): Decimal("0.35")}


def test_parts(store: Store) -> None:
    outcome = store.import_actuals(
        "指标,月份,数值,分子,分母\nM2,2016-01,,74,289\nM3,2016-01,,1.2万元,10辆\nM2,2016-02,,10%,20\n"
    )
    assert codes(outcome) == ["actual.part_in_percent"]
    assert values() == {("M2", 1): Decimal("25.605536"), ("M3", 1): 1200}


def test_actuals_without_a_column_of_values(store: Store) -> None:
    with pytest.raises(Refusal, match=r"table\.columns_missing"):
        store.import_actuals("metric,month,reported\nM1,2016-01,1\n")


def wide(*rows: str) -> str:
    return f"metric,band,year,{MONTHS}\n" + "\n".join(rows) + "\n"


def four(metric: str, *values: str) -> list[str]:
    return [f"{metric},{band},,{','.join([value] * 12)}" for band, value in zip(BANDS, values)]  # noqa: B905


def test_bands_with_a_bad_cell(store: Store) -> None:
    rows = four("M1", "10", "20", "30", "40")
    rows[1] = "M1,target,,20,x," + ",".join(["20"] * 10)
    outcome = store.import_bands(wide(*rows))
    assert [(p.code, p.place.key) for p in outcome] == [
        ("number.not_a_number", "M1 · 2016-02 · target"),
        ("bands.incomplete", "M1 · 2016-02 · threshold"),
    ]
    assert bands("M1", 1) == (10, 20, 30, 40)
    assert bands("M1", 2) == (10, None, 30, 40)
    assert outcome.tally.approved == 11


def test_bands_in_chinese_gb18030_with_semicolons(store: Store) -> None:
    months = ";".join(f"{month}月" for month in range(1, 13))
    names = ("门槛值", "目标值", "挑战值1", "挑战值2")
    rows = [
        f"销量;{name};;" + ";".join([str(10 * place)] * 12) for place, name in enumerate(names, 1)
    ]
    text = f"指标;档位;年度;{months}\n" + "\n".join(rows)
    assert store.import_bands(text.encode("gb18030")) == []
    assert bands("M1", 12) == (10, 20, 30, 40)


def test_bands_of_an_unknown_metric_or_band(store: Store) -> None:
    rows = [
        *four("M1", "10", "20", "30", "40"),
        "M99,target,,1" + "," * 11,
        "M1,stretch,,1" + "," * 11,
    ]
    outcome = store.import_bands(wide(*rows))
    assert [(p.code, p.place.row) for p in outcome] == [("metric.unknown", 6), ("band.unknown", 7)]
    assert outcome.tally.approved == 12


def test_month_column_outside_the_year(store: Store) -> None:
    text = "metric,band,01,13,2017-01,备注\n" + "".join(
        f"M1,{band},{value},1,1,x\n" for band, value in zip(BANDS, "1234", strict=True)
    )
    outcome = store.import_bands(text)
    assert [(p.code, p.severity, p.place.column) for p in outcome] == [
        ("month.outside", "error", "13"),
        ("month.outside", "error", "2017-01"),
        ("table.column_unknown", "note", "备注"),
    ]
    assert bands("M1", 1) == (1, 2, 3, 4)


def test_bands_without_any_month(store: Store) -> None:
    with pytest.raises(Refusal, match=r"table\.columns_missing"):
        store.import_bands("metric,band,value\nM1,target,1\n")


def test_row_of_bands_twice(store: Store) -> None:
    rows = four("M1", "10", "20", "30", "40")
    outcome = store.import_bands(wide(*rows, rows[1]))
    assert [(p.code, p.place.row, p.params) for p in outcome] == [("twice.equal", 6, {"row": 3})]
    changed = rows[1].replace("target,,20", "target,,21")
    outcome = store.import_bands(wide(*rows, changed))
    assert [(p.code, p.place.row) for p in outcome if p.is_error] == [
        ("twice.different", 3),
        ("twice.different", 6),
    ]
    assert outcome[0].place.key == "M1 · 2016-01 · target"


def test_percent_bands_as_fractions(store: Store) -> None:
    text = "metric,band,01,02\n" + "".join(
        f"M2,{band},{value},{value}\n"
        for band, value in zip(BANDS, ("0.15", "0.18", "0.2", "22%"), strict=True)
    )
    store.import_bands(text, fractions=True)
    assert bands("M2", 1) == (15, 18, 20, 22)


def test_ragged_row_loses_nothing_else(store: Store) -> None:
    outcome = store.import_actuals("metric,month,value\nM1,2016-01\nM1,2016-02,88\n")
    assert [(p.code, p.place.row) for p in outcome] == [("table.row_ragged", 2)]
    assert values() == {("M1", 2): 88}


def test_blank_band_is_no_unknown_one(store: Store) -> None:
    outcome = store.import_bands("metric,band,02\nM1,,162\n")
    (problem,) = outcome
    assert (problem.code, problem.place.row, problem.place.column) == ("text.missing", 2, "band")

"""Workbooks of bands, actuals and catalogues, above all the one with every trap."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from sinan.kernel.refusal import Refusal
from sinan.management.scorecard.commands import COMMANDS
from sinan.management.scorecard.models import Actual, MonthBands
from sinan.site.command import parser
from tests.base.workbooks import workbook
from tests.conftest import Trade
from tests.scorecard.builders import REFERENCE, SMALL, Store, codes

pytestmark = pytest.mark.django_db

TRAPS = REFERENCE / "traps.xlsx"
ACTUALS = ("import", "actuals", TRAPS, "--store", "S1")


def run(*words: object) -> int:
    given = parser(COMMANDS).parse_args([str(word) for word in words])
    with translation.override("en"):
        code: int = given.command.run(given)
    return code


def values() -> dict[tuple[str, int], Decimal]:
    rows = Actual.objects.select_related("metric__definition")
    return {(row.metric.definition.code, row.month): row.value for row in rows}


def bands(metric: str, month: int) -> tuple[Decimal | None, ...]:
    return MonthBands.objects.get(metric__definition__code=metric, month=month).bands.values()


@pytest.fixture
def catalogue(trade: Trade, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("load-catalogue", REFERENCE, "--store", "S1", "--year", "2016") == 0
    capsys.readouterr()


@pytest.mark.usefixtures("catalogue")
def test_bands_of_the_workbook_with_every_trap(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "bands", TRAPS, "--store", "S1", "--year", "2016", "--approve") == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "traps.xlsx: note: Read was the sheet “指标”; not read: 实际值."
    assert told[-3:] == [
        (
            "traps.xlsx, row 16, column metric: error: "
            "M28 is no metric of this scorecard; check the code."
        ),
        ("traps.xlsx, row 17, column metric: note: “合计” is a row of totals and was left out."),
        ("New 169, changed 0, unchanged 0, refused 1, held 0. Months and years approved: 39."),
    ]
    errors = [line for line in told if ": error: " in line and "row 11" not in line]
    assert len(errors) == 1
    assert bands("M4", 1) == (27, 29, 30, 31)
    assert bands("M7", 2) == (3722, 4722, 4872, 4902)
    assert bands("M8", 12) == (Decimal("9.21"), Decimal("9.31"), Decimal("9.41"), Decimal("9.51"))
    assert bands("M1", 3) == (None, 10, None, None)


@pytest.mark.usefixtures("catalogue")
def test_actuals_of_the_workbook_with_every_trap(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*ACTUALS, "--year", "2016") == 0
    told = capsys.readouterr().out.splitlines()
    assert "traps.xlsx: note: Read was the sheet “实际值”; not read: 指标." in told
    assert [line for line in told if "年度" in line] == [
        (
            "traps.xlsx, row 1, column 年度: note: "
            "The column “年度” was not imported; only months are."
        ),
        ("traps.xlsx, row 2, column 年度: note: 377 is the sum of the months (year to date)."),
    ]
    # 0.27 without a percent format may be either; the import asks.
    assert [line for line in told if ": warning: " in line and "--fractions" in line]
    assert values() == {
        ("M3", 1): 289,
        ("M3", 2): 88,
        ("M4", 1): Decimal("0.27"),
        ("M4", 2): Decimal("0.35"),
        ("M4", 3): Decimal("0.18"),
        ("M6", 1): Decimal("10.5"),
        ("M6", 2): Decimal("0.19"),
        ("M7", 1): 3918,
        ("M7", 2): -1108,
        **{("M8", month): Decimal("9.53") for month in (1, 2, 3)},
        ("M12", 1): 502,
    }
    assert run(*ACTUALS, "--year", "2016", "--fractions") == 0
    assert values()["M4", 1] == 27
    assert values()["M6", 1] == Decimal("10.5")
    assert values()["M6", 2] == 19
    capsys.readouterr()
    assert run(*ACTUALS, "--year", "2016", "--fractions") == 0
    assert capsys.readouterr().out.endswith("Nothing changed.\n")


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "The column “1月” does not say its year; import again with --year."),
        (("--year", "2016", "--sheet", "指标"), "This table has a column of bands"),
        (("--year", "2016", "--sheet", "二月"), "no sheet “二月”; there are: 指标, 实际值."),
        (("--year", "2015"), "S1 has no scorecard for 2015"),
    ],
)
def test_nothing_goes_in(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*ACTUALS, *words) == 1
    assert told in capsys.readouterr().out
    assert values() == {}


@pytest.mark.usefixtures("catalogue")
def test_year_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*ACTUALS, "--year", "16") == 2
    assert "16 is not a year" in capsys.readouterr().err


def test_wide_text_with_years_in_its_headings(store: Store) -> None:
    outcome = store.import_actuals(
        "指标,2016年,2016-01,2016年2月,201603\nM1,5,1,2,x\n合计,1,1,1,1\n"
    )
    assert codes(outcome) == [
        "actuals.year_left_out",
        "number.not_a_number",
        "table.total_row",
    ]
    assert values() == {("M1", 1): 1, ("M1", 2): 2}


def test_wide_month_that_is_none(store: Store) -> None:
    outcome = store.import_actuals("指标,2016-13,2016-01\nM1,1,2\nM9,1,2\n,1,2\n")
    assert [(p.code, p.place.row) for p in outcome] == [
        ("month.outside", 1),
        ("metric.unknown", 3),
        ("metric.missing", 4),
    ]
    assert values() == {("M1", 1): 2}


def test_month_twice_in_two_spellings(store: Store) -> None:
    with pytest.raises(Refusal) as caught:
        store.import_actuals("metric,2016-01,201601\nM1,1,2\n")
    assert caught.value.code == "table.column_twice"


def test_table_of_bands_is_no_table_of_actuals(store: Store) -> None:
    with pytest.raises(Refusal) as caught:
        store.import_actuals("指标,档位,2016-01\nM1,目标值,1\n")
    assert caught.value.code == "actuals.are_bands"


def test_formula_costs_its_cell_and_no_other(store: Store) -> None:
    content = workbook(
        [["metric", "month", "value"], ["M1", "2016-01", "=80+8"], ["M1", "2016-02", 88]]
    )
    (problem,) = store.import_actuals(content)
    assert (problem.code, problem.place.row, problem.place.column) == (
        "workbook.formula",
        2,
        "value",
    )
    assert problem.place.key == "M1 · 2016-01"
    assert values() == {("M1", 2): 88}


def test_catalogue_of_workbooks(store: Store, tmp_path: Path) -> None:
    for name, lines in SMALL.items():
        rows = [line.split(",") for line in lines]
        (tmp_path / name).with_suffix(".xlsx").write_bytes(workbook(rows))
    assert store.load(tmp_path).tally.unchanged == 6


def test_row_with_a_formula_removes_nothing_from_the_catalogue(
    store: Store, tmp_path: Path
) -> None:
    for name, lines in SMALL.items():
        rows = [line.split(",") for line in lines]
        if name == "metrics.csv":
            rows[1][0] = '="M"&1'
        (tmp_path / name).with_suffix(".xlsx").write_bytes(workbook(rows))
    outcome = store.load(tmp_path)
    assert [(p.code, p.place.file, p.place.column) for p in outcome] == [
        ("workbook.formula", "metrics.xlsx", "code")
    ]
    assert store.metric("M1", "2016-02").info.code == "M1"

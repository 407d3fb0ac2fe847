"""Actuals going in: values, parts, doubts."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from sinan.base.audit.queries import history_of
from sinan.kernel.month import Month
from sinan.management.scorecard.api import ActualCell, put_actuals
from sinan.management.scorecard.models import Actual, ScorecardMetric
from sinan.management.scorecard.rules.figures import value_of_parts
from tests.conftest import NOW, Trade
from tests.scorecard.builders import Store, codes

pytestmark = pytest.mark.django_db


def kept() -> tuple[Decimal, Decimal | None, Decimal | None]:
    row = Actual.objects.get()
    return row.value, row.numerator, row.denominator


def test_value(store: Store) -> None:
    outcome = store.actual("M1", "2016-02", 88)
    row = Actual.objects.get()
    assert outcome == []
    assert (row.value, row.source, row.source_name) == (88, "imported", "actuals.csv")
    assert (row.unit_id, row.entered_at, row.entered_by) == (store.unit.pk, NOW, None)


def test_value_comes_from_its_parts(store: Store) -> None:
    store.actual("M2", "2016-01", None, 74, 289)
    assert kept() == (Decimal("25.605536"), 74, 289)
    assert store.metric("M2", "2016-01").judgement.value == Decimal("25.6")


def test_parts_of_an_amount_are_not_made_a_percentage(store: Store) -> None:
    store.actual("M3", "2016-01", None, 1000, 8)
    assert kept()[0] == 125


def test_kept_quotient_rounds_as_the_exact_one_does() -> None:
    exact = (Decimal("250499999996"), Decimal("1000000000000"))
    value = value_of_parts(*exact, percent=True, precision=1)
    assert value == Decimal("25.049999")


def test_value_that_differs_from_its_parts_is_kept_and_told(store: Store) -> None:
    outcome = store.actual("M2", "2016-01", 27, 74, 289)
    assert codes(outcome) == ["actual.differs_from_parts"]
    assert outcome[0].params["recomputed"] == Decimal("25.6")
    metric = store.metric("M2", "2016-01")
    assert metric.judgement.value == 27
    assert metric.recomputed is not None
    assert metric.recomputed.value == Decimal("25.6")


@pytest.mark.parametrize("parts", [(74, None), (None, 289)])
def test_one_part_alone_is_refused(store: Store, parts: tuple[int | None, int | None]) -> None:
    outcome = store.actual("M2", "2016-01", 27, *parts)
    assert codes(outcome) == ["actual.one_part"]
    assert not Actual.objects.exists()


def test_nothing_out_of_nothing_is_no_data(store: Store) -> None:
    outcome = store.actual("M2", "2016-01", None, 0, 0)
    assert codes(outcome) == ["actual.no_data"]
    assert outcome.complete
    assert not Actual.objects.exists()


def test_something_out_of_nothing_is_refused(store: Store) -> None:
    outcome = store.actual("M2", "2016-01", None, 5, 0)
    assert codes(outcome) == ["actual.divided_by_zero"]
    assert not outcome.complete


def test_changed_value_says_what_it_was(store: Store) -> None:
    store.actual("M1", "2016-02", 88)
    outcome = store.actual("M1", "2016-02", "89.5")
    assert outcome.tally.changed == 1
    newest = history_of(ScorecardMetric.objects.all())[0]
    assert newest.deed == "scorecard.actual.changed"
    assert newest.values == {
        "month": "2016-02",
        "value": ["88", "89.5"],
        "source": "actuals.csv",
    }


def test_same_value_leaves_parts_and_ledger_alone(store: Store) -> None:
    store.actual("M2", "2016-01", 27, 74, 289)
    outcome = store.actual("M2", "2016-01", 27)
    assert outcome == []
    assert outcome.tally.unchanged == 1
    assert kept() == (27, 74, 289)
    assert len(history_of(ScorecardMetric.objects.all())) == 1


def test_parts_of_a_former_value_do_not_stay(store: Store) -> None:
    store.actual("M2", "2016-01", 27, 74, 289)
    outcome = store.actual("M2", "2016-01", 28)
    assert codes(outcome) == ["actual.parts_dropped"]
    assert kept() == (28, None, None)


def test_negative_values_are_values(store: Store) -> None:
    store.bands("M3", [2], 3722, 4722, 4872, 4902)
    store.actual("M3", "2016-02", -1108)
    assert store.metric("M3", "2016-02").light == "red"


def test_percent_over_a_hundred_only_warns(store: Store) -> None:
    outcome = store.actual("M2", "2016-02", 110)
    assert codes(outcome) == ["percent.over_hundred"]
    assert kept()[0] == 110


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        (("1E15",), "number.too_large"),
        (("0.1234567",), "number.too_precise"),
        ((None, "1E11", "0.000001"), "number.too_large"),
        (("NaN",), "number.not_finite"),
        (("Infinity",), "number.not_finite"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    store: Store, figures: tuple[str | None, ...], code: str
) -> None:
    assert codes(store.actual("M2", "2016-02", *figures)) == [code]
    assert not Actual.objects.exists()


def test_year_without_a_scorecard(store: Store) -> None:
    outcome = store.actual("M1", "2017-02", 88)
    assert codes(outcome) == ["scorecard.none_that_year"]
    assert outcome.tally.refused == 1


def test_unknown_metric(store: Store) -> None:
    assert codes(store.actual("M99", "2016-02", 88)) == ["metric.unknown"]


def test_same_cell_twice(store: Store) -> None:
    def cell(value: int) -> ActualCell:
        return ActualCell(metric="M1", month=Month(2016, 2), value=Decimal(value))

    assert codes(store.put_actuals([cell(88), cell(88)])) == ["twice.equal"]
    assert kept()[0] == 88
    outcome = store.put_actuals([cell(90), cell(91)])
    assert codes(outcome) == ["twice.different"] * 2
    assert kept()[0] == 88


def test_scope_without_the_store_finds_no_scorecard(store: Store, trade: Trade) -> None:
    cell = ActualCell(metric="M1", month=Month(2016, 2), value=Decimal(88))
    outcome = put_actuals(
        unit=store.unit,
        cells=[cell],
        by=trade.scope("store_manager", at=trade.sister),
        at=NOW,
        source="entered",
        source_name="",
    )
    assert codes(outcome) == ["scorecard.none_that_year"]


def test_statements_do_not_grow_with_cells(
    store: Store, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cells = [
        ActualCell(metric=metric, month=Month(2016, month), value=Decimal(month))
        for metric in ("M1", "M2", "M3")
        for month in range(1, 13)
    ]
    with django_assert_max_num_queries(10):
        store.put_actuals(cells)
    assert Actual.objects.count() == 36

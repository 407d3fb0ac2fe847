"""Exact decimals in the database, on both engines."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F, Sum

from sinan.base.database.fields import MoneyField, ScaledField, scaled
from sinan.kernel.refusal import Refusal
from sinan.management.scorecard.models import Actual
from tests.base.builders import scorecard_of
from tests.conftest import Trade

PLACES = 6


@pytest.fixture
def actual(trade: Trade) -> Actual:
    return scorecard_of(trade.store, trade.group).actual


def test_thousand_times_ten_cents_are_a_hundred(actual: Actual) -> None:
    row = Actual.objects.filter(pk=actual.pk)
    row.update(value=Decimal(0))
    for _ in range(1000):
        row.update(value=F("value") + scaled(Decimal("0.10"), places=PLACES))
    assert Actual.objects.filter(value=Decimal(100)).get() == actual
    assert Actual.objects.get(pk=actual.pk).value == Decimal(100)


def test_three_times_ten_cents_leave_exactly_nothing_of_thirty(actual: Actual) -> None:
    Actual.objects.filter(pk=actual.pk).update(value=Decimal("0.30"))
    taken = [
        Actual.objects.filter(pk=actual.pk, value__gte=Decimal("0.10")).update(
            value=F("value") - scaled(Decimal("0.10"), places=PLACES)
        )
        for _ in range(4)
    ]
    assert taken == [1, 1, 1, 0]
    assert Actual.objects.get(pk=actual.pk).value == 0


def test_sum_in_the_database_is_exact(actual: Actual) -> None:
    Actual.objects.filter(pk=actual.pk).update(value=Decimal("0.1"))
    for month in (3, 4):
        Actual.objects.create(
            unit_id=actual.unit_id, metric_id=actual.metric_id, month=month, value=Decimal("0.1"),
            source="entered", entered_at=actual.entered_at,
        )  # fmt: skip
    total = Actual.objects.aggregate(total=Sum("value"))["total"]
    assert isinstance(total, Decimal)
    assert total == Decimal("0.3")


def test_database_holds_a_whole_number(actual: Actual) -> None:
    Actual.objects.filter(pk=actual.pk).update(value=Decimal("-12.345678"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM scorecard_actual")
        assert cursor.fetchone()[0] == -12345678


@pytest.mark.parametrize("value", ["0.0000001", "1E+30", "NaN", "Infinity"])
def test_value_that_would_have_to_change_is_refused(actual: Actual, value: str) -> None:
    with pytest.raises(Refusal):
        Actual.objects.filter(pk=actual.pk).update(value=Decimal(value))


def test_money_is_fen() -> None:
    field = MoneyField()
    assert field.get_prep_value(Decimal("1234.56")) == 123456
    assert field.get_prep_value("0.1") == 10
    assert field.from_db_value(-5, None, None) == Decimal("-0.05")
    assert field.from_db_value(None, None, None) is None
    assert str(field.from_db_value(100, None, None)) == "1.00"


@pytest.mark.parametrize("value", [0.1, "ten", object(), [], "1,5"])
def test_money_is_not_a_float_nor_a_word(value: object) -> None:
    with pytest.raises(ValidationError):
        MoneyField().to_python(value)


def test_form_refuses_a_third_decimal() -> None:
    with pytest.raises(ValidationError, match="2"):
        MoneyField().clean(Decimal("1.005"), None)
    assert MoneyField().clean("1.05", None) == Decimal("1.05")


def test_migrations_keep_the_places() -> None:
    assert ScaledField(places=4).deconstruct()[3]["places"] == 4
    assert [error.id for error in ScaledField(places=-1, name="x").check()][-1:] == ["sinan.E001"]


def test_form_field_has_the_places() -> None:
    assert MoneyField().formfield().decimal_places == 2

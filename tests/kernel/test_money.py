from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinan.kernel.money import scale, to_fen, to_yuan, unscale
from sinan.kernel.refusal import Refusal

signed_64 = st.integers(-(2**63), 2**63 - 1)


@given(signed_64, st.integers(0, 8))
def test_there_and_back(number: int, places: int) -> None:
    assert scale(unscale(number, places), places) == number
    assert to_fen(to_yuan(number)) == number


@pytest.mark.parametrize(
    ("yuan", "fen"),
    [
        ("0.30", 30),
        ("0.1", 10),
        ("-1108", -110800),
        ("1.5000", 150),
        ("1E+3", 100000),
        ("0", 0),
        ("0E+999999", 0),
        ("-0.00", 0),
        ("92233720368547758.07", 2**63 - 1),
        ("-92233720368547758.08", -(2**63)),
    ],
)
def test_to_fen(yuan: str, fen: int) -> None:
    assert to_fen(Decimal(yuan)) == fen


def test_to_yuan_keeps_two_decimals() -> None:
    assert str(to_yuan(150)) == "1.50"
    assert str(to_yuan(0)) == "0.00"
    assert str(unscale(-5, 3)) == "-0.005"


@pytest.mark.parametrize(
    ("yuan", "code"),
    [
        ("0.305", "money.too_precise"),
        ("1E-999999", "money.too_precise"),
        ("92233720368547758.08", "number.too_large"),
        ("1E+999999", "number.too_large"),
        ("NaN", "number.not_finite"),
        ("Infinity", "number.not_finite"),
    ],
)
def test_to_fen_declines(yuan: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        to_fen(Decimal(yuan))
    assert refused.value.code == code


def test_scale_declines() -> None:
    with pytest.raises(Refusal) as refused:
        scale(Decimal("0.1234"), 3)
    assert refused.value.code == "number.too_precise"
    assert refused.value.params == {"text": "0.1234", "places": 3}
    with pytest.raises(Refusal) as refused:
        scale(Decimal(2**63), 0)
    assert refused.value.code == "number.too_large"

"""Cells as people fill them in, kind and unkind."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinan.kernel.lights import round_half_up
from sinan.kernel.numbers import (
    Number,
    convert,
    format_number,
    fraction_like,
    parse_number,
)
from sinan.kernel.refusal import Refusal


def read(text: str) -> Number:
    number = parse_number(text)
    assert number is not None
    return number


BLANK = [
    *("", " ", "\u3000", "\t\r\n", "\ufeff", "-", "--", "－", "\u2212", "—", "——", "–", "/", "／"),
    *("N/A", "n/a", "#N/A", "Ｎ／Ａ", "无", "待填", " 待定 ", "暂无", "…", "……", "null", "None"),
]


@pytest.mark.parametrize("text", BLANK)
def test_placeholders_are_no_number(text: str) -> None:
    assert parse_number(text) is None


VALUES = [
    ("88", "88", ""),
    ("-1108", "-1108", ""),
    ("+5", "5", ""),
    ("0.50", "0.50", ""),
    (".5", "0.5", ""),
    ("007", "7", ""),
    ("-0", "0", ""),
    ("  12\n", "12", ""),
    ("\ufeff12\u200b", "12", ""),
    ("３６１２", "3612", ""),
    ("－１１０８", "-1108", ""),
    ("＋３．５", "3.5", ""),
    ("\u22121108", "-1108", ""),
    ("3,612", "3612", ""),
    ("43,769.5", "43769.5", ""),
    ("３，６１２", "3612", ""),
    ("3，612", "3612", ""),
    ("(1,108)", "-1108", ""),
    ("（1,108）", "-1108", ""),
    ("(1,108)元", "-1108", "元"),
    ("(1,108元)", "-1108", "元"),
    ("¥100", "100", "元"),
    ("￥100", "100", "元"),
    ("¥ 1,000.50", "1000.50", "元"),
    ("-¥5", "-5", "元"),
    ("¥-5", "-5", "元"),
    ("¥(5)", "-5", "元"),
    ("￥10万元", "10", "万元"),
    ("120万元", "120", "万元"),
    ("502条", "502", "条"),
    ("5 台次", "5", "台次"),
    ("39%", "39", "%"),
    ("10.5%", "10.5", "%"),
    ("３９％", "39", "%"),
    ("39 %", "39", "%"),
    ("(5%)", "-5", "%"),
    ("-5%", "-5", "%"),
    *((f"7{unit}", "7", unit) for unit in ("辆", "分", "台", "批", "个", "人", "次", "天")),
    ("1e3", "1000", ""),
    ("1E+3", "1000", ""),
    ("12345e-3", "12.345", ""),
    ("1.5e11", "150000000000", ""),
    ("0e999999999999", "0", ""),
    ("999999999999.999999", "999999999999.999999", ""),
    ("1.123456000000", "1.123456", ""),
]


@pytest.mark.parametrize(("text", "value", "unit"), VALUES)
def test_read(text: str, value: str, unit: str) -> None:
    number = read(text)
    assert number == Number(Decimal(value), unit == "%", unit)
    assert "E" not in str(number.value)


NOT_A_NUMBER = [
    *("abc", "1O8", "88 89", "1,23", "4,37,69", "1234,567", "0,612", ",123", "1,", "1,234,", "5."),
    *(
        "1_000",
        "0x1f",
        "- 5",
        "--5",
        "+-5",
        "(5",
        "5)",
        "(-5)",
        "-(5)",
        "()",
        "%",
        "¥",
        "元",
        "-元",
    ),
    *(
        "5kg",
        "5%%",
        "5%辆",
        "(5%)元",
        "¥5辆",
        "5‰",
        "2月29日",
        "3-31",
        "12:30",
        "1/2",
        "½",
        "1.2.3",
    ),
    *("٣٤", "१२", "88²", "88①", "⑳", "一百", "\x00", "5\x00", "\ud800", "5\udfff", "1e", "e5"),
    *("#DIV/0!", "#REF!", "=1+1", "True", "1\n2", "𝟙𝟚"),
]


@pytest.mark.parametrize("text", NOT_A_NUMBER)
def test_everything_else_is_refused(text: str) -> None:
    assert code_of(text) == "number.not_a_number"


def code_of(text: str) -> str:
    with pytest.raises(Refusal) as refused:
        parse_number(text)
    return refused.value.code


@pytest.mark.parametrize(
    "text",
    ["NaN", "nan", "-nan", "sNaN", "inf", "-Infinity", "∞", "1e999", "1e999999999", "-1e400"],
)
def test_not_finite(text: str) -> None:
    assert code_of(text) == "number.not_finite"


@pytest.mark.parametrize("text", ["1000000000000", "-1e12", "1e13", "1" * 60, "9999999999999万元"])
def test_too_large(text: str) -> None:
    assert code_of(text) == "number.too_large"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1234567", "0.123456"),
        ("19.480519480519483", "19.480519"),
        ("-19.4999999", "-19.499999"),
        ("9.210000000000001", "9.21"),
        ("19.4805194805195%", "19.480519"),
        ("1e-7", "0"),
        ("1e-999999999", "0"),
        ("0." + "0" * 50 + "1", "0"),
    ],
)
def test_six_decimals_are_kept(text: str, value: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.value == Decimal(value)


@given(st.decimals(-(10**9), 10**9, places=14), st.integers(0, 5))
def test_what_is_cut_off_changes_no_rounding(written: Decimal, precision: int) -> None:
    number = parse_number(format(written, "f"))
    assert number is not None
    assert round_half_up(number.value, precision) == round_half_up(written, precision)


LONG = 10_000_000


@pytest.mark.parametrize(
    "text",
    [
        *("9" * LONG, "1," * LONG, "\ud800" * LONG, "\ufdfa" * LONG, "(" * LONG, "\x00" * LONG),
        *("1" + " " * LONG + "1", "1e" + "9" * LONG, "1e999999999999999999"),
    ],
    ids=range(9),
)
def test_nothing_costs_time(text: str) -> None:
    started = time.perf_counter()
    with pytest.raises(Refusal):
        parse_number(text)
    assert time.perf_counter() - started < 1


def test_what_is_told_back_is_short_and_fit_to_show() -> None:
    with pytest.raises(Refusal) as refused:
        parse_number("\ud800\x00<b>" + "x" * 100)
    text = refused.value.params["text"]
    assert isinstance(text, str)
    assert text == "\ufffd\ufffd<b>" + "x" * 35 + "…"
    text.encode()


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("120万元", "元", "1200000"),
        ("12.345万元", "元", "123450"),
        ("39185元", "万元", "3.9185"),
        ("0.01元", "万元", "0.000001"),
        ("-¥5", "万元", "-0.0005"),
        ("0万元", "元", "0"),
        ("88", "辆", "88"),
        ("88辆", "辆", "88"),
        ("39%", "%", "39"),
        ("0.39", "%", "0.39"),
        ("5", "", "5"),
    ],
)
def test_convert(text: str, unit: str, value: str) -> None:
    converted = convert(read(text), unit)
    assert converted == Decimal(value)
    assert "E" not in str(converted)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("39%", "元"), ("88辆", "元"), ("5元", "%"), ("5万元", "辆"), ("5台", "台次"), ("5元", "分")],
)
def test_a_unit_that_does_not_fit(text: str, unit: str) -> None:
    with pytest.raises(Refusal) as refused:
        convert(read(text), unit)
    assert refused.value.code == "number.wrong_unit"
    assert refused.value.params == {"unit": read(text).unit, "expected": unit}


def test_converted_out_of_range() -> None:
    with pytest.raises(Refusal) as refused:
        convert(read("100000000万元"), "元")
    assert refused.value.code == "number.too_large"


@pytest.mark.parametrize(
    ("value", "precision", "grouping", "text"),
    [
        ("43769.45", 1, True, "43,769.5"),
        ("43769.45", 1, False, "43769.5"),
        ("-1108", 0, True, "-1,108"),
        ("-0.4", 0, True, "0"),
        ("19.48", 1, True, "19.5"),
        ("1E+6", 2, True, "1,000,000.00"),
        ("0", 2, True, "0.00"),
        ("0.0000004", 7, True, "0.0000004"),
    ],
)
def test_format(value: str, precision: int, grouping: bool, text: str) -> None:
    assert format_number(Decimal(value), precision, grouping=grouping) == text


@pytest.mark.parametrize(
    ("values", "fractions"),
    [
        (["0.39", "0.19"], True),
        (["0.39", "0"], True),
        (["1", "-1"], True),
        (["0.39", "39"], False),
        (["-1.01"], False),
        (["0", "0.0"], False),
        ([], False),
    ],
)
def test_fraction_like(values: list[str], fractions: bool) -> None:
    assert fraction_like(Decimal(value) for value in values) is fractions


@given(st.integers(-(10**18) + 1, 10**18 - 1), st.integers(0, 6), st.booleans())
def test_what_is_written_is_read_again(number: int, places: int, grouping: bool) -> None:
    value = Decimal(number).scaleb(-places)
    if abs(value) < 10**12:
        assert read(format_number(value, places, grouping=grouping)).value == value


@given(st.text(max_size=80) | st.text("0123456789,.-+()eE%¥元万 ", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        number = parse_number(text)
    except Refusal as refusal:
        told = refusal
    else:
        assert number is None or abs(number.value) < 10**12
        return
    assert told.code.startswith("number.")
    str(told.params["text"]).encode()

"""Numbers as people write them into cells: read strictly, and written back."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from sinan.kernel.exact import EXACT, WIDE
from sinan.kernel.lights import round_half_up
from sinan.kernel.refusal import Refusal

PERCENT = "%"
YUAN = "元"
TEN_THOUSAND_YUAN = "万元"
UNITS = (TEN_THOUSAND_YUAN, YUAN, PERCENT, *"辆条分批个人次天", "台次", "台")
MOST_DECIMALS = 6

_TOO_LARGE_DIGITS = 12
# Where a spreadsheet's own numbers end; beyond, a written exponent means "infinite".
_FINITE_DIGITS = 308
_LONGEST = 64
_CLIP = 40
_EXPONENT_DIGITS = 5
_TEN_THOUSAND = Decimal(10_000)

# A closed list, so that a slip such as "1O8" is refused and never read as "nothing yet".
_PLACEHOLDERS = frozenset(
    (
        *("-", "--", "---", "—", "——", "―", "/", "//", "\\", ".", "..", "...", "......"),
        *("n/a", "na", "#n/a", "n.a.", "null", "none", "nil", "tbd"),
        *("无", "暂无", "空", "缺", "待填", "待定", "待补", "待填写", "待录入"),
        *("未填", "未统计", "无数据"),
    )
)
_NOT_FINITE = frozenset(("nan", "snan", "inf", "infinity", "∞"))
_MINUS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
# Pasting brings byte-order marks and zero-width spaces along.
_EDGES = " \t\r\n\u00a0\u3000\u200b\ufeff"
_FULL_WIDTH_DIGITS = range(0xFF10, 0xFF1A)

_PLAIN = r"(?P<plain>(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)"
_UNIT = "|".join(re.escape(unit) for unit in UNITS)
_WRITTEN = re.compile(
    r"(?P<sign>[+-]?)(?P<yuan>¥ *)?(?P<inner>[+-]?)(?P<open>\()?"
    rf"{_PLAIN}(?:e(?P<exponent>[+-]?[0-9]+))?"
    rf" *(?P<within>{_UNIT})?(?P<close>\))? *(?P<unit>{_UNIT})?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """Hold a number as written: "39%" is 39 and percent; `unit` is "" where none stands."""

    value: Decimal
    percent: bool
    unit: str


def parse_number(text: str) -> Number | None:
    """Read a cell; None for a blank one and the usual placeholders.

    Refusals, each with the clipped text: number.not_a_number, number.not_finite,
    number.too_large from 10**12 on. Of decimals the first six are kept, as a spreadsheet's
    quotients have a dozen; the rest is cut off, not rounded, so that the value still rounds to a
    metric's precision (below six) as it would have with all of them.
    """
    bare = text.strip(_EDGES)
    if len(bare) > _LONGEST:
        raise _refused("number.not_a_number", bare)
    plain = bare.lower() if bare.isascii() else _normal(bare)
    if not plain or plain in _PLACEHOLDERS:
        return None
    if plain.lstrip("+-") in _NOT_FINITE:
        raise _refused("number.not_finite", bare)
    written = _WRITTEN.fullmatch(plain)
    if written is None:
        raise _refused("number.not_a_number", bare)
    unit = _unit(written, bare)
    return Number(_value(written, bare), unit == PERCENT, unit)


def convert(number: Number, unit: str) -> Decimal:
    """Give the number in a metric's unit, exactly; one written without a unit fits any.

    Only 万元 and 元 turn into each other. Refusals: number.wrong_unit for a unit that does
    not fit, number.too_large when 万元 come to 10**12 元 or more.
    """
    if number.unit in {"", unit}:
        return number.value
    if (number.unit, unit) == (YUAN, TEN_THOUSAND_YUAN):
        return EXACT.divide(number.value, _TEN_THOUSAND)
    if (number.unit, unit) != (TEN_THOUSAND_YUAN, YUAN):
        raise Refusal("number.wrong_unit", unit=number.unit, expected=unit)
    yuan = EXACT.multiply(number.value, _TEN_THOUSAND)
    if yuan and yuan.adjusted() >= _TOO_LARGE_DIGITS:
        raise _refused("number.too_large", f"{number.value}{number.unit}")
    return yuan


def format_number(value: Decimal, precision: int, *, grouping: bool = True) -> str:
    """Write a value rounded half-up with so many decimals: "43,769.5".

    Raises ValueError for a value that is not finite.
    """
    return format(round_half_up(value, precision), ",f" if grouping else "f")


def fraction_like(values: Iterable[Decimal]) -> bool:
    """Tell whether bare numbers of a percent metric look like fractions (0.39 for 39 %).

    So it is when all that are not zero lie within ±1 and there is at least one such.
    """
    told = [abs(value) <= 1 for value in values if value]
    return bool(told) and all(told)


def _normal(text: str) -> str:
    normal = {sign: unicodedata.normalize("NFKC", sign) for sign in set(text)}
    for sign, plain in normal.items():
        # NFKC would turn the footnote of "88²" or "88①" into one more digit.
        looks_digit = not sign.isascii() and any(one.isdigit() for one in plain)
        if looks_digit and ord(sign) not in _FULL_WIDTH_DIGITS:
            raise _refused("number.not_a_number", text)
    return "".join(normal[sign] for sign in text).lower().translate(_MINUS).strip()


def _unit(written: re.Match[str], text: str) -> str:
    sides = [side for side in (written["within"], written["unit"]) if side is not None]
    unit = sides[0] if sides else ""
    signs = len(written["sign"]) + len(written["inner"]) + len(written["open"] or "")
    closed = (written["open"] is None) == (written["close"] is None)
    if len(sides) > 1 or signs > 1 or not closed:
        raise _refused("number.not_a_number", text)
    if written["yuan"] is None:
        return unit
    if unit not in {"", YUAN, TEN_THOUSAND_YUAN}:
        raise _refused("number.not_a_number", text)
    return unit or YUAN


def _value(written: re.Match[str], text: str) -> Decimal:
    plain = written["plain"].replace(",", "")
    number = Decimal(plain)
    exponent = _exponent(written["exponent"] or "0")
    if not number:
        return Decimal(0)
    # Size is read off the exponents first, so that nothing long is ever written out.
    size = number.adjusted() + exponent
    if size > _FINITE_DIGITS:
        raise _refused("number.not_finite", text)
    if size >= _TOO_LARGE_DIGITS:
        raise _refused("number.too_large", text)
    # Decimals are kept as written, and zeros beyond the sixth are no precision.
    decimals = min(max(len(plain.partition(".")[2]) - exponent, 0), MOST_DECIMALS)
    step = Decimal(1).scaleb(-decimals)
    value = number.scaleb(exponent, WIDE).quantize(step, rounding=ROUND_DOWN, context=WIDE)
    negative = "-" in (written["sign"], written["inner"]) or written["open"] is not None
    return value.copy_negate() if negative else value


def _exponent(written: str) -> int:
    digits = written.lstrip("+-").lstrip("0")
    # int() of many digits costs time; beyond five every answer is the same.
    size = int(digits or "0") if len(digits) <= _EXPONENT_DIGITS else 10**_EXPONENT_DIGITS
    return -size if written.startswith("-") else size


def _refused(code: str, text: str) -> Refusal:
    return Refusal(code, text=_told(text))


def _told(text: str) -> str:
    # What cannot be encoded or shown must not ride along to the page.
    told = "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:_CLIP])
    return told if len(text) <= _CLIP else f"{told}…"

"""Amounts and quantities as the scaled integers that the database keeps."""

from decimal import Decimal, Inexact

from sinan.kernel.exact import EXACT
from sinan.kernel.refusal import Refusal

FEN_PLACES = 2
LARGEST = 2**63 - 1
SMALLEST = -(2**63)

_LARGEST_DIGITS = 19
_CLIP = 40


def to_fen(yuan: Decimal) -> int:
    """Turn 元 into whole 分, exactly.

    Refusals: money.too_precise for parts of a 分; number.too_large beyond signed 64 bit;
    number.not_finite.
    """
    return _scaled(yuan, FEN_PLACES, too_precise="money.too_precise")


def to_yuan(fen: int) -> Decimal:
    """Turn 分 into 元 with two decimals."""
    return unscale(fen, FEN_PLACES)


def scale(value: Decimal, places: int) -> int:
    """Turn a quantity into an integer scaled by 10**places, exactly.

    Refusals: number.too_precise for more decimals than `places`; number.too_large beyond
    signed 64 bit; number.not_finite.
    """
    return _scaled(value, places, too_precise="number.too_precise")


def unscale(number: int, places: int) -> Decimal:
    """Turn an integer scaled by 10**places back into a quantity with so many decimals."""
    return Decimal(number).scaleb(-places, EXACT)


def _scaled(value: Decimal, places: int, *, too_precise: str) -> int:
    if not value.is_finite():
        raise Refusal("number.not_finite", text=_told(value))
    if not value:
        return 0
    # Asked first, so that no exponent is ever written out.
    if value.adjusted() + places >= _LARGEST_DIGITS:
        raise Refusal("number.too_large", text=_told(value))
    try:
        exact = value.quantize(Decimal(1).scaleb(-places, EXACT), context=EXACT)
    except Inexact:
        raise Refusal(too_precise, text=_told(value), places=places) from None
    number = int(exact.scaleb(places, EXACT))
    if not SMALLEST <= number <= LARGEST:
        raise Refusal("number.too_large", text=_told(value))
    return number


def _told(value: Decimal) -> str:
    return str(value)[:_CLIP]

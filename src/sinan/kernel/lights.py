"""What a value is worth: bands, lights, and the rounding that comes before both."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from sinan.kernel.exact import WIDE, finite

Amount = TypeVar("Amount", int, Decimal)


class Light(StrEnum):
    """Name the six lights; grey is "unknown" and never counts as good."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    ONE_STAR = "one_star"
    TWO_STARS = "two_stars"
    GREY = "grey"


class Direction(StrEnum):
    """Tell which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Reason(StrEnum):
    """Tell why a judgement came out as it did."""

    JUDGED = "judged"
    NO_DATA = "no_data"
    NO_BANDS = "no_bands"
    INCOMPLETE_BANDS = "incomplete_bands"
    HELD_BANDS = "held_bands"


BAND_NAMES = ("threshold", "target", "challenge_1", "challenge_2")

# Looking a member up on its enum costs more than the comparisons of a cell of the heat map.
_RED, _YELLOW, _GREEN, _ONE_STAR, _TWO_STARS, _GREY = Light
_LOWER = Direction.LOWER


@dataclass(frozen=True, slots=True)
class Bands:
    """Hold the four bands of one metric and month, in the metric's unit, unrounded.

    Raises ValueError for NaN and the infinities.
    """

    threshold: Decimal | None
    target: Decimal | None
    challenge_1: Decimal | None
    challenge_2: Decimal | None

    def __post_init__(self) -> None:
        for band in self.values():
            if band is not None:
                finite(band)

    def values(self) -> tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]:
        """Give the bands from threshold to challenge 2, the order of `BAND_NAMES`."""
        return (self.threshold, self.target, self.challenge_1, self.challenge_2)

    @property
    def complete(self) -> bool:
        """Tell whether all four bands are there."""
        return None not in self.values()

    @property
    def empty(self) -> bool:
        """Tell whether no band is there at all."""
        return not any(True for _ in _given(self))


@dataclass(frozen=True, slots=True)
class Judgement:
    """Keep a light together with the numbers that gave it.

    `value` is rounded to the metric's precision, `bands` are as they were given.
    """

    light: Light
    value: Decimal | None
    reason: Reason
    bands: Bands | None


def _given(bands: Bands) -> Iterator[tuple[str, Decimal]]:
    for name, band in zip(BAND_NAMES, bands.values(), strict=True):
        if band is not None:
            yield name, band


def out_of_order(bands: Bands, direction: Direction) -> tuple[tuple[str, str], ...]:
    """Name the pairs of neighbouring bands that run the wrong way.

    Missing bands are skipped, so that their neighbours meet; equal neighbours are in order.
    """
    lower = direction == _LOWER
    return tuple(
        (name, following)
        for (name, band), (following, harder) in pairwise(_given(bands))
        if (band < harder if lower else band > harder)
    )


def light_of(  # noqa: PLR0917 - keywords would cost a cell of the heat map its speed
    value: Amount,
    threshold: Amount,
    target: Amount,
    challenge_1: Amount,
    challenge_2: Amount,
    direction: Direction,
) -> Light:
    """Compare a rounded value with its four bands; meeting a band exactly reaches it.

    All five share one unit and one scale: Decimals, or integers scaled alike. Nothing is
    checked here, a heat map calls it for every cell; `judge` is the careful way.
    """
    # A plain "lower" from the database must not pass for "higher", hence `==` and not `is`.
    if direction == _LOWER:
        if value > target:
            return _RED if value > threshold else _YELLOW
        return _GREEN if value > challenge_1 else _ONE_STAR if value > challenge_2 else _TWO_STARS
    if value < target:
        return _RED if value < threshold else _YELLOW
    return _GREEN if value < challenge_1 else _ONE_STAR if value < challenge_2 else _TWO_STARS


def round_half_up(value: Decimal, precision: int) -> Decimal:
    """Round half away from zero to so many decimals, which are all kept; never gives "-0".

    Raises ValueError for a value that is not finite, a negative precision, and numbers of
    more than fifty digits.
    """
    if precision < 0:
        raise ValueError(f"precision below zero: {precision}")
    try:
        place = Decimal(1).scaleb(-precision, WIDE)
        rounded = finite(value).quantize(place, rounding=ROUND_HALF_UP, context=WIDE)
    except InvalidOperation as error:
        raise ValueError("number too long to round") from error
    return rounded if rounded else rounded.copy_abs()


def round_scaled(value: int, places: int, precision: int) -> int:
    """Round half away from zero an integer that is scaled by 10**places; the scale stays."""
    if precision < 0:
        raise ValueError(f"precision below zero: {precision}")
    if precision >= places:
        return value
    step: int = 10 ** (places - precision)
    steps, rest = divmod(abs(value), step)
    rounded = (steps + (2 * rest >= step)) * step
    return rounded if value > 0 else -rounded


def judge(
    value: Decimal | None,
    bands: Bands | None,
    direction: Direction,
    precision: int,
    *,
    held: bool = False,
) -> Judgement:
    """Round the value to the metric's precision, judge that by its bands, and say why.

    `held` tells that an import held the bands back; held bands never give a light. Raises
    ValueError for a value that is not finite.
    """
    if value is None:
        return Judgement(_GREY, None, Reason.NO_DATA, bands)
    rounded = round_half_up(value, precision)
    flaw = Reason.HELD_BANDS if held else _flaw(bands, direction)
    if bands is None or flaw is not None:
        return Judgement(_GREY, rounded, flaw or Reason.NO_BANDS, bands)
    return Judgement(_lit(rounded, bands, direction), rounded, Reason.JUDGED, bands)


def _flaw(bands: Bands | None, direction: Direction) -> Reason | None:
    if bands is None or bands.empty:
        return Reason.NO_BANDS
    if not bands.complete:
        return Reason.INCOMPLETE_BANDS
    return Reason.HELD_BANDS if out_of_order(bands, direction) else None


def _lit(value: Decimal, bands: Bands, direction: Direction) -> Light:
    threshold, target, challenge_1, challenge_2 = (band for _, band in _given(bands))
    return light_of(value, threshold, target, challenge_1, challenge_2, direction)

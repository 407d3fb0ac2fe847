"""What holds for lights whatever the numbers are."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sinan.kernel.lights import (
    Bands,
    Direction,
    Light,
    Reason,
    judge,
    light_of,
    out_of_order,
    round_half_up,
    round_scaled,
)

PLACES = 3
RANK = [Light.RED, Light.YELLOW, Light.GREEN, Light.ONE_STAR, Light.TWO_STARS]
LARGEST = 10**15

scaled = st.integers(-LARGEST, LARGEST) | st.integers(-5000, 5000)
four = st.lists(scaled, min_size=4, max_size=4).map(sorted)
precisions = st.integers(0, PLACES + 1)
directions = st.sampled_from(Direction)


def decimal(number: int) -> Decimal:
    return Decimal(number).scaleb(-PLACES)


def bands(numbers: list[int], direction: Direction = Direction.HIGHER) -> Bands:
    ordered = sorted(numbers, reverse=direction is Direction.LOWER)
    return Bands(*map(decimal, ordered))


@given(scaled, four, precisions)
def test_the_other_direction_is_the_mirror(value: int, numbers: list[int], precision: int) -> None:
    higher = judge(decimal(value), bands(numbers), Direction.HIGHER, precision)
    mirrored = Bands(*(-decimal(number) for number in numbers))
    lower = judge(-decimal(value), mirrored, Direction.LOWER, precision)
    assert lower.light is higher.light
    assert lower.value == -higher.value


@given(scaled, scaled, four, precisions, directions)
def test_a_better_value_never_gets_a_worse_light(
    one: int, other: int, numbers: list[int], precision: int, direction: Direction
) -> None:
    values = sorted((one, other), reverse=direction is Direction.LOWER)
    worse, better = (
        judge(decimal(value), bands(numbers, direction), direction, precision).light
        for value in values
    )
    assert RANK.index(worse) <= RANK.index(better)


@given(four, st.integers(0, 3), directions)
def test_exactly_on_a_band_reaches_it(numbers: list[int], index: int, direction: Direction) -> None:
    given_bands = bands(numbers, direction)
    band = given_bands.values()[index]
    assert band is not None
    light = judge(band, given_bands, direction, PLACES).light
    assert RANK.index(light) >= index + 1


@given(scaled, four, precisions, directions)
def test_the_value_shown_is_the_value_judged(
    value: int, numbers: list[int], precision: int, direction: Direction
) -> None:
    given_bands = bands(numbers, direction)
    first = judge(decimal(value), given_bands, direction, precision)
    again = judge(first.value, given_bands, direction, precision)
    assert first.reason is Reason.JUDGED
    assert again == first


@given(scaled, four, st.integers(0, PLACES), directions)
def test_scaled_integers_get_the_light_of_their_decimals(
    value: int, numbers: list[int], precision: int, direction: Direction
) -> None:
    ordered = sorted(numbers, reverse=direction is Direction.LOWER)
    light = light_of(round_scaled(value, PLACES, precision), *ordered, direction)
    assert light is judge(decimal(value), bands(numbers, direction), direction, precision).light


@given(st.integers(-(10**18), 10**18), st.integers(0, 8), st.integers(0, 10))
def test_rounding_is_the_same_on_scaled_integers(value: int, places: int, precision: int) -> None:
    rounded = round_half_up(Decimal(value).scaleb(-places), precision)
    assert Decimal(round_scaled(value, places, precision)).scaleb(-places) == rounded
    assert rounded.as_tuple().exponent == -precision
    assert not str(rounded).startswith("-0") or rounded


@given(st.lists(st.none() | scaled, min_size=4, max_size=4), directions)
def test_bands_out_of_order_never_light(numbers: list[int | None], direction: Direction) -> None:
    given_bands = Bands(*(None if number is None else decimal(number) for number in numbers))
    light = judge(Decimal(0), given_bands, direction, 0).light
    sound = given_bands.complete and not out_of_order(given_bands, direction)
    assert (light is not Light.GREY) == sound

"""The section on lights, sentence by sentence."""

from decimal import Decimal

import pytest

from sinan.kernel.lights import (
    BAND_NAMES,
    Bands,
    Direction,
    Judgement,
    Light,
    Reason,
    judge,
    light_of,
    out_of_order,
    round_half_up,
    round_scaled,
)

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER


def bands(*values: str | None) -> Bands:
    return Bands(*(None if value is None else Decimal(value) for value in values))


M3 = bands("162", "180", "198", "216")
M6 = bands("21", "19", "18", "17")
M7 = bands("3722", "4722", "4872", "4902")


def lit(value: str, given: Bands, direction: Direction = HIGHER, precision: int = 0) -> str:
    return judge(Decimal(value), given, direction, precision).light.value


HIGHER_IS_BETTER = [
    ("red: below threshold", "161", "red"),
    ("yellow: at threshold", "162", "yellow"),
    ("yellow: above threshold, below target", "179", "yellow"),
    ("green: at target", "180", "green"),
    ("green: above target, below challenge 1", "197", "green"),
    ("one star: at challenge 1", "198", "one_star"),
    ("one star: above challenge 1, below challenge 2", "215", "one_star"),
    ("two stars: at challenge 2", "216", "two_stars"),
    ("two stars: above challenge 2", "1000", "two_stars"),
    ("88 is below the threshold of 162", "88", "red"),
    ("zero is a value", "0", "red"),
    ("negative actuals are values", "-1108", "red"),
]

LOWER_IS_BETTER = [
    ("red: above threshold", "21.1", "red"),
    ("yellow: at threshold", "21", "yellow"),
    ("yellow: below threshold, above target", "19.1", "yellow"),
    ("green: at target", "19", "green"),
    ("green: below target, above challenge 1", "18.1", "green"),
    ("one star: at challenge 1", "18", "one_star"),
    ("one star: below challenge 1, above challenge 2", "17.1", "one_star"),
    ("two stars: at challenge 2", "17", "two_stars"),
    ("two stars: below challenge 2", "10.5", "two_stars"),
    ("zero is a value", "0", "two_stars"),
]


@pytest.mark.parametrize(
    ("value", "light"),
    [row[1:] for row in HIGHER_IS_BETTER],
    ids=[row[0] for row in HIGHER_IS_BETTER],
)
def test_higher_is_better(value: str, light: str) -> None:
    assert lit(value, M3) == light


@pytest.mark.parametrize(
    ("value", "light"),
    [row[1:] for row in LOWER_IS_BETTER],
    ids=[row[0] for row in LOWER_IS_BETTER],
)
def test_every_comparison_is_mirrored_for_lower_is_better(value: str, light: str) -> None:
    assert lit(value, M6, LOWER, precision=1) == light


def test_direction_as_the_database_has_it() -> None:
    numbers = [Decimal(number) for number in (10, 21, 19, 18, 17)]
    assert light_of(*numbers, "lower") is Light.TWO_STARS  # type: ignore[arg-type]


ROUNDING = [
    ("M6: 19.48 is judged as 19.5", "19.48", M6, LOWER, 1, "19.5", "yellow"),
    ("M6: 19.04 is judged as 19.0", "19.04", M6, LOWER, 1, "19.0", "green"),
    ("rounding up reaches a band", "179.5", M3, HIGHER, 0, "180", "green"),
    ("just under half does not", "179.4999999", M3, HIGHER, 0, "179", "yellow"),
    ("half goes away from zero", "-0.5", M3, HIGHER, 0, "-1", "red"),
    ("never minus zero", "-0.4", M3, HIGHER, 0, "0", "red"),
    ("digits of the precision are kept", "20", M6, LOWER, 1, "20.0", "yellow"),
    ("bands are not rounded", "180", bands("1", "180.4", "200", "210"), HIGHER, 0, "180", "yellow"),
]


@pytest.mark.parametrize(
    ("value", "given", "direction", "precision", "shown", "light"),
    [row[1:] for row in ROUNDING],
    ids=[row[0] for row in ROUNDING],
)
def test_the_rounded_value_is_judged_and_shown(
    *, value: str, given: Bands, direction: Direction, precision: int, shown: str, light: str
) -> None:
    judgement = judge(Decimal(value), given, direction, precision)
    assert (str(judgement.value), judgement.light) == (shown, light)
    assert judgement.reason is Reason.JUDGED
    assert judgement.bands is given


NEGATIVE_BANDS = [("-11", "red"), ("-10", "yellow"), ("-5", "green"), ("0", "one_star")]


@pytest.mark.parametrize(("value", "light"), NEGATIVE_BANDS)
def test_negative_bands(value: str, light: str) -> None:
    assert lit(value, bands("-10", "-5", "0", "5")) == light


EQUAL = [
    ("threshold and target equal: never yellow", ("10", "10", "20", "30"), "10", "green"),
    ("challenges equal: never one star", ("10", "15", "20", "20"), "20", "two_stars"),
    ("all four equal: red or two stars", ("10", "10", "10", "10"), "10", "two_stars"),
    ("all four equal, missed", ("10", "10", "10", "10"), "9", "red"),
]


@pytest.mark.parametrize(
    ("given", "value", "light"), [row[1:] for row in EQUAL], ids=[row[0] for row in EQUAL]
)
def test_equal_neighbours_are_allowed(given: tuple[str, ...], value: str, light: str) -> None:
    assert lit(value, bands(*given)) == light


NONSENSE = bands("1200", "1500", "1400", "1500")
SOME = bands("1200", None, "1400", "1500")

GREY = [
    ("no data collected", None, M3, False, Reason.NO_DATA),
    ("no data comes before no bands", None, None, False, Reason.NO_DATA),
    ("no data comes before held bands", None, None, True, Reason.NO_DATA),
    ("no bands approved", "88", None, False, Reason.NO_BANDS),
    ("an empty row of bands is none", "88", bands(None, None, None, None), False, Reason.NO_BANDS),
    ("bands held back by an import", "88", None, True, Reason.HELD_BANDS),
    ("held bands are not judged by", "88", M3, True, Reason.HELD_BANDS),
    ("all four bands are needed", "88", SOME, False, Reason.INCOMPLETE_BANDS),
    ("bands out of order", "1789", NONSENSE, False, Reason.HELD_BANDS),
]


@pytest.mark.parametrize(
    ("value", "given", "held", "reason"), [row[1:] for row in GREY], ids=[row[0] for row in GREY]
)
def test_grey(value: str | None, given: Bands | None, held: bool, reason: Reason) -> None:
    number = None if value is None else Decimal(value)
    assert judge(number, given, HIGHER, 0, held=held) == Judgement(
        Light.GREY, number, reason, given
    )


def test_grey_still_shows_the_value_rounded() -> None:
    assert str(judge(Decimal("19.48"), None, LOWER, 1).value) == "19.5"


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_not_finite_is_an_error(value: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        judge(Decimal(value), M3, HIGHER, 0)
    with pytest.raises(ValueError, match="finite"):
        bands("1", "2", "3", value)


ORDER = [
    ("in order", ("1", "2", "3", "4"), HIGHER, ()),
    ("equal neighbours", ("1", "1", "1", "1"), HIGHER, ()),
    ("lower in order", ("21", "19", "18", "17"), LOWER, ()),
    ("lower, equal neighbours", ("2", "2", "2", "2"), LOWER, ()),
    (
        "lower bands for a higher-is-better metric",
        ("21", "19", "18", "17"),
        HIGHER,
        (("threshold", "target"), ("target", "challenge_1"), ("challenge_1", "challenge_2")),
    ),
    (
        "M13: target 1500 above challenge 1 of 1400",
        ("1200", "1500", "1400", "1500"),
        HIGHER,
        (("target", "challenge_1"),),
    ),
    ("mirrored for lower", ("21", "17", "18", "16"), LOWER, (("target", "challenge_1"),)),
    ("a missing band is skipped", ("5", None, "3", "4"), HIGHER, (("threshold", "challenge_1"),)),
    ("two missing", ("5", None, None, "4"), HIGHER, (("threshold", "challenge_2"),)),
    ("one alone", (None, None, "3", None), HIGHER, ()),
    ("none", (None, None, None, None), LOWER, ()),
]


@pytest.mark.parametrize(
    ("given", "direction", "pairs"), [row[1:] for row in ORDER], ids=[row[0] for row in ORDER]
)
def test_out_of_order(
    given: tuple[str | None, ...], direction: Direction, pairs: tuple[tuple[str, str], ...]
) -> None:
    assert out_of_order(bands(*given), direction) == pairs


def test_bands() -> None:
    assert BAND_NAMES == ("threshold", "target", "challenge_1", "challenge_2")
    assert M3.values() == (162, 180, 198, 216)
    assert M3.complete
    assert not bands("1", "2", "3", None).complete
    # Zero is a band like any other.
    assert bands("0", "0", "0", "0").complete


def test_names_are_the_stored_ones() -> None:
    assert [light.value for light in Light] == [
        *("red", "yellow", "green", "one_star", "two_stars", "grey")
    ]
    assert [way.value for way in Direction] == ["higher", "lower"]


@pytest.mark.parametrize(
    ("value", "precision", "shown"),
    [
        ("19.45", 1, "19.5"),
        ("-19.45", 1, "-19.5"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("-0.04", 1, "0.0"),
        ("-0", 0, "0"),
        ("1E+5", 2, "100000.00"),
        ("999999999999.9999995", 6, "1000000000000.000000"),
        ("9.210000000000001", 2, "9.21"),
    ],
)
def test_round_half_up(value: str, precision: int, shown: str) -> None:
    assert str(round_half_up(Decimal(value), precision)) == shown


@pytest.mark.parametrize("value", ["1E+60", "NaN", "Infinity"])
def test_round_half_up_declines(value: str) -> None:
    with pytest.raises(ValueError, match=r"long|finite"):
        round_half_up(Decimal(value), 0)


def test_precision_is_not_negative() -> None:
    with pytest.raises(ValueError, match="precision"):
        round_half_up(Decimal(1), -1)
    with pytest.raises(ValueError, match="precision"):
        round_scaled(1, 2, -1)

"""Judging scaled integers as the database keeps them: a heat map has tens of thousands.

`judge` of `lights` is the careful way and makes a Decimal and a Judgement of each; this one
gives the same light, reason and value in a tenth of the time, and is held to it by a property.
"""

from sinan.kernel.lights import Direction, Light, Reason, light_of, round_scaled

# Light, why, and the value rounded to the metric's precision, scaled as before.
Verdict = tuple[Light, Reason, int | None]

# Looking a member up on its enum costs as much as a comparison.
_GREY, _JUDGED = Light.GREY, Reason.JUDGED
_NO_DATA: Verdict = (Light.GREY, Reason.NO_DATA, None)
_NO_BANDS, _HELD, _INCOMPLETE = Reason.NO_BANDS, Reason.HELD_BANDS, Reason.INCOMPLETE_BANDS
_LOWER = Direction.LOWER
_NONE = (None, None, None, None)


def judge_scaled(  # noqa: PLR0917 - keywords would cost a cell of the heat map its speed
    value: int | None,
    threshold: int | None,
    target: int | None,
    challenge_1: int | None,
    challenge_2: int | None,
    direction: Direction,
    places: int,
    precision: int,
    waiting: int = 0,
) -> Verdict:
    """Round and judge a value; it and its bands are scaled by 10**places.

    `waiting` (a truth as databases write it) tells that the bands are a draft: they give no
    light, and the reason says what is wrong with them beside that they are not approved.
    """
    if value is None:
        return _NO_DATA
    rounded = round_scaled(value, places, precision)
    if threshold is None or target is None or challenge_1 is None or challenge_2 is None:
        bands = (threshold, target, challenge_1, challenge_2)
        return _GREY, _NO_BANDS if bands == _NONE else _INCOMPLETE, rounded
    if direction == _LOWER:
        ordered = threshold >= target >= challenge_1 >= challenge_2
    else:
        ordered = threshold <= target <= challenge_1 <= challenge_2
    if waiting or not ordered:
        return _GREY, _NO_BANDS if ordered else _HELD, rounded
    light = light_of(rounded, threshold, target, challenge_1, challenge_2, direction)
    return light, _JUDGED, rounded

"""What becomes of a month's bands when new values come in."""

from enum import StrEnum

from sinan.kernel.lights import Bands, Direction, out_of_order


class Step(StrEnum):
    """What to do with a month."""

    NOTHING = "nothing"
    DRAFT = "draft"
    APPROVE = "approve"
    WITHDRAW = "withdraw"


def fit(bands: Bands, direction: Direction) -> bool:
    """Tell whether bands may be approved: all four there and none easier than the one before."""
    return bands.complete and not out_of_order(bands, direction)


def step(wanted: Bands, *, approved: Bands | None, draft: Bands | None, may_approve: bool) -> Step:
    """Choose what to do; equal values change nothing.

    Values that are already in force need no draft beside them, so one that waits is withdrawn.
    """
    if wanted == approved:
        return Step.NOTHING if draft is None else Step.WITHDRAW
    if may_approve:
        return Step.APPROVE
    return Step.NOTHING if wanted == draft else Step.DRAFT

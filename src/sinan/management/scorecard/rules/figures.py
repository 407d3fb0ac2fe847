"""Small sums around a metric's figures."""

from decimal import ROUND_DOWN, Decimal

from sinan.kernel.exact import WIDE
from sinan.kernel.lights import round_half_up
from sinan.kernel.spans import Aggregate, ratio_of

# Decimals kept of a scorecard figure, far beyond any metric's precision.
PLACES = 6
# The `month` of the bands of the whole year.
YEAR = 0
_STEP = Decimal(1).scaleb(-PLACES)


def value_of_parts(
    numerator: Decimal, denominator: Decimal, *, percent: bool, precision: int
) -> Decimal | None:
    """Divide, with the decimals that are kept; None over zero.

    What is kept rounds to the metric's precision just as the exact quotient does: 25.0499999996
    must not become 25.05 on the way and 25.1 in the end.
    """
    exact = ratio_of(numerator, denominator, percent=percent)
    if exact is None:
        return None
    kept = round_half_up(exact, PLACES)
    if round_half_up(kept, precision) == round_half_up(exact, precision):
        return kept
    return exact.quantize(_STEP, rounding=ROUND_DOWN, context=WIDE)


def written_step(aggregate: Aggregate) -> Decimal:
    """Return by how much a year column may differ from its months by mere rounding.

    Bands are written in whole units; a mean may be off by rounding, a sum may not.
    """
    return Decimal(0) if aggregate is Aggregate.SUM else Decimal(1)


def written(value: Decimal | None) -> str | None:
    """Write a figure as people do, without trailing zeros; for the ledger and messages."""
    return None if value is None else format(value.normalize(WIDE), "f")

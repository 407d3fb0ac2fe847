"""Decimal arithmetic that does not depend on the context of the thread that runs it."""

from decimal import (
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
)

# Sums of figures below 10**12 with six decimals stay exact by far, and a quotient of two such
# figures cannot be mistaken for a tie when it is rounded to a metric's precision afterwards.
DIGITS = 50

REFUSED = [DivisionByZero, InvalidOperation, Overflow]
WIDE = Context(prec=DIGITS, rounding=ROUND_HALF_UP, traps=REFUSED)
# The same, for steps that must not lose a digit.
EXACT = Context(prec=DIGITS, rounding=ROUND_HALF_UP, traps=[*REFUSED, Inexact])


def finite(value: Decimal) -> Decimal:
    """Hand the value back; raise ValueError for NaN and the infinities."""
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    return value

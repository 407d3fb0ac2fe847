"""What the frame asks about a unit: is there a scorecard, does one work here, where are figures.

Each is one cheap statement; a page of a store asks three of them.
"""

from sinan.base.org.api import Scope
from sinan.base.org.models import Unit
from sinan.base.web.navigation import Calendar
from sinan.management.scorecard.api import months_reported, oneself, years_below, years_of


def has_scorecard(scope: Scope, unit: Unit) -> bool:
    """Tell whether the unit itself, not only a store below it, has a scorecard."""
    return bool(years_of(scope, unit))


def works_here(scope: Scope, unit: Unit) -> bool:
    """Tell whether the signed-in person is one of the unit's people, and it has metrics to own."""
    if oneself(scope, unit) is None:
        return False
    return unit.is_store or has_scorecard(scope, unit)


def calendar_of(scope: Scope, unit: Unit) -> Calendar:
    """Return the years of a unit; of a store also the months that have figures."""
    if not unit.is_store:
        # The figures of a thousand stores are not looked through for a menu.
        return Calendar(years=tuple(years_below(scope, unit)))
    return Calendar(years=tuple(years_of(scope, unit)), months=months_reported(scope, unit))

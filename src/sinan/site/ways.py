"""Which page leads where: the first page of a unit, the same page in another unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import get_language

from sinan.base.org.api import UnitLine, abilities, unit_by_key, units_seen
from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.base.web import navigation
from sinan.base.web.frame import UNIT_ICONS

START = {
    "store": "scorecard:overview",
    "region": "scorecard:heatmap",
    "group": "scorecard:heatmap",
}


@dataclass(frozen=True, slots=True)
class Way:
    """A unit of the switch with the address that choosing it leads to."""

    line: UnitLine
    address: str
    here: bool

    @property
    def icon(self) -> str:
        """Return the icon of the unit's kind."""
        return UNIT_ICONS[self.line.unit.kind]


def home_unit(scope: Scope, remembered: str) -> Unit | None:
    """Return the unit shown last while it is still seen, else the first one seen."""
    last = unit_by_key(scope, remembered) if remembered else None
    return last or units_seen(scope).first()


def first_page(scope: Scope, unit: Unit) -> str | None:
    """Return the address a person starts at in `unit`, None when no page is open to them."""
    places = navigation.places_in(scope, unit)
    start = [place for place in places if place.route == START[unit.kind]]
    chosen = (start or places)[:1]
    return chosen[0].address(unit.key) if chosen else None


def ways_to(scope: Scope, lines: Sequence[UnitLine], *, at: str, month: str) -> list[Way]:
    """Give each unit the page that one is `at`, or its first page where it has no such page."""
    match = _page(at)
    query = f"?{urlencode({'m': month})}" if month else ""
    here = match.kwargs.get("unit_key") if match else None
    return [
        Way(line, _there(scope, line.unit, match) + query, line.unit.key == here) for line in lines
    ]


def right_in_words(ability: str) -> str:
    """Name an ability in the reader's language; the empty string for one nobody knows."""
    words = abilities().get(ability, {})
    return words.get("en" if (get_language() or "").startswith("en") else "zh", "")


def _page(at: str) -> ResolverMatch | None:
    try:
        return resolve(at)
    except Resolver404:
        return None


def _there(scope: Scope, unit: Unit, match: ResolverMatch | None) -> str:
    if match is not None:
        # Where a page depends on the unit's figures, its first page is asked for instead.
        for place in navigation.certain_places(scope, unit):
            if match.view_name == place.route:
                return place.address(unit.key)
            if match.view_name in place.travels:
                return reverse(match.view_name, kwargs={**match.kwargs, "unit_key": unit.key})
    return reverse("site:unit_home", kwargs={"unit_key": unit.key})

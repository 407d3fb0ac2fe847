"""Places of the product and what the command palette can find; filled in by `site`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise

from sinan.kernel.month import Month

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of the navigation."""

    code: str
    label: Text


Condition = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page of a unit that the navigation leads to.

    `kinds` are the kinds of unit that have it; where it is one of `depends`, only if `open_when`
    says so of scope and unit. `on_phone` puts it into the bottom bar. `travels` names pages below
    it that mean the same in another unit, so that switching the unit keeps them (a metric's page
    does, an owner's does not).
    """

    section: str
    label: Text
    icon: str
    route: str
    ability: str
    kinds: frozenset[str]
    open_when: Condition | None = None
    depends: frozenset[str] = field(default_factory=frozenset)
    on_phone: bool = False
    travels: frozenset[str] = field(default_factory=frozenset)

    def address(self, unit_key: str) -> str:
        """Return the page's address for a unit."""
        return reverse(self.route, kwargs={"unit_key": unit_key})

    def granted(self, scope: Any, unit: Any) -> bool:
        """Tell whether kind and right allow it; no question to the database."""
        return unit.kind in self.kinds and scope.can(self.ability, unit)

    def certain(self, scope: Any, unit: Any) -> bool:
        """Tell whether it is open without asking its condition."""
        return self.granted(scope, unit) and unit.kind not in self.depends


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something the palette found; a command is posted, with its name and value."""

    label: str
    hint: str
    icon: str
    address: str
    command: tuple[str, str] | None = None


Search = Callable[[Any, str], Sequence[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """A kind of thing the palette searches: its heading, and how to find it."""

    label: Text
    find: Search


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The years a unit works with, and the months that have figures, None where nobody looked."""

    years: tuple[int, ...] = ()
    months: frozenset[Month] | None = None

    @property
    def latest(self) -> Month | None:
        """Return the last month with figures, None for none known."""
        return max(self.months or (), default=None)


CalendarOf = Callable[[Any, Any], Calendar]


def _no_calendar(_scope: Any, _unit: Any) -> Calendar:
    return Calendar()


_sections: list[Section] = []
_places: list[Place] = []
_finders: list[Finder] = []
_calendars: list[CalendarOf] = [_no_calendar]


def furnish(
    *,
    sections: Sequence[Section],
    places: Sequence[Place],
    finders: Sequence[Finder],
    calendar: CalendarOf = _no_calendar,
) -> None:
    """Replace the whole navigation; `calendar` tells where a unit has figures."""
    _sections[:], _places[:], _finders[:] = sections, places, finders
    _calendars[:] = [calendar]


def calendar_of(request: Any) -> Calendar:
    """Return the calendar of the request's unit, read once a request."""
    if not hasattr(request, "calendar"):
        request.calendar = _calendars[0](request.scope, request.unit)
    calendar: Calendar = request.calendar
    return calendar


def places_in(scope: Any, unit: Any) -> list[Place]:
    """Return the places of `unit` that are open to the holder of `scope`.

    Places that share a condition ask it once.
    """
    answers: dict[Condition, bool] = {}

    def is_open(place: Place) -> bool:
        if place.certain(scope, unit) or place.open_when is None:
            return True
        if place.open_when not in answers:
            answers[place.open_when] = place.open_when(scope, unit)
        return answers[place.open_when]

    return [place for place in _places if place.granted(scope, unit) and is_open(place)]


def certain_places(scope: Any, unit: Any) -> list[Place]:
    """Return the places that are open for sure, for long lists of units."""
    return [place for place in _places if place.certain(scope, unit)]


def places_for(request: Any) -> list[Place]:
    """Return the places open to the request's person at its unit, worked out once a request."""
    if request.unit is None:
        return []
    if not hasattr(request, "places"):
        request.places = places_in(request.scope, request.unit)
    places: list[Place] = request.places
    return places


def sections_for(request: Any) -> list[tuple[Section, list[Place]]]:
    """Return the sections that have at least one open place, with those places."""
    open_places = places_for(request)
    grouped = [(s, [p for p in open_places if p.section == s.code]) for s in _sections]
    return [(section, places) for section, places in grouped if places]


def place_of(request: Any, places: Iterable[tuple[Place, str]]) -> Place | None:
    """Return the place the request's page belongs to: the one whose address it continues most."""
    reached = [(address, place) for place, address in places if request.path.startswith(address)]
    return max(reached, key=lambda pair: len(pair[0]), default=("", None))[1]


def named_alike(text: str, label: Text) -> bool:
    """Tell whether `text` is a piece of a label in any language of the product."""
    wanted = text.casefold()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            if wanted in str(label).casefold():
                return True
    return False


def find(request: Any, text: str) -> list[tuple[Text, Sequence[Hit]]]:
    """Ask every finder, in their order; return those that found something, by heading."""
    answers = [(finder.label, finder.find(request, text)) for finder in _finders]
    return [(label, hits) for label, hits in answers if hits]

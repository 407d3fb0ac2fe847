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


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page of a unit that the navigation leads to.

    `kinds` are the kinds of unit that have it; `on_phone` puts it into the bottom bar. `travels`
    names pages below it that mean the same in another unit, so that switching the unit keeps
    them (a metric's page does, an owner's does not).
    """

    section: str
    label: Text
    icon: str
    route: str
    ability: str
    kinds: frozenset[str]
    on_phone: bool = False
    travels: frozenset[str] = field(default_factory=frozenset)

    def address(self, unit_key: str) -> str:
        """Return the page's address for a unit."""
        return reverse(self.route, kwargs={"unit_key": unit_key})


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


MonthOf = Callable[[Any, Any], Month | None]


def _no_month(_scope: Any, _unit: Any) -> Month | None:
    return None


_sections: list[Section] = []
_places: list[Place] = []
_finders: list[Finder] = []
_latest: list[MonthOf] = [_no_month]


def furnish(
    *,
    sections: Sequence[Section],
    places: Sequence[Place],
    finders: Sequence[Finder],
    latest_month: MonthOf = _no_month,
) -> None:
    """Replace the whole navigation; `latest_month` tells where a unit's figures end."""
    _sections[:], _places[:], _finders[:] = sections, places, finders
    _latest[:] = [latest_month]


def latest_month(request: Any) -> Month | None:
    """Return the last month the unit of the request has figures for."""
    return _latest[0](request.scope, request.unit)


def places_in(scope: Any, unit: Any) -> list[Place]:
    """Return the places of `unit` that are open to the holder of `scope`."""
    return [
        place for place in _places if unit.kind in place.kinds and scope.can(place.ability, unit)
    ]


def places_for(request: Any) -> list[Place]:
    """Return the places open to the request's person at its unit."""
    return [] if request.unit is None else places_in(request.scope, request.unit)


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

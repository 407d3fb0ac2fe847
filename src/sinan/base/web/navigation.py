"""Places of the product and what the command palette can find; filled in by `site`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of the navigation."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page of a unit that the navigation leads to.

    `kinds` are the kinds of unit that have it; `on_phone` puts it into the bottom bar.
    """

    section: str
    label: Text
    icon: str
    route: str
    ability: str
    kinds: frozenset[str]
    on_phone: bool = False

    def address(self, unit_key: str) -> str:
        """Return the page's address for a unit."""
        return reverse(self.route, kwargs={"unit_key": unit_key})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something the palette found."""

    label: str
    hint: str
    icon: str
    address: str


Finder = Callable[[Any, str], Sequence[Hit]]

_sections: list[Section] = []
_places: list[Place] = []
_finders: list[Finder] = []


def furnish(
    *, sections: Sequence[Section], places: Sequence[Place], finders: Sequence[Finder]
) -> None:
    """Replace the whole navigation."""
    _sections[:], _places[:], _finders[:] = sections, places, finders


def places_for(request: Any) -> list[Place]:
    """Return the places open to the request's person at its unit."""
    unit = request.unit
    if unit is None:
        return []
    return [
        place
        for place in _places
        if unit.kind in place.kinds and request.scope.can(place.ability, unit)
    ]


def sections_for(request: Any) -> list[tuple[Section, list[Place]]]:
    """Return the sections that have at least one open place, with those places."""
    open_places = places_for(request)
    grouped = [(s, [p for p in open_places if p.section == s.code]) for s in _sections]
    return [(section, places) for section, places in grouped if places]


def find(request: Any, text: str) -> list[Hit]:
    """Ask every finder, in their order."""
    return [hit for finder in _finders for hit in finder(request, text)]

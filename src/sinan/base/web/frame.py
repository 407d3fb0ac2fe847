"""What every page's frame needs: navigation, unit, language, theme. No database here."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from . import navigation
from .navigation import Place

THEME_COOKIE = "sinan_theme"
THEMES = (("light", _("Light")), ("dark", _("Dark")), ("auto", _("As the device")))
OWN_NAMES = {"zh-hans": "中文", "en": "English"}
UNIT_ICONS = {"group": "buildings", "region": "map-pin", "store": "building-store"}
PHONE_PLACES = 4


def frame(request: HttpRequest) -> dict[str, Any]:
    """Add the frame to a template's context (a context processor)."""
    unit = getattr(request, "unit", None)
    month = request.GET.get("m", "")
    sections = _addressed(request) if unit is not None else []
    here = navigation.place_of(request, [pair for _section, pairs in sections for pair in pairs])
    return {
        "unit": unit,
        "frame_sections": sections,
        "frame_phone": _on_phone(sections),
        "frame_place": here,
        "frame_month": month,
        "frame_find": find_address(unit),
        "frame_one_unit": unit is not None and sees_only(request, unit),
        "frame_unit_icon": UNIT_ICONS.get(getattr(unit, "kind", ""), "building"),
        "frame_switch_query": urlencode({"at": request.path, "m": month}),
        "other_languages": other_languages(),
        "theme": theme_of(request),
        "themes": THEMES,
        "is_demo": settings.SINAN_DEMO,
    }


def theme_of(request: HttpRequest) -> str:
    """Return the person's theme, that of the cookie at the door."""
    user = getattr(request, "user", None)
    chosen = getattr(user, "theme", "") or request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in dict(THEMES) else "auto"


def other_languages() -> list[tuple[str, str]]:
    """Return the languages one can switch to, each called as its speakers call it."""
    now = get_language()
    return [(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES if code != now]


def find_address(unit: Any) -> str:
    """Return where the palette searches: in a unit, or before one is chosen."""
    if unit is None:
        return reverse("site:find")
    return reverse("site:find_in_unit", kwargs={"unit_key": unit.key})


def sees_only(request: Any, unit: Any) -> bool:
    """Tell whether there is nothing to switch to: a store that is all the person sees."""
    return bool(unit.kind == "store" and request.scope.all_paths() == (unit.path,))


Addressed = list[tuple[navigation.Section, list[tuple[Place, str]]]]


def _addressed(request: Any) -> Addressed:
    return [
        (section, [(place, place.address(request.unit.key)) for place in places])
        for section, places in navigation.sections_for(request)
    ]


def _on_phone(sections: Addressed) -> list[tuple[Place, str]]:
    every = [pair for _section, pairs in sections for pair in pairs]
    # Sorting is stable: those made for the phone first, then the others in their order.
    return sorted(every, key=lambda pair: not pair[0].on_phone)[:PHONE_PLACES]

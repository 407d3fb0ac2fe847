"""What the palette finds besides what the apps offer: pages, units, commands."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sinan.base.org.api import search_units
from sinan.base.web import navigation
from sinan.base.web.frame import OWN_NAMES, THEMES, UNIT_ICONS
from sinan.base.web.months import month_query
from sinan.base.web.navigation import Hit

UNITS_SHOWN = 8


def find_pages(request: Any, text: str) -> Sequence[Hit]:
    """Find pages of the unit by their names, in any language."""
    return [
        Hit(
            label=str(place.label),
            hint=str(request.unit.name),
            icon=place.icon,
            address=place.address(request.unit.key) + month_query(request),
        )
        for place in navigation.places_for(request)
        if navigation.named_alike(text, place.label)
    ]


def find_units(request: Any, text: str) -> Sequence[Hit]:
    """Find units by code or name, once something was typed."""
    if not text:
        return []
    return [
        Hit(
            label=unit.name,
            hint=unit.code,
            icon=UNIT_ICONS[unit.kind],
            address=reverse("site:unit_home", kwargs={"unit_key": unit.key}),
        )
        for unit in search_units(request.scope, text, limit=UNITS_SHOWN)
    ]


def find_commands(request: Any, text: str) -> Sequence[Hit]:
    """Find what the frame's own buttons do."""
    account = Hit(label=_("Account"), hint="", icon="settings", address=reverse("accounts:account"))
    commands = [account, *_languages(), *_themes(), _sign_out()]
    wanted = text.casefold()
    return [hit for hit in commands if wanted in f"{hit.label} {hit.hint}".casefold()]


def _languages() -> list[Hit]:
    return [
        Hit(
            label=OWN_NAMES[code],
            hint=_("Language"),
            icon="language",
            address=reverse("accounts:language"),
            command=("language", code),
        )
        for code, _name in settings.LANGUAGES
        if code != get_language()
    ]


def _themes() -> list[Hit]:
    icons = {"light": "sun", "dark": "moon", "auto": "device-desktop"}
    return [
        Hit(
            label=str(label),
            hint=_("Light or dark"),
            icon=icons[code],
            address=reverse("accounts:theme"),
            command=("theme", code),
        )
        for code, label in THEMES
    ]


def _sign_out() -> Hit:
    address = reverse("accounts:sign_out")
    return Hit(label=_("Sign out"), hint="", icon="logout", address=address, command=("out", "1"))

"""What the palette finds: pages, metrics, units, commands; only what the person may see."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sinan.base.org.api import search_units
from sinan.base.org.models import Unit
from sinan.base.web import navigation
from sinan.base.web.frame import OWN_NAMES, THEMES, UNIT_ICONS
from sinan.base.web.months import asked_month, month_query
from sinan.base.web.navigation import Hit
from sinan.base.web.templatetags.web import named
from sinan.kernel.month import Month
from sinan.management.scorecard import api as scorecard

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


def find_metrics(request: Any, text: str) -> Sequence[Hit]:
    """Find metrics of the shown month's year by code or name, once something was typed.

    Where the unit has none of its own, the metrics of the stores below it, to compare them.
    """
    unit = request.unit
    if not text or unit is None or not request.scope.can("scorecard.see", unit):
        return []
    month = _shown_month(request)
    found = scorecard.find_metrics(request.scope, unit, month.year, text)
    if not found and not unit.is_store and request.scope.can("scorecard.compare", unit):
        compared = scorecard.find_compared_metrics(request.scope, unit, month.year, text)
        ranking = reverse("scorecard:ranking", kwargs={"unit_key": unit.key})
        return [
            _metric(metric, f"{ranking}?{urlencode({'metric': metric.code, 'm': str(month)})}")
            for metric in compared
        ]
    return [
        _metric(metric, f"{_page_of(unit, metric.code)}?{urlencode({'m': str(month)})}")
        for metric in found
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
            address=reverse("site:unit_home", kwargs={"unit_key": unit.key}) + month_query(request),
        )
        for unit in search_units(request.scope, text, limit=UNITS_SHOWN)
    ]


def find_commands(request: Any, text: str) -> Sequence[Hit]:
    """Find what the frame's own buttons do."""
    account = Hit(label=_("Account"), hint="", icon="settings", address=reverse("accounts:account"))
    commands = [account, *_languages(), *_themes(), _sign_out()]
    wanted = text.casefold()
    return [hit for hit in commands if wanted in f"{hit.label} {hit.hint}".casefold()]


def _shown_month(request: Any) -> Month:
    asked_for = asked_month(request) or scorecard.latest_month(request.scope, request.unit)
    return asked_for or Month.of(timezone.localdate())


def _metric(metric: scorecard.FoundMetric, address: str) -> Hit:
    return Hit(label=named(metric), hint=metric.code, icon="chart-bar", address=address)


def _page_of(unit: Unit, code: str) -> str:
    return reverse("scorecard:metric", kwargs={"unit_key": unit.key, "metric_code": code})


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

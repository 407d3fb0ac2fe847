"""The navigation of the whole product, by purpose, and what the palette searches."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from sinan.base.web import navigation
from sinan.base.web.navigation import Finder, Place, Section

from .conditions import calendar_of, has_scorecard, works_here
from .finders import find_commands, find_metrics, find_pages, find_units

STORE = frozenset({"store"})
ABOVE = frozenset({"group", "region"})
ANY = STORE | ABOVE

SECTIONS = (
    Section(code="mine", label=_("Mine")),
    Section(code="management", label=_("Management")),
    Section(code="settings", label=_("Settings")),
)

# A group or region has a scorecard of its own or none; a store always works towards one.
_scorecard_page = partial(
    Place,
    section="management",
    ability="scorecard.see",
    kinds=ANY,
    open_when=has_scorecard,
    depends=ABOVE,
)

PLACES: tuple[Place, ...] = (
    Place(
        section="mine",
        label=_("My metrics"),
        icon="target-arrow",
        route="scorecard:my_metrics",
        ability="scorecard.see",
        kinds=ANY,
        open_when=works_here,
        depends=ANY,
    ),
    Place(
        section="management",
        label=_("Heat map"),
        icon="layout-grid",
        route="scorecard:heatmap",
        ability="scorecard.compare",
        kinds=ABOVE,
        on_phone=True,
    ),
    Place(
        section="management",
        label=_("Ranking"),
        icon="trophy",
        route="scorecard:ranking",
        ability="scorecard.compare",
        kinds=ABOVE,
        on_phone=True,
    ),
    _scorecard_page(
        label=_("Overview"),
        icon="compass",
        route="scorecard:overview",
        on_phone=True,
    ),
    _scorecard_page(
        label=_("Strategy map"),
        icon="map",
        route="scorecard:map",
        on_phone=True,
    ),
    _scorecard_page(
        label=_("Status matrix"),
        icon="table",
        route="scorecard:matrix",
    ),
    _scorecard_page(
        label=_("Metrics"),
        icon="chart-bar",
        route="scorecard:metric_list",
        on_phone=True,
        travels=frozenset({"scorecard:metric"}),
    ),
    _scorecard_page(
        label=_("Departments"),
        icon="building",
        route="scorecard:departments",
        travels=frozenset({"scorecard:department"}),
    ),
    _scorecard_page(
        label=_("Owners"),
        icon="users",
        route="scorecard:owners",
    ),
    _scorecard_page(
        label=_("Action plans"),
        icon="list-check",
        route="scorecard:plans",
        on_phone=True,
    ),
    Place(
        section="settings",
        label=_("Jobs"),
        icon="clock",
        route="jobs:jobs",
        ability="jobs.see",
        kinds=ANY,
    ),
)


FINDERS = (
    Finder(label=_("Pages"), find=find_pages),
    Finder(label=_("Metrics"), find=find_metrics),
    Finder(label=_("Stores, regions, groups"), find=find_units),
    Finder(label=_("Commands"), find=find_commands),
)


def furnish() -> None:
    """Hand the navigation to the frame."""
    navigation.furnish(sections=SECTIONS, places=PLACES, finders=FINDERS, calendar=calendar_of)

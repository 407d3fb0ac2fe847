"""The navigation of the whole product, by purpose, and what the palette searches."""

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
    Place(
        section="management",
        label=_("Overview"),
        icon="compass",
        route="scorecard:overview",
        ability="scorecard.see",
        kinds=ANY,
        open_when=has_scorecard,
        depends=ABOVE,
        on_phone=True,
    ),
    Place(
        section="management",
        label=_("Strategy map"),
        icon="map",
        route="scorecard:map",
        ability="scorecard.see",
        kinds=ANY,
        open_when=has_scorecard,
        depends=ABOVE,
        on_phone=True,
    ),
    Place(
        section="management",
        label=_("Status matrix"),
        icon="table",
        route="scorecard:matrix",
        ability="scorecard.see",
        kinds=ANY,
        open_when=has_scorecard,
        depends=ABOVE,
    ),
    Place(
        section="management",
        label=_("Metrics"),
        icon="chart-bar",
        route="scorecard:metric_list",
        ability="scorecard.see",
        kinds=ANY,
        open_when=has_scorecard,
        depends=ABOVE,
        on_phone=True,
        travels=frozenset({"scorecard:metric"}),
    ),
    Place(
        section="management",
        label=_("Departments"),
        icon="building",
        route="scorecard:departments",
        ability="scorecard.see",
        kinds=ANY,
        open_when=has_scorecard,
        depends=ABOVE,
        travels=frozenset({"scorecard:department"}),
    ),
    Place(
        section="management",
        label=_("Owners"),
        icon="users",
        route="scorecard:owners",
        ability="scorecard.see",
        kinds=ANY,
        open_when=has_scorecard,
        depends=ABOVE,
    ),
    Place(
        section="management",
        label=_("Action plans"),
        icon="list-check",
        route="scorecard:plans",
        ability="scorecard.see",
        kinds=ANY,
        open_when=has_scorecard,
        depends=ABOVE,
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

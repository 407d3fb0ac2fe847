"""The navigation of the whole product, by purpose, and what the palette searches."""

from django.utils.translation import gettext_lazy as _

from sinan.base.web import navigation
from sinan.base.web.navigation import Place, Section

STORE = frozenset({"store"})
ABOVE = frozenset({"group", "region"})
ANY = STORE | ABOVE

SECTIONS = (
    Section(code="mine", label=_("Mine")),
    Section(code="management", label=_("Management")),
    Section(code="settings", label=_("Settings")),
)

PLACES: tuple[Place, ...] = ()


def furnish() -> None:
    """Hand the navigation to the frame."""
    navigation.furnish(sections=SECTIONS, places=PLACES, finders=())

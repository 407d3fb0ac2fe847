"""What every page's frame needs: navigation, unit, month, language, theme."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from . import navigation


def frame(request: HttpRequest) -> dict[str, Any]:
    """Add the frame to a template's context (a context processor)."""
    unit = getattr(request, "unit", None)
    sections = navigation.sections_for(request) if unit is not None else []
    return {
        "unit": unit,
        "frame_sections": [
            (section, [(place, place.address(unit.key if unit else "")) for place in places])
            for section, places in sections
        ],
        "frame_month": request.GET.get("m", ""),
        "languages": settings.LANGUAGES,
        "is_demo": settings.SINAN_DEMO,
    }

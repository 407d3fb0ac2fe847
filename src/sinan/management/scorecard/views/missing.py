"""The page of a unit that has no scorecard of the year asked for."""

from django.http import HttpResponse
from django.template.response import TemplateResponse

from ..queries.months import years_of
from .asked import Asked, UnitRequest


def missing(request: UnitRequest, it: Asked) -> HttpResponse:
    """Say which years there are and how to begin one."""
    context = {"asked": it, "years": years_of(request.scope, request.unit)}
    return TemplateResponse(request, "scorecard/missing.html", context)

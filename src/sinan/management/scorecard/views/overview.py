"""The first page: a month in five seconds."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from sinan.base.web.guards import requires

from ..queries.overview import overview_of
from .asked import UnitRequest
from .of_year import On, of_year


@require_safe
@requires("scorecard.see")
@of_year
def overview(request: UnitRequest, on: On) -> HttpResponse:
    """Show counts, what changed and what needs somebody."""
    told = overview_of(request.scope, request.unit, on.year, on.month, today=on.today)
    context = {"on": on, "month": on.month, "overview": told}
    return TemplateResponse(request, "scorecard/overview.html", context)

"""Screens of action plans."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from sinan.base.web.guards import requires

from ..queries.board import board_of
from ..queries.plans import members_of, plan_rows, timeline
from .asked import UnitRequest
from .of_year import On, of_year


@require_safe
@requires("scorecard.see")
@of_year
def plans(request: UnitRequest, on: On) -> HttpResponse:
    """Show the scorecard's action plans as of the month."""
    board = board_of(on.year, on.month, today=on.today)
    rows = plan_rows(on.year, board, today=on.today)
    context = {"on": on, "month": on.month, "plans": rows, "counts": board.plan_counts}
    return TemplateResponse(request, "scorecard/plans.html", context)


@require_safe
@requires("scorecard.see")
@of_year
def plan(request: UnitRequest, on: On, plan_code: str) -> HttpResponse:
    """Show one action plan with its milestones by date."""
    board = board_of(on.year, on.month, today=on.today)
    rows = plan_rows(on.year, board, today=on.today)
    row = next((row for row in rows if row.plan.code == plan_code), None)
    if row is None:
        raise Http404
    context = {
        "on": on,
        "month": on.month,
        "row": row,
        "members": members_of(request.scope, row.plan.plan_id),
        "timeline": timeline(row.plan, on.month, today=on.today),
    }
    return TemplateResponse(request, "scorecard/plan.html", context)

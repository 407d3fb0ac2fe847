"""Screens of those who answer: departments and owners."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from sinan.base.web.guards import requires

from ..models.catalogue import Department
from ..queries import people
from ..queries.board import board_of
from ..queries.metric_table import metric_list
from ..queries.plans import plan_rows
from ..queries.trends import metric_rows
from .asked import UnitRequest
from .of_year import On, of_year


@require_safe
@requires("scorecard.see")
@of_year
def departments(request: UnitRequest, on: On) -> HttpResponse:
    """Show every department with its lights."""
    board = board_of(on.year, on.month, today=on.today)
    context = {"on": on, "month": on.month, "departments": people.departments(on.year, board)}
    return TemplateResponse(request, "scorecard/departments.html", context)


@require_safe
@requires("scorecard.see")
@of_year
def department(request: UnitRequest, on: On, department: str) -> HttpResponse:
    """Show what one department answers for."""
    if department not in Department.values:
        raise Http404
    board = board_of(on.year, on.month, today=on.today)
    found = people.department_month(on.year, board, department)
    rows = metric_rows(request.scope, request.unit, on.year, on.month)
    own = [row for row in rows if row.info.department == department]
    plans = plan_rows(on.year, board, today=on.today)
    context = {
        "on": on,
        "month": on.month,
        "department": found,
        "others": people.departments(on.year, board),
        "list": metric_list(request.scope, request.unit, own, order=request.GET.get("order", "")),
        "trails": people.light_trails(on.year, [row.info for row in own]),
        "plans": [row for row in plans if row.plan.department == department],
    }
    return TemplateResponse(request, "scorecard/department.html", context)


@require_safe
@requires("scorecard.see")
@of_year
def owners(request: UnitRequest, on: On) -> HttpResponse:
    """Show everybody who answers for a metric or leads a plan."""
    board = board_of(on.year, on.month, today=on.today)
    all_of = people.ownerships_of(request.scope, on.year)
    context = {
        "on": on,
        "month": on.month,
        "owners": people.owners(on.year, board, all_of),
        "me": people.oneself(request.scope, request.unit),
    }
    return TemplateResponse(request, "scorecard/owners.html", context)


@require_safe
@requires("scorecard.see")
@of_year
def owner(request: UnitRequest, on: On, employee_id: int) -> HttpResponse:
    """Show what one person answers for."""
    person = people.person_of(request.scope, request.unit, employee_id)
    if person is None:
        raise Http404
    board = board_of(on.year, on.month, today=on.today)
    all_of = people.ownerships_of(request.scope, on.year)
    found = people.owner_month(on.year, board, all_of, person)
    plans = plan_rows(on.year, board, today=on.today)
    context = {
        "on": on,
        "month": on.month,
        "owner": found,
        "me": people.oneself(request.scope, request.unit),
        "trails": people.light_trails(on.year, [metric.info for metric in found.metrics]),
        "plans": [row for row in plans if row.lead == person],
    }
    return TemplateResponse(request, "scorecard/owner.html", context)


@require_safe
@requires("scorecard.see")
def my_metrics(request: UnitRequest) -> HttpResponse:
    """Lead the signed-in person to their own page; say so if they do not work at this unit."""
    me = people.oneself(request.scope, request.unit)
    if me is None:
        return TemplateResponse(request, "scorecard/nobody.html")
    kwargs = {"unit_key": request.unit.key, "employee_id": me.employee_id}
    address = reverse("scorecard:owner", kwargs=kwargs)
    asked = request.GET.urlencode()
    return redirect(f"{address}?{asked}" if asked else address)

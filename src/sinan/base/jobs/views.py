"""Screens of jobs: the list, one job, and the two buttons."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinan.base.org.models import Unit
from sinan.base.org.scope import ScopedRequest
from sinan.base.web.fragments import fragments
from sinan.base.web.guards import requires

from . import listing, queries
from .models import Job
from .services import queue


class UnitRequest(ScopedRequest):
    """A request about a unit."""

    unit: Unit


@require_safe
@requires(queries.SEE)
@fragments("jobs")
def jobs(request: UnitRequest) -> HttpResponse:
    """Show the jobs of a unit and all below it."""
    found = listing.job_list(
        request.scope,
        request.unit,
        show=request.GET.get("show", ""),
        before_text=request.GET.get("before", ""),
        at=timezone.now(),
    )
    return TemplateResponse(request, "jobs/jobs.html", {"list": found})


@require_safe
@requires(queries.SEE)
@fragments("job")
def job(request: UnitRequest, job_id: int) -> HttpResponse:
    """Show one job."""
    line = listing.line_of(request.scope, _asked(request, job_id), at=timezone.now())
    return TemplateResponse(request, "jobs/job.html", {"line": line})


@require_POST
@requires(queries.MANAGE)
def cancel(request: UnitRequest, job_id: int) -> HttpResponse:
    """Cancel a job."""
    queue.cancel(job=_asked(request, job_id), by=request.scope, at=timezone.now())
    messages.success(request, _("The job is cancelled, or stops at its next step."))
    return _back(request, job_id)


@require_POST
@requires(queries.MANAGE)
def retry(request: UnitRequest, job_id: int) -> HttpResponse:
    """Have a job tried again."""
    queue.retry(job=_asked(request, job_id), by=request.scope, at=timezone.now())
    messages.success(request, _("The job is queued again."))
    return _back(request, job_id)


def _back(request: UnitRequest, job_id: int) -> HttpResponse:
    if request.POST.get("back") == "list":
        return redirect("jobs:jobs", request.unit.key)
    return redirect("jobs:job", request.unit.key, job_id)


def _asked(request: UnitRequest, job_id: int) -> Job:
    found = queries.job_of(request.scope, request.unit, job_id)
    if found is None:
        raise Http404
    return found

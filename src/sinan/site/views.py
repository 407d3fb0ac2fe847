"""The way in, the palette, the unit switch, and the pages for what cannot be shown."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from sinan.base.org.api import unit_tree
from sinan.base.web import navigation
from sinan.base.web.fragments import fragments
from sinan.base.web.guards import missing_right, public, signed_in
from sinan.base.web.months import month_query

from . import ways
from .last_unit import remembered

LONGEST_SEARCH = 60


@signed_in
@require_safe
def home(request: Any) -> HttpResponse:
    """Lead a person to the first page of the unit they worked in last, or of their first."""
    unit = ways.home_unit(request.scope, remembered(request))
    if unit is None:
        return TemplateResponse(request, "site/no_unit.html")
    return redirect(
        ways.first_page(request.scope, unit) or reverse("site:unit_home", args=[unit.key])
    )


@signed_in
@require_safe
def unit_home(request: Any) -> HttpResponse:
    """Lead to the first page of a unit."""
    page = ways.first_page(request.scope, request.unit)
    return (
        redirect(page + month_query(request))
        if page
        else TemplateResponse(request, "site/no_page.html")
    )


@signed_in
@require_safe
@fragments("palette-found")
def find(request: Any) -> HttpResponse:
    """Find pages, metrics, units and commands."""
    text = _searched(request)
    context = {"q": text, "found": navigation.find(request, text)}
    return TemplateResponse(request, "site/find.html", context)


@signed_in
@require_safe
@fragments("switch-found")
def units(request: Any) -> HttpResponse:
    """Find a unit to go to, on the page one is at."""
    text = _searched(request)
    tree = unit_tree(request.scope, text)
    at, month = request.GET.get("at", ""), request.GET.get("m", "")
    context = {
        "q": text,
        "at": at,
        "m": month,
        "tree": ways.ways_to(request.scope, tree.lines, at=at, month=month),
        "more": tree.more,
    }
    return TemplateResponse(request, "site/units.html", context)


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say which right is missing."""
    context = {"right": ways.right_in_words(missing_right(exception))}
    return render(request, "site/forbidden.html", context, status=403)


@public
def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing here, alike for absent and for foreign things."""
    return render(request, "site/absent.html", status=404)


@public
def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request itself is broken."""
    return HttpResponse(render_to_string("site/malformed.html"), status=400)


@public
def broken(request: HttpRequest, *args: Any) -> HttpResponse:
    """Say that something broke here; without request and database, which may be what broke."""
    return HttpResponse(render_to_string("site/broken.html"), status=500)


@public
def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form has grown old (the CSRF check failed); nothing was changed."""
    return render(request, "site/expired_form.html", status=403)


def _searched(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST_SEARCH]

"""The way in, and the pages for what cannot be shown."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from sinan.base.web.guards import public, signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Lead a person to the first page of their first unit."""
    return HttpResponse("home")


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that a right is missing."""
    return TemplateResponse(request, "web/refused.html", {"sentence": ""}, status=403).render()


@public
def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing here, alike for absent and for foreign things."""
    return TemplateResponse(request, "web/refused.html", {"sentence": ""}, status=404).render()


@public
def broken(request: HttpRequest, *args: Any) -> HttpResponse:
    """Say that something broke here, not at the person's."""
    return TemplateResponse(request, "web/refused.html", {"sentence": ""}, status=500).render()

"""Answering htmx with a part of the page."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers

View = Callable[..., HttpResponse]


def asked_fragment(request: HttpRequest) -> str | None:
    """Return the id of the element that htmx will swap, None for a whole page."""
    headers = request.headers
    if "HX-Request" not in headers or "HX-History-Restore-Request" in headers:
        return None
    return headers.get("HX-Target", "").rpartition("#")[2] or None


def fragments(*names: str) -> Callable[[View], View]:
    """Answer htmx with one of the page's own partials when its target is among `names`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def choosing(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            response = view(request, *args, **kwargs)
            patch_vary_headers(response, ["HX-Request", "HX-Target"])
            fragment = asked_fragment(request)
            if fragment not in names or not isinstance(response, TemplateResponse):
                return response
            part = f"{response.template_name}#{fragment}"
            if not _is_there(part):
                return _whole_page(request)
            response.template_name = part
            return response

        return choosing

    return decorate


def _is_there(part: str) -> bool:
    try:
        get_template(part)
    except TemplateDoesNotExist:
        return False
    return True


def _whole_page(request: HttpRequest) -> HttpResponse:
    """Make the browser go there: the view answered by another page, which has no such part."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response["HX-Redirect"] = request.get_full_path()
    return response

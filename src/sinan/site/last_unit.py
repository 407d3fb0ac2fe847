"""Remembering the unit somebody worked in, in a cookie of theirs; it gives no right to it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "sinan_unit"
YEAR = 365 * 24 * 3600


def last_unit(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Keep the unit of every page that was shown."""

    def middleware(request: Any) -> HttpResponse:
        response = get_response(request)
        unit = getattr(request, "unit", None)
        if (
            unit is not None
            and response.status_code == HTTPStatus.OK
            and unit.key != remembered(request)
        ):
            response.set_cookie(
                COOKIE,
                unit.key,
                max_age=YEAR,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response

    return middleware


def remembered(request: HttpRequest) -> str:
    """Return the key of the unit that was shown last, the empty string for none."""
    return request.COOKIES.get(COOKIE, "")

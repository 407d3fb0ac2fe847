"""What is turned away before any page sees it, because no page could want it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

NUL = "\0"


def admission(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 400 to bodies that are too large and to NUL in an address; leave out such cookies.

    Django holds uploaded files to no limit at all, and would store them before any view or the
    check of the form's token. PostgreSQL takes no NUL, so each lookup would break at it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if _length(request.META) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise BadRequest("body too large")
        if NUL in request.path or _holds_nul(request.GET):
            raise BadRequest("NUL in the address")
        # Refusing a cookie would lock its owner out: the browser goes on sending it.
        request.COOKIES = {name: text for name, text in request.COOKIES.items() if NUL not in text}
        return get_response(request)

    return middleware


def _length(meta: Mapping[str, Any]) -> int:
    stated = str(meta.get("CONTENT_LENGTH") or "0")
    # Django reads no more than this says, and nothing where it is no number.
    return int(stated[:20]) if stated.isascii() and stated.isdigit() else 0


def _holds_nul(query: QueryDict) -> bool:
    return any(NUL in name or _any_nul(texts) for name, texts in query.lists())


def _any_nul(texts: Iterable[Any]) -> bool:
    return any(NUL in str(text) for text in texts)

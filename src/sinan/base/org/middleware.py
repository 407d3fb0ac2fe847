"""Who asks and about which unit, worked out once a request."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from . import queries
from .scope import Scope

NOBODY = Scope(user_id=None)


class ScopeMiddleware:
    """Attach `request.scope`, and `request.unit` where the address names one.

    A unit that the scope does not see answers as one that does not exist.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Gather the scope of whoever asks."""
        user = request.user
        scope = queries.scope_of(user.pk) if user.is_authenticated else NOBODY
        request.scope = scope  # type: ignore[attr-defined]
        request.unit = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]
    ) -> None:
        """Take the unit out of the address, so that no view has to find it."""
        key = kwargs.pop("unit_key", None)
        if key is None or not request.user.is_authenticated:
            return
        request.unit = queries.unit_by_key(request.scope, key)  # type: ignore[attr-defined]
        if request.unit is None:  # type: ignore[attr-defined]
            raise Http404

"""Decorators by which every view states who may enter."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

View = Callable[..., HttpResponse]
SIGNED_IN = "signed_in"
PUBLIC = "public"
ABILITY = re.compile(r"[a-z_]+(\.[a-z_]+)+")


class Holder(Protocol):
    """Whoever holds abilities at units; a Scope."""

    def can(self, ability: str, unit: Any) -> bool:
        """Tell whether the holder may do `ability` at `unit`."""


def requires(ability: str) -> Callable[[View], View]:
    """Open the view to those who have `ability` at the unit of the address, 403 for others.

    People who are not signed in are sent to the door; a unit they do not see is a 404 already.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: object, **kwargs: object) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_the_door(request)
            if not request.scope.can(ability, request.unit):
                raise PermissionDenied(ability)
            return view(request, *args, **kwargs)

        return _marked(guarded, ability)

    return decorate


def signed_in(view: View) -> View:
    """Open the view to everybody who is signed in: it shows only what is their own."""

    @wraps(view)
    def guarded(request: Any, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_the_door(request)
        return view(request, *args, **kwargs)

    return _marked(guarded, SIGNED_IN)


def public(view: View) -> View:
    """Open the view to everybody."""

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return view(request, *args, **kwargs)

    return _marked(opened, PUBLIC)


def missing_right(exception: Exception | None) -> str:
    """Return the ability that a guard missed, the empty string when it was something else."""
    said = str(exception.args[0]) if exception is not None and exception.args else ""
    return said if ABILITY.fullmatch(said) else ""


def to_the_door(request: HttpRequest) -> HttpResponse:
    """Send somebody to sign in and back; an htmx request makes the whole page go."""
    door = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"
    if "HX-Request" not in request.headers:
        return redirect(door)
    response = HttpResponse(status=401)
    response["HX-Redirect"] = door
    return response


def _marked(view: View, ability: str) -> View:
    view.ability = ability  # type: ignore[attr-defined]
    return view

"""The door: signing in and out, the one-time link, one's own account."""

from django.http import HttpRequest, HttpResponse

from sinan.base.web.guards import public


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let somebody in."""
    return HttpResponse("sign in")

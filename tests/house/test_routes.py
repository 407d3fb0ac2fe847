"""The list of addresses reads off what a view wears."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.urls.resolvers import RegexPattern, URLResolver
from django.views.decorators.http import require_http_methods, require_POST

from sinan.base.web.guards import public, requires, signed_in
from sinan.site import routes


@requires("scorecard.see")
@require_POST
def changing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@require_http_methods(["GET", "POST"])
@signed_in
def both(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@public
def reading(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_methods_rights_and_parameters_are_read() -> None:
    inner = [path("<str:metric_code>/", changing, name="changing"), path("both/", both, name="b")]
    urls = [
        path("u/<str:unit_key>/", include((inner, "card"))),
        path("", reading, name="reading"),
        path("bare/", bare, name="bare"),
    ]
    found = list(routes._routes(URLResolver(RegexPattern(r"^/"), urls), "/", ()))
    assert [(r.name, r.methods, r.ability) for r in found] == [
        ("card:changing", ("POST",), "scorecard.see"),
        ("card:b", ("GET", "POST"), "signed_in"),
        ("reading", ("GET", "HEAD"), "public"),
        ("bare", ("GET", "HEAD"), ""),
    ]
    assert found[0].path == "/u/<str:unit_key>/<str:metric_code>/"
    assert found[0].parameters == ("unit_key", "metric_code")

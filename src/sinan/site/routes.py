"""Every address of the product, with its methods and who may enter."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

READING = ("GET", "HEAD")
# What `django.views.decorators.http.require_http_methods` calls its list; a test holds it.
DECORATED = "request_method_list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One address: its pattern, its name and parameters, methods, and an ability or "public"."""

    path: str
    name: str
    parameters: tuple[str, ...]
    methods: tuple[str, ...]
    ability: str

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def routes() -> list[Route]:
    """List every address in the order in which they are tried."""
    return list(_routes(get_resolver(), "/", ()))


def _routes(resolver: URLResolver, prefix: str, names: tuple[str, ...]) -> Iterator[Route]:
    inside = (*names, resolver.namespace) if resolver.namespace else names
    for entry in resolver.url_patterns:
        path = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _routes(entry, path, inside)
        else:
            yield _route(entry, path, inside)


def _route(entry: URLPattern, path: str, names: tuple[str, ...]) -> Route:
    return Route(
        path=path,
        name=":".join([*names, entry.name or ""]),
        parameters=tuple(_parameters(path)),
        methods=_methods(entry.callback),
        ability=getattr(entry.callback, "ability", ""),
    )


def _methods(view: Any) -> tuple[str, ...]:
    """Read the methods off Django's own decorators, under whatever else a view wears."""
    while view is not None:
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        if DECORATED in names:
            cells = dict(zip(names, view.__closure__, strict=True))
            return tuple(cells[DECORATED].cell_contents)
        view = getattr(view, "__wrapped__", None)
    return READING


def _parameters(path: str) -> Iterator[str]:
    for piece in path.split("<")[1:]:
        yield piece.split(">")[0].rpartition(":")[2]

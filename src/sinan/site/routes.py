"""Every address of the product, with its methods and who may enter."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

READING = ("GET", "HEAD")


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
        methods=getattr(entry.callback, "methods", READING),
        ability=getattr(entry.callback, "ability", ""),
    )


def _parameters(path: str) -> Iterator[str]:
    for piece in path.split("<")[1:]:
        yield piece.split(">")[0].rpartition(":")[2]

"""Every address as every role, as a neighbour, as a stranger, as nobody.

A new address is looked at by itself; its parameters need a sample in `samples`.
"""

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from sinan.base.accounts.models import User
from sinan.base.accounts.services import one_time_path
from sinan.base.org.models import Unit
from sinan.base.org.roles import abilities, reference_roles
from sinan.base.web.guards import PUBLIC, SIGNED_IN
from sinan.site.routes import Route, routes
from tests.base.builders import file_of, job_of, scorecard_of
from tests.conftest import Trade, browser_of

ROUTES = routes()
ROLES = {role["code"]: frozenset(role["abilities"]) for role in reference_roles()}
WORKS = {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.METHOD_NOT_ALLOWED}
DOOR = "/sign-in/"
# Whoever walks through every door leaves no files and no open ones.
IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}

each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
each_unit_route = pytest.mark.parametrize(
    "route", [r for r in ROUTES if "unit_key" in r.parameters], ids=lambda route: route.name
)
each_guarded_route = pytest.mark.parametrize(
    "route", [r for r in ROUTES if r.ability != PUBLIC], ids=lambda route: route.name
)


@pytest.fixture
def samples(trade: Trade, settings: Settings) -> dict[str, Any]:
    """Return one value for every parameter that an address may have."""
    settings.STORAGES = {**settings.STORAGES, "default": IN_MEMORY}
    card = scorecard_of(trade.store, trade.group)
    *_, key, token, _end = one_time_path(trade.person("staff", name="newcomer")).split("/")
    return {
        "unit_key": trade.store.key,
        "metric_code": "M3",
        "department": "sales",
        "employee_id": card.owner.pk,
        "plan_code": "K1",
        "key": key,
        "token": token,
        "user_key": key,
        "job_id": job_of(trade.store).pk,
        "file_id": file_of(trade.store).uuid,
    }


def address(route: Route, samples: dict[str, Any], unit: Unit | None = None) -> str:
    """Return a real address of a route."""
    missing = [name for name in route.parameters if name not in samples]
    assert not missing, f"{route.name}: add a sample for {missing} to tests/house/test_addresses.py"
    values = {name: samples[name] for name in route.parameters}
    if unit is not None:
        values["unit_key"] = unit.key
    return reverse(route.name, kwargs=values)


def body_of(answer: Any) -> bytes:
    """Return all that was answered, a page or a file that is sent piece by piece."""
    body: bytes = b"".join(answer) if answer.streaming else answer.content
    return body


def codes_of(browser: Client, path: str) -> set[int]:
    """Return what a page answers to reading and to writing; a refused method says nothing."""
    answers = {browser.get(path).status_code, browser.post(path).status_code}
    return answers - {HTTPStatus.METHOD_NOT_ALLOWED}


@each_route
def test_states_who_may_enter(route: Route) -> None:
    assert route.ability in {PUBLIC, SIGNED_IN, *abilities()}
    # A right is a right at a unit, so the address has to name one.
    assert route.ability not in abilities() or "unit_key" in route.parameters


@each_guarded_route
def test_nobody_is_sent_to_the_door(route: Route, samples: dict[str, Any]) -> None:
    path = address(route, samples)
    for answer in (browser_of().get(path), browser_of().post(path)):
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            assert answer.status_code == HTTPStatus.FOUND
            assert answer["Location"].startswith(DOOR)
    fragment = browser_of().get(path, headers={"HX-Request": "true"})
    assert fragment.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.METHOD_NOT_ALLOWED}


@each_guarded_route
def test_disabled_person_is_sent_to_the_door(
    route: Route, samples: dict[str, Any], trade: Trade
) -> None:
    browser = trade.client("owner")
    User.objects.filter(pk=trade.person("owner").pk).update(is_active=False)
    answer = browser.get(address(route, samples))
    assert answer.status_code in {HTTPStatus.FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
    assert answer.headers.get("Location", DOOR).startswith(DOOR)


@each_route
def test_each_role_enters_where_it_may(route: Route, samples: dict[str, Any], trade: Trade) -> None:
    path = address(route, samples)
    for role, held in ROLES.items():
        browser = trade.client(role)
        if route.ability in abilities() and route.ability not in held:
            assert codes_of(browser, path) <= {HTTPStatus.FORBIDDEN}, role
            continue
        answer = browser.get(path)
        assert answer.status_code in WORKS, role
        assert not answer.headers.get("Location", "").startswith(DOOR), role
        assert "Content-Security-Policy" in answer.headers


@each_unit_route
def test_neighbour_finds_nothing(route: Route, samples: dict[str, Any], trade: Trade) -> None:
    path = address(route, samples)
    strangers = {
        "manager of the sister store": trade.client("store_manager", at=trade.sister),
        "owner of the other group": trade.client("owner", at=trade.other_group),
    }
    for who, browser in strangers.items():
        assert codes_of(browser, path) <= {HTTPStatus.NOT_FOUND}, who


@each_unit_route
def test_foreign_and_absent_answer_alike(
    route: Route, samples: dict[str, Any], trade: Trade
) -> None:
    browser = trade.client("owner")
    foreign = browser.get(address(route, samples, trade.stranger))
    absent = browser.get(address(route, samples, Unit(key="no-such-unit")))
    assert foreign.status_code == absent.status_code == HTTPStatus.NOT_FOUND
    assert without_address(foreign.content, trade.stranger.key) == without_address(
        absent.content, "no-such-unit"
    )


def without_address(content: bytes, key: str) -> bytes:
    """Return a page without the address it was asked by, and without its form's secret."""
    lines = content.replace(key.encode(), b"").splitlines()
    return b"\n".join(line for line in lines if b"csrf" not in line.lower())


@each_route
def test_every_answer_has_its_policy(route: Route, samples: dict[str, Any]) -> None:
    answer = browser_of().get(address(route, samples))
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe-eval" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"]


@each_route
@pytest.mark.parametrize("odd", ["m=2016-13", "m=%00", "m=" + "9" * 5000, "m=%F0%9F%98%80"])
def test_odd_month_is_no_fault_of_ours(
    route: Route, odd: str, samples: dict[str, Any], trade: Trade
) -> None:
    answer = trade.client("owner").get(f"{address(route, samples)}?{odd}")
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


@each_route
def test_methods_are_those_it_states(route: Route, samples: dict[str, Any], trade: Trade) -> None:
    path, browser = address(route, samples), trade.client("owner")
    for method in ("PUT", "PATCH", "DELETE", "TRACE"):
        assert browser.generic(method, path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    if "GET" not in route.methods:
        assert browser.get(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
        return
    # Whoever watches a site asks for the head alone.
    assert browser.head(path).status_code == browser.get(path).status_code

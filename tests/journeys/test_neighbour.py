"""Neighbours: nobody sees another's store, and who is shut out is out at once."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from sinan.base.accounts.models import User
from sinan.base.org.models import Employee, Grant, Unit
from sinan.management.scorecard import urls
from tests.conftest import Trade, browser_of
from tests.scorecard.builders import Store, reference_store

from .pages import month_of, walk
from .served import FEBRUARY, Served

PASSWORD = "qingfeng-7-shan"
STORE = "银川店"


@pytest.fixture
def store(trade: Trade) -> Store:
    return reference_store(trade.store)


def pages_of(unit: Unit) -> Iterator[str]:
    """Give the address of every page of a unit's scorecard, and of the unit itself."""
    owner = Employee.objects.filter(unit=unit).first()
    values = {
        "metric_code": "M7",
        "department": "sales",
        "employee_id": owner.pk if owner else 1,
        "plan_code": "K1",
    }
    for route in urls.urlpatterns:
        wanted = {name: values[name] for name in route.pattern.converters}
        yield reverse(f"scorecard:{route.name}", kwargs={"unit_key": unit.key, **wanted})
    yield reverse("site:unit_home", kwargs={"unit_key": unit.key})
    yield reverse("site:find_in_unit", kwargs={"unit_key": unit.key})


def found_by(client: Client, words: str) -> str:
    """Return what palette and switch find, wherever they are asked."""
    headers = {"HX-Request": "true"}
    answers = [
        client.get("/find/", {"q": words}, headers={**headers, "HX-Target": "palette-found"}),
        client.get("/units/", {"q": words}, headers={**headers, "HX-Target": "switch-found"}),
        client.get("/find/", {"q": words}),
        client.get("/units/", {"q": words}),
    ]
    assert {answer.status_code for answer in answers} == {200}
    return " ".join(answer.content.decode() for answer in answers)


def _names(found: str, unit: Unit) -> bool:
    """Tell whether a unit was found; the words that were asked for come back in any case."""
    return f"/u/{unit.key}/" in found or f'<span class="hit-label">{unit.name}<' in found


@pytest.mark.parametrize("where", ["sister", "stranger", "other_group"])
def test_a_neighbour_finds_no_page_of_the_store(trade: Trade, store: Store, where: str) -> None:
    home: Unit = getattr(trade, where)
    role = "owner" if where == "other_group" else "store_manager"
    neighbour = browser_of(trade.person(role, at=home))
    for path in pages_of(trade.store):
        for headers in ({}, {"HX-Request": "true", "HX-Target": "tab"}):
            answer = neighbour.get(path, {"m": "2016-02"}, headers=headers)
            assert answer.status_code == 404, path
            assert STORE not in answer.content.decode(), path
    for words in (STORE, "银川", "S1", "M7", ""):
        assert not _names(found_by(neighbour, words), trade.store), words


def test_the_store_of_the_same_code_is_another_store(trade: Trade, store: Store) -> None:
    assert trade.stranger.code == trade.store.code
    assert trade.stranger.key != trade.store.key
    stranger = browser_of(trade.person("store_manager", at=trade.stranger))
    own = stranger.get(f"/u/{trade.stranger.key}/scorecard/metrics/", {"m": "2016-02"})
    assert own.status_code == 200
    assert "星野一店" in own.content.decode()
    assert "M7" not in own.content.decode()
    assert _names(found_by(stranger, trade.store.code), trade.stranger)
    assert _names(found_by(browser_of(trade.person("store_manager")), STORE), trade.store)


def test_nobody_at_all_is_led_to_the_door(trade: Trade, store: Store) -> None:
    for path in pages_of(trade.store):
        answer = Client().get(path, {"m": "2016-02"})
        assert answer.status_code == 302, path
        assert answer.headers["Location"].startswith("/sign-in/"), path


def test_who_is_shut_out_is_out_with_the_next_request(trade: Trade, store: Store) -> None:
    manager = trade.person("store_manager")
    manager.set_password(PASSWORD)
    manager.save()
    client = Client()
    keys = {"login": manager.username, "password": PASSWORD}
    assert client.post("/sign-in/", keys).status_code == 302
    path = f"/u/{trade.store.key}/scorecard/"
    assert client.get(path, {"m": "2016-02"}).status_code == 200
    User.objects.filter(pk=manager.pk).update(is_active=False)
    refused = client.get(path, {"m": "2016-02"})
    assert refused.status_code == 302
    assert refused.headers["Location"].startswith("/sign-in/")
    again = client.post("/sign-in/", keys)
    assert again.status_code == 422
    assert STORE not in again.content.decode()


def test_a_grant_that_is_gone_is_gone_at_once(trade: Trade, store: Store) -> None:
    manager = trade.person("store_manager")
    client = browser_of(manager)
    path = f"/u/{trade.store.key}/scorecard/"
    assert client.get(path, {"m": "2016-02"}).status_code == 200
    Grant.objects.filter(user=manager).delete()
    assert client.get(path, {"m": "2016-02"}).status_code == 404


def test_in_the_demonstration_no_link_leads_a_manager_to_another_store(demo: Served) -> None:
    manager = demo.visitor("manager2")
    own = manager.get("/").address.removeprefix(demo.url).split("/")[2]
    assert own != "S001"
    assert manager.get(f"/u/S001/scorecard/?{FEBRUARY}").status == 404

    def follow(link: str) -> bool:
        return month_of(link) in {"", "2026-10"} and "&" not in link

    for path, source, answer in walk(manager, f"/u/{own}/scorecard/?m=2026-10", follow):
        assert answer.status == 200, f"{answer.status} {path}, linked from {source}"
        assert path.split("/")[1] != "u" or path.split("/")[2] == own, f"{path} from {source}"
        assert "云州启明4S店" not in answer.text, path

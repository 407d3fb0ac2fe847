"""Signing in and out, one-time links, one's own account."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from sinan.base.accounts.models import User
from sinan.base.accounts.services import one_time_path
from tests.conftest import Trade, browser_of

GOOD = "zhe-shi-yi-ge-mima"
OTHER = "ling-yi-ge-mima-9"


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def user(trade: Trade) -> User:
    """Return a manager who signs in by name and phone."""
    user = trade.person("store_manager")
    user.phone = "13800001111"
    user.set_password(GOOD)
    user.save()
    return user


def knock(client: Client, login: str, password: str = GOOD, **more: str) -> Any:
    """Send the form of the door, in English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client.post("/sign-in/", {"login": login, "password": password, **more})


def is_in(client: Client) -> bool:
    """Tell whether the browser is signed in."""
    return bool(client.get("/account/").status_code == 200)


@pytest.mark.parametrize("by", ["username", "phone"])
def test_signs_in_by_name_and_by_phone(user: User, by: str) -> None:
    client = Client()
    answer = knock(client, f" {getattr(user, by)} ")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)


def test_every_wrong_sign_in_gets_the_same_answer(user: User) -> None:
    User.objects.create(username="gone", is_active=False, joined_at=user.joined_at)
    pages = []
    for login, password in ((user.username, "wrong"), ("nobody", GOOD), ("gone", GOOD)):
        answer = knock(Client(), login, password)
        assert answer.status_code == 422
        text = answer.content.decode().replace(f'value="{login}"', "")
        pages.append([line for line in text.splitlines() if "csrf" not in line.lower()])
        assert password not in text
    assert pages[0] == pages[1] == pages[2]
    assert "User name, phone or password is not right." in "".join(pages[0])


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/u/S1/scorecard/metrics/?m=2016-02", "/u/S1/scorecard/metrics/?m=2016-02"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("http:evil.example", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_goes_on_within_the_house_only(user: User, wanted: str, reached: str) -> None:
    assert knock(Client(), user.username, next=wanted)["Location"] == reached
    client = browser_of(user)
    for tool, value in (("language", "en"), ("theme", "dark")):
        assert client.post(f"/{tool}/", {tool: value, "next": wanted})["Location"] == reached


def test_the_way_on_is_kept_through_a_wrong_password(user: User) -> None:
    asked = browser_of().get("/u/S1/scorecard/metrics/?m=2016-02")
    page = Client().get(asked["Location"])
    assert 'name="next" value="/u/S1/scorecard/metrics/?m=2016-02"' in page.content.decode()
    again = knock(Client(), user.username, "wrong", next="/account/")
    assert 'name="next" value="/account/"' in again.content.decode()


def test_signing_in_begins_a_new_session(user: User) -> None:
    client = Client()
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    knock(client, user.username)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != session.session_key
    assert client.cookies[settings.SESSION_COOKIE_NAME]["httponly"]


def test_signs_out_by_a_form_only(user: User) -> None:
    client = browser_of(user)
    assert client.get("/sign-out/").status_code == 405
    assert is_in(client)
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert not is_in(client)


def test_signing_out_needs_the_secret_of_the_form(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    refused = client.post("/sign-out/")
    assert refused.status_code == 403
    assert "said-code" in refused.content.decode()
    assert is_in(client)


def test_a_link_sets_a_password_once(user: User, trade: Trade) -> None:
    newcomer = trade.person("staff")
    path, client = one_time_path(newcomer), Client()
    assert client.get(path).status_code == 200
    weak = client.post(path, {"password": "12345678", "again": "12345678"})
    assert weak.status_code == 422
    differing = client.post(path, {"password": GOOD, "again": OTHER})
    assert differing.status_code == 422
    done = client.post(path, {"password": GOOD, "again": GOOD})
    assert (done.status_code, done["Location"]) == (302, "/")
    assert is_in(client)
    used = Client()
    for answer in (used.get(path), used.post(path, {"password": OTHER, "again": OTHER})):
        assert answer.status_code == 410
        assert "/sign-in/" in answer.content.decode()
    assert knock(Client(), newcomer.username).status_code == 302


def test_old_foreign_and_broken_links_are_over(trade: Trade, settings: Any) -> None:
    newcomer, other = trade.person("staff"), trade.person("finance")
    path = one_time_path(newcomer)
    *start, _key, token, end = path.split("/")
    of_another = one_time_path(other).split("/")[-3]
    broken = [
        "/".join([*start, of_another, token, end]),
        "/".join([*start, "!!!", token, end]),
        "/".join([*start, "9" * 60, token, end]),
        path.replace(token, f"{token}x"),
    ]
    assert [Client().get(each).status_code for each in broken] == [410] * 4
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert Client().get(path).status_code == 410


def test_a_link_of_somebody_who_left_is_over(trade: Trade) -> None:
    newcomer = trade.person("staff")
    path = one_time_path(newcomer)
    User.objects.filter(pk=newcomer.pk).update(is_active=False)
    assert Client().get(path).status_code == 410


def test_a_new_password_ends_the_other_sessions(user: User) -> None:
    here, elsewhere = browser_of(user), browser_of(user)
    words = {"current": GOOD, "password": OTHER, "again": OTHER}
    wrong = here.post("/account/password/", words | {"current": "wrong"})
    assert wrong.status_code == 422
    assert is_in(elsewhere)
    assert here.post("/account/password/", words)["Location"] == "/account/"
    assert is_in(here)
    assert not is_in(elsewhere)
    assert knock(Client(), user.username, OTHER).status_code == 302


def test_nobody_changes_a_password(user: User) -> None:
    answer = Client().post("/account/password/", {"password": OTHER, "again": OTHER})
    assert answer["Location"].startswith("/sign-in/")
    assert knock(Client(), user.username).status_code == 302


def test_account_keeps_name_language_and_theme(user: User) -> None:
    client = browser_of(user)
    words = {"name": "林知远", "language": "en", "theme": "dark"}
    assert client.post("/account/", words)["Location"] == "/account/"
    user.refresh_from_db()
    assert (user.name, user.language, user.theme) == ("林知远", "en", "dark")
    page = client.get("/account/").content.decode()
    assert '<html lang="en" data-bs-theme="dark" data-theme-choice="dark">' in page
    assert client.post("/account/", words | {"theme": "pink"}).status_code == 422


def test_switches_stay_with_a_person_on_every_device(user: User) -> None:
    client = browser_of(user)
    client.post("/language/", {"language": "en"})
    client.post("/theme/", {"theme": "dark"})
    page = browser_of(User.objects.get(pk=user.pk)).get("/account/").content.decode()
    assert '<html lang="en" data-bs-theme="dark"' in page


def test_switches_stay_with_the_browser_of_nobody(db: None) -> None:
    client = Client()
    client.post("/language/", {"language": "en"})
    client.post("/theme/", {"theme": "dark"})
    assert '<html lang="en" data-bs-theme="dark"' in client.get("/sign-in/").content.decode()
    assert (
        '<html lang="zh-Hans" data-bs-theme="light"' in Client().get("/sign-in/").content.decode()
    )


@pytest.mark.parametrize("tool", ["language", "theme"])
def test_switches_know_what_there_is_and_take_forms_only(user: User, tool: str) -> None:
    client = browser_of(user)
    before = User.objects.values("language", "theme").get(pk=user.pk)
    assert client.post(f"/{tool}/", {tool: "klingon"}).status_code == 302
    assert User.objects.values("language", "theme").get(pk=user.pk) == before
    assert client.get(f"/{tool}/").status_code == 405

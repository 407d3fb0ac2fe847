"""Users: names, passwords, links, signing in."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.tokens import default_token_generator
from django.utils import translation
from pytest_django import Settings

from sinan.base.accounts.models import User
from sinan.base.accounts.services import add_user, add_user_with_role, change_password, prefer
from sinan.kernel.refusal import Refusal
from tests.conftest import NOW, OPERATOR, Trade

GOOD = "qingfeng-7-shan"


@pytest.fixture(autouse=True)
def _quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def add(trade: Trade, name: str, password: str | None = GOOD, phone: str | None = None) -> User:
    return add_user(
        username=name,
        unit_id=trade.group.pk,
        phone=phone,
        password=password,
        by=OPERATOR,
        at=NOW,
    )


def test_signs_in_by_name_or_phone(trade: Trade) -> None:
    user = add(trade, "lin", phone="13800000001")
    assert authenticate(username="lin", password=GOOD) == user
    assert authenticate(username="13800000001", password=GOOD) == user
    assert authenticate(username="lin", password="wrong") is None
    assert authenticate(username="nobody", password=GOOD) is None
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert authenticate(username="lin", password=GOOD) is None


def test_user_without_a_password_cannot_sign_in(trade: Trade) -> None:
    add(trade, "lin", password=None)
    assert authenticate(username="lin", password="") is None
    assert authenticate(username="lin", password="!") is None


@pytest.mark.parametrize("password", ["", "short", "12345678901", "password123", "linlinlin"])
def test_weak_password_is_refused_and_nobody_added(trade: Trade, password: str) -> None:
    with pytest.raises(Refusal) as caught:
        add(trade, "linlinlin", password)
    assert caught.value.code == "user.password_weak"
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\nb", "\udce4"])
def test_name_is_bounded(trade: Trade, name: str) -> None:
    with pytest.raises(Refusal) as caught:
        add(trade, name)
    assert caught.value.code == "user.name_length"


@pytest.mark.parametrize("phone", ["x", "1", "1" * 21, "138 0000 0001\n", "+"])
def test_phone_is_a_number(trade: Trade, phone: str) -> None:
    with pytest.raises(Refusal) as caught:
        add(trade, "lin", phone=phone)
    assert caught.value.code == "user.phone_malformed"


def test_name_of_one_is_not_the_phone_of_another(trade: Trade) -> None:
    add(trade, "lin", phone="13800000001")
    add(trade, "13800000002")
    for name, phone in (("13800000001", None), ("zhou", "13800000002")):
        with pytest.raises(Refusal) as caught:
            add(trade, name, phone=phone)
        assert caught.value.code == "user.taken"


def test_name_and_phone_are_given_once(trade: Trade) -> None:
    add(trade, "lin", phone="13800000001")
    for name, phone in (("lin", None), ("zhou", "13800000001")):
        with pytest.raises(Refusal) as caught:
            add(trade, name, phone=phone)
        assert caught.value.code == "user.taken"
    add(trade, "zhou")
    add(trade, "wu")


def test_unknown_role_adds_nobody(trade: Trade) -> None:
    with pytest.raises(Refusal):
        add_user_with_role(username="lin", unit=trade.store, role="king", by=OPERATOR, at=NOW)
    assert not User.objects.exists()


def test_link_works_until_the_password_is_set(trade: Trade) -> None:
    user = add(trade, "lin", password=None)
    token = default_token_generator.make_token(user)
    assert default_token_generator.check_token(user, token)
    change_password(user=user, password=GOOD, unit_id=trade.group.pk, by=OPERATOR, at=NOW)
    assert not default_token_generator.check_token(user, token)


def test_unknown_theme_is_refused(trade: Trade) -> None:
    user = add(trade, "lin", password=None)
    with pytest.raises(Refusal):
        prefer(user=user, theme="pink")
    prefer(user=user, theme="dark", language="en")
    user.refresh_from_db()
    assert (user.theme, user.language) == ("dark", "en")


@pytest.mark.parametrize("name", ["Lin", "LIN", "ｌｉｎ", " lin "])
def test_nobody_is_called_almost_like_another(trade: Trade, name: str) -> None:
    add(trade, "lin")
    with pytest.raises(Refusal) as caught:
        add(trade, name)
    assert caught.value.code == "user.taken"


@pytest.mark.parametrize(
    "phone",
    ["138 0000 0001", "138-0000-0001", "+86 13800000001", "008613800000001", "１３８00000001"],
)
def test_phone_is_the_same_however_it_is_written(trade: Trade, phone: str) -> None:
    user = add(trade, "lin", phone="13800000001")
    assert authenticate(username=phone, password=GOOD) == user
    with pytest.raises(Refusal) as caught:
        add(trade, "zhou", phone=phone)
    assert caught.value.code == "user.taken"


def test_weak_password_is_said_in_chinese(trade: Trade) -> None:
    with translation.override("zh-hans"), pytest.raises(Refusal) as caught:
        add(trade, "lin", "qf7")
    assert "This password" not in caught.value.params["why"]

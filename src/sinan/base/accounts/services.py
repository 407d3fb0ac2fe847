"""Everything that happens to a user."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from sinan.base.audit import ledger
from sinan.base.org.api import grant_role, scope_of, units_seen
from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.refusal import Refusal

from .logins import PHONE, plain_name, plain_phone
from .models import NAME_LENGTH, Theme, User


@transaction.atomic
def add_user(
    *,
    username: str,
    unit_id: int,
    by: Scope,
    at: datetime,
    name: str = "",
    phone: str | None = None,
    password: str | None = None,
) -> User:
    """Create a user; without a password they enter by a one-time link.

    Raises `Refusal` when a name is malformed or taken, or the password is weak.
    """
    user = User(
        username=plain_name(username),
        phone=None if not phone else plain_phone(phone),
        name=name,
        joined_at=at,
    )
    _check_logins(user)
    if password is None:
        user.set_unusable_password()
    else:
        _set_password(user, password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise Refusal("user.taken", field="username", name=username) from None
    ledger.record("accounts.user.added", user, unit_id=unit_id, by=by, at=at)
    return user


@transaction.atomic
def add_user_with_role(
    *,
    username: str,
    unit: Unit,
    role: str,
    by: Scope,
    at: datetime,
    name: str = "",
    phone: str | None = None,
    password: str | None = None,
) -> User:
    """Create a user who holds `role` at `unit`, or nobody at all.

    Raises `Refusal` when the name is taken, the password is weak or there is no such role.
    """
    user = add_user(
        username=username,
        unit_id=unit.pk,
        name=name,
        phone=phone,
        password=password,
        by=by,
        at=at,
    )
    grant_role(user_id=user.pk, unit=unit, role=role, by=by, at=at)
    return user


@transaction.atomic
def change_password(
    *, user: User, password: str, unit_id: int | None, by: Scope, at: datetime
) -> None:
    """Set a new password; it ends the user's other sessions.

    Raises `Refusal` when the password is weak.
    """
    _set_password(user, password)
    user.save(update_fields=["password"])
    if unit_id is not None:
        ledger.record("accounts.password.changed", user, unit_id=unit_id, by=by, at=at)


@transaction.atomic
def set_password_by_link(*, user: User, password: str, at: datetime) -> None:
    """Set the password of somebody who came by their one-time link, which is used up by it.

    Raises `Refusal` when the password is weak.
    """
    scope = scope_of(user.pk)
    change_password(user=user, password=password, unit_id=_first_unit(scope), by=scope, at=at)


@transaction.atomic
def change_own_password(*, user: User, password: str, by: Scope, at: datetime) -> None:
    """Set a new password for oneself.

    Raises `Refusal` when the password is weak.
    """
    change_password(user=user, password=password, unit_id=_first_unit(by), by=by, at=at)


@transaction.atomic
def describe_oneself(
    *, user: User, name: str, language: str, theme: str, by: Scope, at: datetime
) -> None:
    """Keep one's own name and how one likes the screen."""
    prefer(user=user, language=language, theme=theme)
    if user.name == name:
        return
    before, user.name = user.name, name
    user.save(update_fields=["name"])
    unit_id = _first_unit(by)
    if unit_id is not None:
        values = {"name": [before, name]}
        ledger.record("accounts.user.renamed", user, unit_id=unit_id, by=by, at=at, values=values)


def prefer(*, user: User, language: str | None = None, theme: str | None = None) -> None:
    """Keep how this person likes the screen. A taste, not a deed: no audit line."""
    if language is not None:
        user.language = language
    if theme is not None:
        if theme not in Theme.values:
            raise Refusal("user.theme_unknown", field="theme")
        user.theme = theme
    user.save(update_fields=["language", "theme"])


def one_time_path(user: User) -> str:
    """Return the address at which `user` may set a password, once, within the time limit."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return f"/enter/{key}/{default_token_generator.make_token(user)}/"


def _first_unit(scope: Scope) -> int | None:
    # An audit line belongs to a unit; somebody without any leaves none.
    return units_seen(scope).values_list("pk", flat=True).first()


def _check_logins(user: User) -> None:
    if not _fits(user.username) or not user.username.strip() or not _fits(user.name):
        raise Refusal("user.name_length", field="username")
    if user.phone is not None and not PHONE.match(user.phone):
        raise Refusal("user.phone_malformed", field="phone", phone=user.phone[:40])
    # Both open the door, so nobody's name may be another's phone.
    for login in filter(None, (user.username, user.phone)):
        if User.objects.is_taken(login):
            raise Refusal("user.taken", field="username", name=login)


def _fits(text: str) -> bool:
    return len(text) <= NAME_LENGTH and text.isprintable()


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Refusal("user.password_weak", field="password", why=" ".join(weak.messages)) from None
    user.set_password(password)

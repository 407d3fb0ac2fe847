"""Reading users."""

from django.contrib.auth.tokens import default_token_generator
from django.utils.http import urlsafe_base64_decode

from sinan.kernel.refusal import Refusal

from .models import User

LONGEST_KEY = 20


def user_of_link(key: str, token: str) -> User | None:
    """Return whose one-time link this is while it is fresh and unused, else None."""
    if len(key) > LONGEST_KEY:
        return None
    try:
        number = int(urlsafe_base64_decode(key).decode("ascii"))
    except ValueError:
        return None
    user = User.objects.filter(pk=number, is_active=True).first() if number < 2**63 else None
    if user is None or not default_token_generator.check_token(user, token):
        return None
    return user


def existing_user(login: str) -> User:
    """Return the active user of that name or phone.

    Raises `Refusal` when there is none.
    """
    user = User.objects.by_login(login)
    if user is None or not user.is_active:
        raise Refusal("user.unknown", field="username", name=login[:60])
    return user

"""Signing in by user name or phone."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from .models import User


class UsernameOrPhone(BaseBackend):
    """Accept the user name or the phone, with the same work for known and unknown people."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> User | None:
        """Return the user whose password fits, None for anybody else."""
        if not username or password is None:
            return None
        user = User.objects.by_login(username)
        if user is None:
            User().set_password(password)  # the time a known user's check would take
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """Return the user of a session while active."""
        return User.objects.filter(pk=user_id, is_active=True).first()

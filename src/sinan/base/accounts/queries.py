"""Reading users."""

from sinan.kernel.refusal import Refusal

from .models import User


def existing_user(login: str) -> User:
    """Return the active user of that name or phone.

    Raises `Refusal` when there is none.
    """
    user = User.objects.by_login(login)
    if user is None or not user.is_active:
        raise Refusal("user.unknown", field="username", name=login[:60])
    return user

"""Users: the people (and only people) who sign in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from .logins import plain_name, plain_phone

NAME_LENGTH = 60


class Theme(models.TextChoices):
    """How the screen is lit."""

    AUTO = "auto", _("As the device")
    LIGHT = "light", _("Always light")
    DARK = "dark", _("Always dark")


class UserManager(BaseUserManager["User"]):
    """Finds users by what they type at the door."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by user name."""
        return self.get(username=username)

    def by_login(self, text: str) -> "User | None":
        """Find by user name or phone; None when there is none."""
        name, phone = plain_name(text), plain_phone(text)
        return self.filter(models.Q(username=name) | models.Q(phone=phone)).first()

    def is_taken(self, text: str) -> bool:
        """Tell whether a login is somebody's, or differs from one by small and big letters."""
        alike = models.Q(username__iexact=plain_name(text)) | models.Q(phone=plain_phone(text))
        return self.filter(alike).exists()


class User(AbstractBaseUser):
    """One person's sign-in. What they may do where is a Grant; where they work, an Employee."""

    username = models.CharField(max_length=NAME_LENGTH, unique=True)
    phone = models.CharField(max_length=20, unique=True, null=True, blank=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=8, blank=True)
    theme = models.CharField(max_length=8, choices=Theme, default=Theme.AUTO)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name or self.username

    def get_username(self) -> Any:
        """Return the user name."""
        return self.username

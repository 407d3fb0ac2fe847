"""The shape of what is typed at the door and on one's own account."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, password_validation
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import Theme, User

TEXT = {"class": "form-control"}
NEW = {**TEXT, "autocomplete": "new-password"}
LONGEST = 200


class SignInForm(forms.Form):
    """User name or phone, and the password. One answer for whatever is wrong."""

    login = forms.CharField(
        label=_("User name or phone"),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={**TEXT, "autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={**TEXT, "autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        """Find the user that name and password belong to."""
        given = self.cleaned_data
        if "login" not in given or "password" not in given:
            return given
        found = authenticate(
            self.request, username=given["login"].strip(), password=given["password"]
        )
        if not isinstance(found, User):
            raise forms.ValidationError(_("User name, phone or password is not right."))
        self.user = found
        return given


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=_("New password"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs=NEW),
        help_text=_("At least 8 characters, not only digits, and nothing that is easy to guess."),
    )
    again = forms.CharField(
        label=_("New password again"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs=NEW),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuse a password that is too easy, beside the field."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password

    def clean_again(self) -> str:
        """Refuse two that differ."""
        again: str = self.cleaned_data["again"]
        if self.cleaned_data.get("password", again) != again:
            raise forms.ValidationError(_("The two are not the same."))
        return again


class ChangePasswordForm(NewPasswordForm):
    """A new password by somebody who knows the present one."""

    current = forms.CharField(
        label=_("Present password"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={**TEXT, "autocomplete": "current-password"}),
    )
    field_order = ("current", "password", "again")

    def clean_current(self) -> str:
        """Refuse whoever found an open screen."""
        current: str = self.cleaned_data["current"]
        if not self.user.check_password(current):
            raise forms.ValidationError(_("This is not your present password."))
        return current


class AccountForm(forms.Form):
    """One's name and how one likes the screen."""

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={**TEXT, "autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=lambda: settings.LANGUAGES,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        choices=Theme.choices,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

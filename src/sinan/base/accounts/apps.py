from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The people who sign in."""

    name = "sinan.base.accounts"
    label = "accounts"

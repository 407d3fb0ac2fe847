from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The people who sign in."""

    name = "sinan.base.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Word the refusals."""
        from sinan.base.web.refusals import word

        from .sentences import REFUSALS

        word(REFUSALS)

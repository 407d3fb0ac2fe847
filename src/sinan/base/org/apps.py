from django.apps import AppConfig


class OrgConfig(AppConfig):
    """The tree of units, people, roles and grants."""

    name = "sinan.base.org"
    label = "org"

    def ready(self) -> None:
        """Word the refusals."""
        from sinan.base.web.refusals import word

        from .sentences import REFUSALS

        word(REFUSALS)

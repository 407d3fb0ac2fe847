from django.apps import AppConfig


class WebConfig(AppConfig):
    """Layout, components and htmx manners that every screen shares."""

    name = "sinan.base.web"
    label = "web"

    def ready(self) -> None:
        """Word the refusals of the floors that have no words of their own."""
        from .refusals import word
        from .sentences import REFUSALS

        word(REFUSALS)

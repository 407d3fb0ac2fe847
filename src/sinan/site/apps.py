from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The composition root: navigation, wiring, urls."""

    name = "sinan.site"
    label = "site"

    def ready(self) -> None:
        """Furnish the frame with the places of every app, and word the refusals."""
        from sinan.base.web.refusals import word

        from .demo.sentences import REFUSALS
        from .places import furnish

        furnish()
        word(REFUSALS)

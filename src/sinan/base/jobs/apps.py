from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that takes long or waits for its hour: a queue in the database, and its workers."""

    name = "sinan.base.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Word the refusals and problems."""
        from sinan.base.web.refusals import word

        from .sentences import REFUSALS

        word(REFUSALS)

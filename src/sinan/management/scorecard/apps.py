from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    """Strategy map, metrics, bands, lights and action plans."""

    name = "sinan.management.scorecard"
    label = "scorecard"

    def ready(self) -> None:
        """Word the refusals and problems."""
        from sinan.base.web.refusals import word

        from .sentences import PROBLEMS

        word(PROBLEMS)

from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    """Strategy map, metrics, bands, lights and action plans."""

    name = "sinan.management.scorecard"
    label = "scorecard"

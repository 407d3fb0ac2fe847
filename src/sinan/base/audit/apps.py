from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, when, to what."""

    name = "sinan.base.audit"
    label = "audit"

from django.apps import AppConfig


class OrgConfig(AppConfig):
    """The tree of units, people, roles and grants."""

    name = "sinan.base.org"
    label = "org"

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Layout, components and htmx manners that every screen shares."""

    name = "sinan.base.web"
    label = "web"

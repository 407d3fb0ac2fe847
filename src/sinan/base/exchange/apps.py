from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """What comes in and goes out: columns of lists, tables read from files."""

    name = "sinan.base.exchange"
    label = "exchange"

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """What comes in and goes out: columns of lists, tables read from files."""

    name = "sinan.base.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Word the refusals of reading files."""
        from sinan.base.web.refusals import word

        from .words import WORDS

        word(WORDS)

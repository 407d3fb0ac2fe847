from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files that people bring in or that Sinan makes: kept by content, handed out by right."""

    name = "sinan.base.files"
    label = "files"

    def ready(self) -> None:
        """Word the refusals."""
        from sinan.base.web.refusals import word

        from .sentences import REFUSALS

        word(REFUSALS)

"""What a password must be, in words that every language has."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's rule; its own message has lost the Chinese of it."""

    def get_error_message(self) -> str:
        """Say how long it must be."""
        return _("It must have at least %(characters)s characters.") % {
            "characters": self.min_length
        }

"""How names and phones are written, so that one login cannot be two people's."""

import re
import unicodedata

PHONE = re.compile(r"\+?[0-9]{5,19}\Z")

_BETWEEN = str.maketrans("", "", " -")
# Phones of China are written with and without the country's number.
_CHINESE = re.compile(r"(?:\+|00)86(1[0-9]{10})\Z")


def plain_name(text: str) -> str:
    """Write a user name as it is kept: half-width, nothing around it."""
    return unicodedata.normalize("NFKC", text).strip(" ")


def plain_phone(text: str) -> str:
    """Write a phone as it is kept: digits, without blanks, dashes and China's +86."""
    bare = plain_name(text).translate(_BETWEEN)
    return _CHINESE.sub(r"\1", bare)

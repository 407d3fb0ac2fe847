"""Codes of metrics, plans and objectives."""

import re

_PIECES = re.compile(r"([^0-9]*)([0-9]*)")


def natural(code: str) -> list[tuple[str, int]]:
    """Give a key that sorts codes as people do: K3, M2, M10."""
    return [(text, int(digits or 0)) for text, digits in _PIECES.findall(code)]

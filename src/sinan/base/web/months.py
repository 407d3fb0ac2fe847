"""The month of an address (``?m=2016-02``)."""

from urllib.parse import urlencode

from django.http import HttpRequest

from sinan.kernel.month import Month, has_years_around
from sinan.kernel.refusal import Refusal


def asked_month(request: HttpRequest) -> Month | None:
    """Return the month the address asks for, None when it leaves it open.

    Raises `Refusal` for anything that is not a month, and for one too far away.
    """
    text = request.GET.get("m", "")
    if not text:
        return None
    try:
        month = Month.parse(text)
    except ValueError:
        raise Refusal("month.malformed", field="m", text=text[:20]) from None
    if not has_years_around(month.year):
        raise Refusal("month.beyond", field="m", text=text)
    return month


def month_query(request: HttpRequest) -> str:
    """Return the part of an address that keeps the month the request asks for."""
    text = request.GET.get("m", "")
    return f"?{urlencode({'m': text})}" if text else ""

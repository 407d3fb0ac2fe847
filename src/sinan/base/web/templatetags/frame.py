"""Tags that only the frame itself uses."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.translation import get_language

from sinan.kernel.month import FIRST_YEAR, LAST_YEAR, Month, months_of

from .. import navigation

register = template.Library()


@dataclass(frozen=True, slots=True)
class MonthMenu:
    """A month with its neighbours and its year."""

    month: Month
    previous: Month | None
    next: Month | None
    months: tuple[Month, ...]


@register.simple_tag(takes_context=True)
def month_menu(context: Any) -> MonthMenu:
    """Return the month that the page shows, with its neighbours."""
    month = shown_month(context)
    first, last = month == Month(FIRST_YEAR, 1), month == Month(LAST_YEAR, 12)
    return MonthMenu(
        month,
        None if first else month.previous(),
        None if last else month.next(),
        months_of(month.year),
    )


def shown_month(context: Any) -> Month:
    """Return the month of the view, of the address, or else the last with figures."""
    said = context.get("month") or getattr(context.get("asked"), "month", None)
    if isinstance(said, Month):
        return said
    request = context["request"]
    try:
        return Month.parse(request.GET.get("m", ""))
    except ValueError:
        return navigation.latest_month(request) or Month.of(_today())


@register.simple_tag
def month_name(number: int) -> str:
    """Name a month of the year, as the trade writes it: 2月, Feb."""
    return str(MONTHS_3[number]) if (get_language() or "").startswith("en") else f"{number}月"


def _today() -> date:
    return timezone.localdate()

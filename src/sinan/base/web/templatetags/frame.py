"""Tags that only the frame itself uses."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.translation import get_language

from sinan.kernel.month import Month, months_of

from .. import navigation

register = template.Library()


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthMenu:
    """A month with its neighbours and its year, and what the unit has in and around it."""

    month: Month
    previous: Month | None
    next: Month | None
    months: tuple[Month, ...]
    first_year: int
    last_year: int
    figures: frozenset[Month] | None
    latest: Month | None
    is_empty: bool

    @property
    def reported(self) -> str:
        """Return the months with figures as the script of the menu reads them."""
        return " ".join(str(month) for month in sorted(self.figures or ()))


@register.simple_tag(takes_context=True)
def month_menu(context: Any) -> MonthMenu:
    """Return the month that the page shows, with its neighbours."""
    calendar = navigation.calendar_of(context["request"])
    month = shown_month(context)
    # The month shown is always within reach, however far from the figures it lies.
    years = {*calendar.years, month.year}
    first, last = min(years), max(years)
    return MonthMenu(
        month=month,
        previous=None if month == Month(first, 1) else month.previous(),
        next=None if month == Month(last, 12) else month.next(),
        months=months_of(month.year),
        first_year=first,
        last_year=last,
        figures=calendar.months,
        latest=calendar.latest,
        is_empty=_is_empty(calendar, month),
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
        return navigation.calendar_of(request).latest or Month.of(_today_at(request.unit))


def _is_empty(calendar: navigation.Calendar, month: Month) -> bool:
    """Tell whether the unit works with the month's year and has no figure in the month."""
    known = calendar.months is not None and month.year in calendar.years
    return known and month not in (calendar.months or ())


@register.simple_tag
def month_name(number: int) -> str:
    """Name a month of the year, as the trade writes it: 2月, Feb."""
    if not (get_language() or "").startswith("en"):
        return f"{number}月"
    return str(MONTHS_3[number]).capitalize()


def _today_at(unit: Any) -> date:
    # A store's day begins hours before the one of UTC, and so does its month.
    return timezone.localdate(timezone=ZoneInfo(unit.zone))

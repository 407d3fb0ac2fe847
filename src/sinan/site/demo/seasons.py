"""How the year moves: months of the trade, and the Spring Festival that wanders through two."""

from datetime import date, timedelta

from sinan.kernel.month import Month

# Months without the festival, after the targets of the reference store: September, October and
# the end of the year are high, the summer is low.
_MONTHS = (1.06, 0.95, 1.02, 0.99, 1.02, 0.96, 0.94, 0.96, 1.06, 1.09, 1.04, 1.10)
_FESTIVALS = """
    2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01
    2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03
    2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04
    2039-01-24 2040-02-12
"""
_KNOWN = {day.year: day for day in map(date.fromisoformat, _FESTIVALS.split())}
# The showroom is quiet from before New Year's Eve until the Lantern Festival.
_BEFORE, _AFTER = 4, 14
_LOST = 0.38


def spring_festival(year: int) -> date:
    """Return New Year's Day of the Chinese calendar, a usual day for years not in the table."""
    return _KNOWN.get(year) or date(year, 2, 6)


def season(month: Month) -> float:
    """Return what share of a mean month's business this month brings."""
    return _MONTHS[month.number - 1] * (1 - _LOST * _quiet_share(month))


def _quiet_share(month: Month) -> float:
    festival = spring_festival(month.year)
    begin, end = festival - timedelta(days=_BEFORE), festival + timedelta(days=_AFTER)
    days = (min(end, month.last_day) - max(begin, month.first_day)).days + 1
    return max(days, 0) / (_BEFORE + _AFTER + 1)

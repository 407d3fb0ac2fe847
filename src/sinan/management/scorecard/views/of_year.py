"""Pages that need the scorecard of the month's year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps

from django.http import HttpResponse

from sinan.kernel.month import Month

from ..queries.year import ScorecardYear
from .asked import UnitRequest, asked
from .missing import missing


@dataclass(frozen=True, slots=True)
class On:
    """The month a page is about, the day it is read on, and the scorecard of that year."""

    month: Month
    today: date
    year: ScorecardYear


def of_year(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view what it is asked for; without a scorecard of that year, say so instead."""

    @wraps(view)
    def asking(request: UnitRequest, **kwargs: object) -> HttpResponse:
        it = asked(request)
        if it.year is None:
            return missing(request, it)
        return view(request, On(it.month, it.today, it.year), **kwargs)

    return asking

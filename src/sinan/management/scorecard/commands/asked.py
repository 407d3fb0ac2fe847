"""What every command of the scorecard is asked for."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from functools import wraps

from django.utils.translation import gettext as _

from sinan.base.console.command import MISUSED, complain
from sinan.base.org.api import Scope, existing_unit
from sinan.base.org.models import Unit
from sinan.base.web.refusals import worded
from sinan.kernel.month import has_years_around
from sinan.kernel.refusal import Refusal

OPERATOR = Scope.of_operator()


class Misuse(Exception):  # noqa: N818 - an answer to the operator, as a refusal is
    """The command was called wrongly: nothing was tried."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


def answering_misuse(run: Callable[[Namespace], int]) -> Callable[[Namespace], int]:
    """Let a command answer misuse with a sentence and exit code 2."""

    @wraps(run)
    def answered(given: Namespace) -> int:
        try:
            return run(given)
        except Misuse as misuse:
            complain(worded(misuse.refusal))
            return MISUSED

    return answered


def store_argument(parser: ArgumentParser) -> None:
    """Ask for the store."""
    parser.add_argument(
        "--store", required=True, metavar="CODE", help=_("Code of the store, region or group")
    )


def year_argument(parser: ArgumentParser) -> None:
    """Ask for the year."""
    parser.add_argument("--year", required=True, metavar="YEAR", help=_("Calendar year"))


def asked_unit(given: Namespace) -> Unit:
    """Return the unit asked for."""
    try:
        return existing_unit(OPERATOR, given.store)
    except Refusal as refusal:
        raise Misuse(refusal) from None


def asked_year(given: Namespace) -> int:
    """Return the year asked for."""
    text = str(given.year)
    if text.isascii() and text.isdigit() and has_years_around(int(text[:5])):
        return int(text)
    raise Misuse(Refusal("year.malformed", text=text[:20]))

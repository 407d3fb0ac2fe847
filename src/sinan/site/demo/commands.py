"""``sinan demo``: makes the demonstration, or says how to sign in to the one that is there."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinan.base.console.command import OK, Command, complain, say
from sinan.kernel.refusal import Refusal

from .marker import Marker
from .sentences import invitation

SEED, STORES = 29, 11
ZONE = ZoneInfo("Asia/Shanghai")
MOST_STORES = 5000
# The reference store has reported into March 2016; what comes after is made up.
FIRST_DAY, LAST_DAY = date(2016, 4, 1), date(2199, 12, 31)
PROGRESS_EVERY = 50


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--if-empty", action="store_true", help=_("Only say how to sign in when it is there")
    )
    parser.add_argument("--seed", type=int, default=SEED, help=_("Another seed, other figures"))
    parser.add_argument(
        "--stores", type=int, default=STORES, help=_("How many stores beside the reference store")
    )
    parser.add_argument(
        "--today",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=_("The day up to which there are figures"),
    )


def _run(given: Namespace) -> int:
    from .make import make

    today = given.today or timezone.localdate(timezone=ZONE)
    if not (1 <= given.stores <= MOST_STORES and FIRST_DAY <= today <= LAST_DAY):
        raise Refusal("demo.options")
    marker, made = make(
        folder=Path(settings.SINAN_HOME),
        today=today,
        seed=given.seed,
        stores=given.stores,
        tell=_progress,
    )
    if not made and not given.if_empty and _differs(marker, given):
        raise Refusal("demo.there")
    for line in invitation(marker, settings.SINAN_ADDRESS):
        say(line)
    return OK


def _differs(marker: Marker, given: Namespace) -> bool:
    other_day = given.today is not None and marker.today != given.today.isoformat()
    return other_day or (marker.seed, marker.stores) != (given.seed, given.stores)


def _progress(done: int, of: int) -> None:
    if done % PROGRESS_EVERY == 0:
        complain(_("%(done)s of %(all)s stores") % {"done": done, "all": of})


demo = Command(
    words="demo",
    help=gettext_lazy("Fill an empty installation with a demonstration"),
    arguments=_arguments,
    run=_run,
)

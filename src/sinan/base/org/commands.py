"""The operator's commands about the organisation."""

from argparse import ArgumentParser, Namespace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinan.base.console.command import OK, Command, say

from .models import UnitKind
from .queries import existing_unit, operators_group
from .scope import Scope
from .services import add_unit

OPERATOR = Scope.of_operator()


def _region_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")
    parser.add_argument("--name", required=True)
    parser.add_argument("--group", metavar="CODE", help=_("Default: the first group"))


def _store_arguments(parser: ArgumentParser) -> None:
    _region_arguments(parser)
    parser.add_argument("--region", metavar="CODE", help=_("Default: right below the group"))


def _add_region(given: Namespace) -> int:
    group = operators_group(OPERATOR, given.group)
    unit = add_unit(
        kind=UnitKind.REGION,
        parent=group,
        code=given.code,
        name=given.name,
        by=OPERATOR,
        at=timezone.now(),
    )
    say(_("Region %(unit)s added.") % {"unit": unit})
    return OK


def _add_store(given: Namespace) -> int:
    parent = operators_group(OPERATOR, given.group)
    if given.region:
        parent = existing_unit(OPERATOR, given.region, group=parent)
    unit = add_unit(
        kind=UnitKind.STORE,
        parent=parent,
        code=given.code,
        name=given.name,
        by=OPERATOR,
        at=timezone.now(),
    )
    say(
        _("Store %(unit)s added; its pages are under /u/%(key)s/.")
        % {"unit": unit, "key": unit.key}
    )
    return OK


COMMANDS = (
    Command(
        words="region add",
        help=gettext_lazy("Add a region to the group"),
        arguments=_region_arguments,
        run=_add_region,
    ),
    Command(
        words="store add",
        help=gettext_lazy("Add a store to the group or to one of its regions"),
        arguments=_store_arguments,
        run=_add_store,
    ),
)

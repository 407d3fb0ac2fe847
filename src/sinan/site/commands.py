"""The operator's commands about the installation as a whole."""

import json
from argparse import ArgumentParser, Namespace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinan.base.console.command import OK, Command, say
from sinan.base.org.api import Scope, first_group, found_group

OPERATOR = Scope.of_operator()


def _init_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--group", metavar="CODE", default="group", help=_("Code of the first group")
    )
    parser.add_argument("--name", help=_("Its name"))


def _init(given: Namespace) -> int:
    from .installation import migrate

    migrate()
    group = first_group(OPERATOR)
    if group is not None:
        say(
            _("There is an installation with the group %(group)s; it is up to date.")
            % {"group": group}
        )
        return OK
    name = given.name or _("Our group")
    group = found_group(code=given.group, name=name, by=OPERATOR, at=timezone.now())
    say(_("The group %(group)s is founded.") % {"group": group})
    say(_("Next: “sinan user add NAME --owner”, then “sinan serve”."))
    return OK


def _urls_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")


def _urls(given: Namespace) -> int:
    from .routes import routes

    found = routes()
    if given.json:
        say(json.dumps([route.as_dict() for route in found], indent=1))
    else:
        for route in found:
            say(f"{route.ability:24} {','.join(route.methods):10} {route.path}")
    return OK


COMMANDS = (
    Command(
        words="init",
        help=gettext_lazy("Set up or update the database, and found the first group"),
        arguments=_init_arguments,
        run=_init,
    ),
    Command(
        words="urls",
        help=gettext_lazy("List every address, its methods and who may enter"),
        arguments=_urls_arguments,
        run=_urls,
    ),
)

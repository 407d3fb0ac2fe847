"""The operator's commands about users."""

import getpass
import sys
from argparse import ArgumentParser, Namespace

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinan.base.console.command import OK, Command, say
from sinan.base.org.api import Scope, existing_unit, operators_group
from sinan.kernel.refusal import Refusal

from .queries import existing_user
from .services import add_user_with_role, one_time_path

OPERATOR = Scope.of_operator()
OWNER = "owner"


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("username", metavar="NAME", help=_("What the person signs in with"))
    role = parser.add_mutually_exclusive_group(required=True)
    role.add_argument("--owner", action="store_const", const=OWNER, dest="role")
    role.add_argument(
        "--role", metavar="ROLE", help=_("A role of the group, such as store_manager")
    )
    parser.add_argument("--unit", metavar="KEY", help=_("Where; default: the first group"))
    parser.add_argument("--name", default="", help=_("The person's own name"))
    parser.add_argument("--phone", help=_("Signs in as well as the name"))
    password = parser.add_mutually_exclusive_group()
    password.add_argument(
        "--password-stdin", action="store_true", help=_("Read the password from the first line")
    )
    password.add_argument(
        "--link", action="store_true", help=_("Print a one-time link instead of a password")
    )


def _add(given: Namespace) -> int:
    unit = existing_unit(OPERATOR, given.unit) if given.unit else operators_group(OPERATOR)
    password = _password(given)
    user = add_user_with_role(
        username=given.username,
        unit=unit,
        role=given.role,
        name=given.name,
        phone=given.phone or None,
        password=password,
        by=OPERATOR,
        at=timezone.now(),
    )
    say(
        _("User %(user)s added as %(role)s of %(unit)s.")
        % {"user": user.username, "role": given.role, "unit": unit}
    )
    if password is None:
        _say_link(one_time_path(user))
    return OK


def _link(given: Namespace) -> int:
    _say_link(one_time_path(existing_user(given.username)))
    return OK


def _say_link(path: str) -> None:
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    say(_("One-time link, for %(hours)s hours, to choose a password:") % {"hours": hours})
    say(f"{settings.SINAN_ADDRESS}{path}")


def _password(given: Namespace) -> str | None:
    """Read a password; None where the person chooses one by a link."""
    if given.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if given.link or not sys.stdin.isatty():
        return None
    password = getpass.getpass(_("Password (empty for a one-time link): "))
    if password and getpass.getpass(_("Once more: ")) != password:
        raise Refusal("user.passwords_differ", field="password")
    return password or None


def _user_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("username", metavar="NAME")


COMMANDS = (
    Command(
        words="user add",
        help=gettext_lazy("Add somebody who signs in"),
        arguments=_add_arguments,
        run=_add,
    ),
    Command(
        words="user link",
        help=gettext_lazy("Print a new one-time link for somebody to choose a password"),
        arguments=_user_arguments,
        run=_link,
    ),
)

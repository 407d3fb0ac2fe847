"""The parser of the command line, in the operator's language: argparse itself speaks English."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinan.base.console.command import MISUSED

# What argparse complains of, and how the house says it.
COMPLAINTS: tuple[tuple[re.Pattern[str], Promise], ...] = (
    (
        re.compile(r"the following arguments are required: (?P<names>.*)"),
        gettext_lazy("the following arguments are required: %(names)s"),
    ),
    (
        re.compile(r"one of the arguments (?P<names>.*) is required"),
        gettext_lazy("one of the arguments %(names)s is required"),
    ),
    (
        re.compile(r"unrecognized arguments: (?P<names>.*)", re.DOTALL),
        gettext_lazy("unrecognized arguments: %(names)s"),
    ),
    (
        re.compile(
            r"argument (?P<name>.*?): invalid choice: (?P<given>.*) \(choose from (?P<known>.*)\)",
            re.DOTALL,
        ),
        gettext_lazy("argument %(name)s: invalid choice: %(given)s (choose from %(known)s)"),
    ),
    (
        re.compile(r"argument (?P<name>.*?): expected one argument"),
        gettext_lazy("argument %(name)s: expected one argument"),
    ),
    (
        re.compile(r"argument (?P<name>.*?): not allowed with argument (?P<other>.*)"),
        gettext_lazy("argument %(name)s: not allowed with argument %(other)s"),
    ),
    (
        re.compile(r"argument (?P<name>.*?): ignored explicit argument (?P<given>.*)", re.DOTALL),
        gettext_lazy("argument %(name)s takes no value: %(given)s"),
    ),
    (
        re.compile(r"argument (?P<name>--?[\w/ -]+): (?P<why>.*)", re.DOTALL),
        gettext_lazy("argument %(name)s: %(why)s"),
    ),
)


class Formatter(argparse.HelpFormatter):
    """Writes the word before the usage in the operator's language."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Put the usage line first."""
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that answers what it does not understand with its whole help."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, formatter_class=Formatter)
        self._positionals.title = _("positional arguments")
        self._optionals.title = _("options")
        self.add_argument("-h", "--help", action="help", help=_("Show this help and end"))

    def error(self, message: str) -> NoReturn:
        """Print help and problem, exit 2."""
        self.print_help(sys.stderr)
        self.exit(MISUSED, f"\n{self.prog}: {complaint(message)}\n")


def complaint(message: str) -> str:
    """Say what argparse complains of; what is not known here stays as it is."""
    for pattern, wording in COMPLAINTS:
        found = pattern.fullmatch(message)
        if found is not None:
            return str(wording) % found.groupdict()
    return message

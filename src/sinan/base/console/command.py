"""The shape of a subcommand of ``sinan``; each app states its own in `commands.py`."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

# 1 is also the answer to a refusal: the house said no to what was asked.
OK, SOME_REFUSED, MISUSED, BROKEN = 0, 1, 2, 3


def _nothing(_: ArgumentParser) -> None:
    """Take no arguments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A subcommand: its words ("import bands"), its arguments and what runs it.

    `run` returns the exit code: 0 when all went in, 1 when some did not.
    """

    words: str
    help: str | Promise
    run: Callable[[Namespace], int]
    arguments: Callable[[ArgumentParser], None] = _nothing


def say(text: str | Promise) -> None:
    """Print an answer, at once: whoever reads it through a pipe may be waiting for the line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str | Promise) -> None:
    """Print a problem where problems go."""
    sys.stderr.write(f"{text}\n")

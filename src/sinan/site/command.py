"""The command line: ``sinan WORDS …``, put together from the `commands.py` of every app."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from sinan import __version__
from sinan.base.console.command import BROKEN, MISUSED, OK, SOME_REFUSED, Command, complain, say
from sinan.kernel.refusal import Refusal

INTERRUPTED = 130
SPOKEN = {"zh": "zh-hans", "en": "en"}
UNREADY = {
    "en": "Sinan cannot start: {why}\nCheck SINAN_HOME (a folder that this user may read and"
    " write) and DATABASE_URL (postgres://user@host/database, or nothing).",
    "zh": "司南无法启动：{why}\n请检查 SINAN_HOME（本用户可读写的文件夹）和"
    " DATABASE_URL（postgres://user@host/database，或不设）。",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 misused, 3 broken."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinan.site.settings")
    _speak_utf8()
    if words[:1] == ["--version"]:  # known without the whole set-up
        say(f"sinan {__version__}")
        return OK
    try:
        return _run(words)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else MISUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our answer (head, less) has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _run(words: list[str]) -> int:
    import django
    from django.utils import translation

    try:
        unready = _unready()
        if unready:
            complain(unready)
            return BROKEN
        django.setup(set_prefix=False)
        with translation.override(SPOKEN.get(_asked_language(words)) or SPOKEN[language()]):
            given = parser(commands()).parse_args(words)
            return _answered(given.command, given)
    except BrokenPipeError:
        raise
    except Exception as problem:
        if os.environ.get("SINAN_DEBUG") == "1":
            raise
        complain(f"{type(problem).__name__}: {problem}\n(SINAN_DEBUG=1 shows where.)")
        return BROKEN


def _unready() -> str:
    """Say what keeps the settings from being read; empty when nothing does."""
    from django.conf import settings

    from .database import Unsuitable

    try:
        settings.INSTALLED_APPS  # noqa: B018 - reads the settings
    except (OSError, Unsuitable) as problem:
        if os.environ.get("SINAN_DEBUG") == "1":
            raise
        # Without settings there are no translations either.
        return UNREADY[language()].format(why=problem)
    return ""


def _answered(command: Command, given: argparse.Namespace) -> int:
    from django.db import DatabaseError

    from sinan.base.web.refusals import worded

    try:
        return command.run(given)
    except Refusal as refusal:
        complain(worded(refusal))
        return SOME_REFUSED
    except DatabaseError as problem:
        if os.environ.get("SINAN_DEBUG") == "1":
            raise
        complain(_explained(problem))
        return MISUSED


def language() -> str:
    """Return the operator's language: SINAN_LANG, else the machine's; English unless Chinese."""
    names = ("SINAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    name = next((found for name in names if (found := os.environ.get(name))), "")
    return "zh" if name.lower().startswith("zh") else "en"


def _asked_language(words: list[str]) -> str:
    # Before there is a parser: its help speaks that language already. Only ahead of the
    # subcommand, which may have a --lang of its own.
    if words[:1] == ["--lang"]:
        return "".join(words[1:2])
    return words[0].removeprefix("--lang=") if words else ""


def commands() -> list[Command]:
    """Collect the `COMMANDS` of every app's `commands.py`, in the order of the apps."""
    from django.apps import apps
    from django.utils.module_loading import module_has_submodule

    modules = [
        import_module(f"{app.name}.commands")
        for app in apps.get_app_configs()
        if app.name.startswith("sinan.") and module_has_submodule(app.module, "commands")
    ]
    return [command for module in modules for command in module.COMMANDS]


def parser(known: Iterable[Command]) -> argparse.ArgumentParser:
    """Build the parser: a level of subparsers for every word."""
    from .parser import Parser

    root = Parser(prog="sinan")
    # `language`, not `lang`: a subcommand may have a --lang of its own for its answer.
    root.add_argument("--lang", dest="language", choices=sorted(SPOKEN), help="SINAN_LANG")
    root.add_argument("--version", action="version", version=f"sinan {__version__}")
    levels: dict[tuple[str, ...], Any] = {(): _level(root)}
    for command in known:
        *above, last = command.words.split()
        for depth in range(1, len(above) + 1):
            path = tuple(above[:depth])
            if path not in levels:
                group = levels[path[:-1]].add_parser(path[-1], help=f"{path[-1]} …")
                levels[path] = _level(group)
        text = str(command.help).replace("%", "%%")
        leaf = levels[tuple(above)].add_parser(last, help=text, description=text)
        command.arguments(leaf)
        leaf.set_defaults(command=command)
    return root


def _level(above: argparse.ArgumentParser) -> Any:
    return above.add_subparsers(required=True, metavar="COMMAND", parser_class=type(above))


def _explained(problem: Exception) -> str:
    from django.db import Error
    from django.utils.translation import gettext as _

    from .installation import unapplied

    try:
        missing = unapplied()
    except Error:
        return _("The database cannot be used: %(why)s") % {"why": str(problem).strip()}
    if missing:
        return _("The database is not set up for this version: run “sinan init”.")
    return _("The database refused: %(why)s") % {"why": str(problem).strip()}


def _speak_utf8() -> None:
    # The C locale of a bare server must not stop Chinese sentences.
    for stream in (sys.stdout, sys.stderr):
        encoding = getattr(stream, "encoding", "") or ""
        if hasattr(stream, "reconfigure") and encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")

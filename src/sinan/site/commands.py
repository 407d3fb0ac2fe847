"""The operator's commands about the installation as a whole."""

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from errno import EACCES, EADDRINUSE

from django.conf import settings
from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinan.base.console.command import MISUSED, OK, SOME_REFUSED, Command, complain, say
from sinan.base.org.api import Scope, first_group, found_group

from .demo.commands import demo
from .demo.marker import forget
from .home import PORT

OPERATOR = Scope.of_operator()
MOST_THREADS = 1_000


def _init_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--group", metavar="CODE", default="group", help=_("Code of the first group")
    )
    parser.add_argument("--name", help=_("Its name"))


def _init(given: Namespace) -> int:
    from .installation import alone, migrate

    with alone(settings.SINAN_HOME):
        migrate()
        group = first_group(OPERATOR)
        if group is None:
            return _found(given)
    say(
        _("There is an installation with the group %(group)s; it is up to date.") % {"group": group}
    )
    return OK


def _found(given: Namespace) -> int:
    name = given.name or _("Our group")
    group = found_group(code=given.group, name=name, by=OPERATOR, at=timezone.now())
    forget(settings.SINAN_HOME)
    say(_("The group %(group)s is founded.") % {"group": group})
    say(_("Next: “sinan user add NAME --owner”, then “sinan serve”."))
    return OK


def _json_argument(parser: ArgumentParser) -> None:
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


def _serve_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_up_to(65535), default=PORT)
    parser.add_argument(
        "--threads", type=_up_to(MOST_THREADS), default=8, help=_("Requests worked on at once")
    )
    parser.add_argument(
        "--no-worker", action="store_true", help=_("Leave the work on jobs to “sinan worker”")
    )


def _up_to(most: int) -> Callable[[str], int]:
    """Return what reads a whole number from 1 on."""

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most:
            return int(text)
        raise ArgumentTypeError(
            _("“%(text)s” is not a whole number from 1 to %(most)s")
            % {"text": text[:20], "most": most}
        )

    return read


def _serve(given: Namespace) -> int:
    from . import doctor, server
    from .worker_process import WorkerProcess

    findings = doctor.examine()
    for finding in findings:
        if finding.level in {doctor.Level.WARNING, doctor.Level.UNSAFE}:
            complain(f"{finding.id}: {finding.message} {finding.remedy}")
    if doctor.unsafe(findings):
        complain(_("Sinan does not serve like this. “sinan doctor” tells the whole."))
        return MISUSED
    try:
        taken = server.bound(given.host, given.port)
    except OSError as problem:
        complain(_unusable(f"{given.host}:{given.port}", problem))
        return MISUSED
    say(_("Sinan serves at %(address)s; Ctrl-C ends it.") % {"address": _shown(given)})
    connections.close_all()  # the doctor's; every thread opens its own
    worker = None if given.no_worker else WorkerProcess()
    server.run(taken, threads=given.threads, worker=worker)
    return OK


def _unusable(place: str, problem: OSError) -> str:
    if problem.errno == EADDRINUSE:
        return _("%(place)s is in use by another program; choose another with --port.") % {
            "place": place
        }
    if problem.errno == EACCES:
        return _("%(place)s is not for this user; ports from 1024 on are.") % {"place": place}
    return _("%(place)s cannot be used: %(why)s") % {"place": place, "why": problem.strerror}


def _shown(given: Namespace) -> str:
    host = f"[{given.host}]" if ":" in given.host else given.host
    return f"http://{host}:{given.port}/"


def _doctor(given: Namespace) -> int:
    from . import doctor

    findings = doctor.examine()
    well = doctor.is_well(findings)
    if given.json:
        shown = {"well": well, "findings": [finding.as_dict() for finding in findings]}
        say(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            say(f"{finding.level:8} {finding.id:22} {finding.message}")
            if finding.remedy:
                say(f"{'':8} {'':22} → {finding.remedy}")
    return OK if well else SOME_REFUSED


COMMANDS = (
    Command(
        words="init",
        help=gettext_lazy("Set up or update the database, and found the first group"),
        arguments=_init_arguments,
        run=_init,
    ),
    Command(
        words="serve",
        help=gettext_lazy("Serve the pages"),
        arguments=_serve_arguments,
        run=_serve,
    ),
    Command(
        words="doctor",
        help=gettext_lazy("Say what is wrong with this installation and how to mend it"),
        arguments=_json_argument,
        run=_doctor,
    ),
    Command(
        words="urls",
        help=gettext_lazy("List every address, its methods and who may enter"),
        arguments=_json_argument,
        run=_urls,
    ),
    demo,
)

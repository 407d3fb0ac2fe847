"""The settings, the folder and the shipped files of an installation."""

import os
import shutil
import stat
from collections.abc import Iterator

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from .findings import Finding, Level, judged

LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
GIB = 1024**3
OWNER_ONLY = 0o077
OTHERS = 0o007
SHIPPED = (
    "vendor/tabler/tabler.min.css",
    "vendor/tabler/tabler.min.js",
    "vendor/htmx/htmx.min.js",
    "vendor/echarts/echarts.min.js",
    "vendor/echarts/echarts.min.js.gz",
    "vendor/icons.svg",
)


def surroundings_findings() -> list[Finding]:
    """Examine settings, folder and files."""
    return [*_settings(), *_folder(), *_files()]


def _settings() -> Iterator[Finding]:
    strangers = sorted(set(settings.ALLOWED_HOSTS) - LOOPBACK)
    yield judged(
        "settings.debug",
        not settings.DEBUG,
        _("Debugging pages are on.") if settings.DEBUG else _("Debugging pages are off."),
        _("Unset SINAN_DEBUG: its pages show settings and data to everybody."),
        otherwise=Level.UNSAFE if strangers else Level.WARNING,
    )
    yield judged(
        "settings.hosts",
        not any(name.startswith(("*", ".")) for name in strangers),
        _("Answers to: %(hosts)s") % {"hosts": ", ".join(settings.ALLOWED_HOSTS)},
        _("Name every host in SINAN_HOSTS; a wildcard lets links be forged."),
    )
    yield judged(
        "settings.https",
        settings.HTTPS or not strangers,
        _("Cookies only over HTTPS: %(answer)s")
        % {"answer": _("yes") if settings.HTTPS else _("no")},
        _("Put a proxy with TLS in front and set SINAN_HTTPS=1: passwords travel in the clear."),
        otherwise=Level.WARNING,
    )
    yield Finding(
        id="settings.cache",
        level=Level.NOTE,
        message=_("The cache is kept per process: run one page process."),
    )


def _folder() -> Iterator[Finding]:
    home = settings.SINAN_HOME
    yield judged(
        "home.writable",
        os.access(home, os.W_OK | os.X_OK),
        _("Folder: %(path)s") % {"path": home},
        _("Sinan's user must be able to write there; SINAN_HOME names another folder."),
    )
    rights = stat.S_IMODE(home.stat().st_mode)
    yield judged(
        "home.private",
        os.name == "nt" or not rights & OTHERS,
        _("Rights of %(path)s: %(mode)s") % {"path": home, "mode": f"{rights:04o}"},
        _("Everybody on this machine may look in: chmod 700 %(path)s") % {"path": home},
        otherwise=Level.WARNING,
    )
    key = home / "secret.key"
    mode = stat.S_IMODE(key.stat().st_mode) if key.exists() else 0
    yield judged(
        "home.secret",
        key.exists() and (os.name == "nt" or not mode & OWNER_ONLY),
        _("Rights of %(path)s: %(mode)s") % {"path": key, "mode": f"{mode:04o}"},
        _("Only Sinan's user may read it: chmod 600 %(path)s") % {"path": key},
    )
    free = shutil.disk_usage(home).free
    yield judged(
        "home.disk",
        free >= GIB,
        _("Free disk space: %(size)s GiB") % {"size": f"{free / GIB:.1f}"},
        _("Make room: below 1 GiB a busy day may fill the disk."),
        otherwise=Level.WARNING,
    )


def _files() -> Iterator[Finding]:
    missing = [name for name in SHIPPED if finders.find(name) is None]
    yield judged(
        "files.static",
        not missing,
        _("Missing scripts and styles: %(names)s") % {"names": ", ".join(missing) or "0"},
        _("Run script/setup, or install the wheel again."),
        otherwise=Level.WARNING,
    )
    catalogue = settings.LOCALE_PATHS[0] / "zh_Hans/LC_MESSAGES/django.mo"
    yield judged(
        "files.messages",
        catalogue.exists(),
        _("Chinese messages: %(path)s") % {"path": catalogue},
        _("Run script/setup, or install the wheel again."),
        otherwise=Level.WARNING,
    )

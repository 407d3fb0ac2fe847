"""The nightly comparison of the storage with its rows."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinan.base.jobs.api import JobContext, JobKind, Schedule

from .tidying import FOLDERS, Tidied, tidy_folder, tidy_incoming, wrong_spaces

MOST_NAMED = 50


def _tidy(context: JobContext) -> Mapping[str, Any]:
    found = Tidied()
    for number, folder in enumerate(FOLDERS):
        if number % 32 == 0:
            context.progress(number, len(FOLDERS))
        tidy_folder(folder, at=context.at(), found=found)
    tidy_incoming(at=context.at(), found=found)
    return {
        "removed": found.removed,
        "missing": len(found.missing),
        "missing_files": found.missing[:MOST_NAMED],
        "wrong_spaces": wrong_spaces()[:MOST_NAMED],
    }


def _told(result: Mapping[str, Any]) -> str:
    said = _("Contents without a row removed: %(removed)s; files without content: %(missing)s.")
    return said % {"removed": result.get("removed", 0), "missing": result.get("missing", 0)}


JOBS = (
    JobKind(
        name="files.tidy", label=gettext_lazy("Compare files with their rows"), run=_tidy,
        told=_told,
    ),
)  # fmt: skip
SCHEDULES = (Schedule(kind="files.tidy", daily_at=time(3, 10)),)

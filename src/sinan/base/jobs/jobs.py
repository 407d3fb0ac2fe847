"""The queue's own job: it tidies up behind itself."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .context import JobContext
from .kinds import JobKind, Schedule
from .services.workers import forget_old

KEEP = timedelta(days=30)


def _tidy(context: JobContext) -> Mapping[str, Any]:
    return {"dropped": forget_old(keep=KEEP, at=context.at())}


def _told(result: Mapping[str, Any]) -> str:
    return _("Old scheduled jobs removed: %(count)s") % {"count": result.get("dropped", 0)}


JOBS = (JobKind(name="jobs.tidy", label=gettext_lazy("Tidy the queue"), run=_tidy, told=_told),)
SCHEDULES = (Schedule(kind="jobs.tidy", daily_at=time(3, 30)),)

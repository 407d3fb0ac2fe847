"""Reading the audit ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from .ledger import subject_name
from .models import AuditDetail, AuditLine


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed as the history of its subject shows it."""

    at: datetime
    by: int | None
    deed: str
    subject: str
    values: Mapping[str, Any]


def history_of(subjects: Iterable[models.Model], *, limit: int = 200) -> list[Entry]:
    """Return what was done to `subjects`, newest first.

    The caller has read the subjects within its scope; the ledger adds no rights.
    """
    names = [subject_name(subject) for subject in subjects]
    lines = (
        AuditLine.objects.filter(subject__in=names).select_related("detail").order_by("-id")[:limit]
    )
    return [Entry(line.at, line.by, line.deed, line.subject, _values(line)) for line in lines]


def _values(line: AuditLine) -> Mapping[str, Any]:
    # An erasure takes the detail away and leaves the line.
    detail: AuditDetail | None = getattr(line, "detail", None)
    return detail.values if detail else {}

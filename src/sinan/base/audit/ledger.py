"""Writing to the audit ledger, in the transaction of the deed."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from .models import AuditDetail, AuditLine


class Actor(Protocol):
    """Whoever does something; a Scope."""

    @property
    def user_id(self) -> int | None:
        """Return the user's key, None for the operator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing done to `subject`, which belongs to the unit `unit_id`."""

    deed: str
    subject: models.Model
    unit_id: int
    values: Mapping[str, Any] = field(default_factory=dict)


def subject_name(subject: models.Model) -> str:
    """Name a row as the ledger does."""
    return f"{subject._meta.label_lower}:{subject.pk}"


def digest(salt: str, values: Mapping[str, Any]) -> str:
    """Hash the detail with its salt; without the salt nobody can guess what it said."""
    text = json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def record(
    deed: str,
    subject: models.Model,
    *,
    unit_id: int,
    by: Actor,
    at: datetime,
    values: Mapping[str, Any] | None = None,
) -> None:
    """Write that `by` did `deed` to `subject`."""
    record_all(
        [Deed(deed=deed, subject=subject, unit_id=unit_id, values=values or {})], by=by, at=at
    )


def record_all(deeds: Iterable[Deed], *, by: Actor, at: datetime) -> None:
    """Write many deeds of one moment with two statements."""
    pairs = [(deed, secrets.token_hex(16), _plain(deed.values)) for deed in deeds]
    lines = AuditLine.objects.bulk_create(
        [
            AuditLine(
                at=at,
                by=by.user_id,
                unit_id=deed.unit_id,
                deed=deed.deed,
                subject=subject_name(deed.subject),
                digest=digest(salt, values),
            )
            for deed, salt, values in pairs
        ]
    )
    AuditDetail.objects.bulk_create(
        [
            AuditDetail(line=line, salt=salt, values=values)
            for line, (_, salt, values) in zip(lines, pairs, strict=True)
        ]
    )


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    # As it will read back: a Decimal or a date is text in JSON, and the digest must match that.
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain

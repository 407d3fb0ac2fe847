"""Files and the room they take."""

import uuid

from django.conf import settings
from django.db import models

from sinan.base.org.models import ScopedQuerySet

from .rules import LONGEST_NAME, FileKind


class StoredFileQuerySet(ScopedQuerySet["StoredFile"]):
    """Files, chosen by whether they are still in use."""

    def current(self) -> "StoredFileQuerySet":
        """Keep the files that are not archived."""
        return self.filter(archived_at=None)


class StoredFile(models.Model):
    """A file of a unit. `path` is where its content lies: random, it tells nothing.

    `ability` is a right that it needs beyond that to download files at all.
    """

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in FileKind])
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=40, unique=True)
    purpose = models.CharField(max_length=64)
    ability = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    objects: StoredFileQuerySet = StoredFileQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=("unit", "purpose", "-id"), name="files_by_purpose")]

    def __str__(self) -> str:
        return f"{self.uuid} {self.kind}"


class FileSpace(models.Model):
    """How many bytes the files of a unit take together; counted as they come."""

    unit = models.OneToOneField("org.Unit", models.PROTECT, related_name="+")
    used = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.used}"

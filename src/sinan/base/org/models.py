"""The organisation: units in a tree, the people who work there, roles and grants."""

from collections.abc import Iterable
from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .scope import Scope

NAME_LENGTH = 80


class UnitKind(models.TextChoices):
    """What a unit of the tree is."""

    GROUP = "group", _("Group")
    REGION = "region", _("Region")
    STORE = "store", _("Store")


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units, chosen by where they stand in the tree."""

    def under(self, paths: Iterable[str]) -> Self:
        """Keep the units at or below one of `paths`."""
        reached = models.Q(pk__in=())
        for path in paths:
            reached |= models.Q(path__startswith=path)
        return self.filter(reached)

    def within(self, scope: Scope, ability: str) -> Self:
        """Keep the units where the holder of `scope` has `ability`."""
        return self.under(scope.paths(ability))

    def seen_by(self, scope: Scope) -> Self:
        """Keep the units that any ability of `scope` reaches."""
        return self.under(scope.all_paths())

    def stores(self) -> Self:
        """Keep stores."""
        return self.filter(kind=UnitKind.STORE)

    def working(self) -> Self:
        """Keep units that are not archived."""
        return self.filter(archived_at=None)


class Unit(models.Model):
    """A group, a region or a store.

    `path` holds the keys of the unit and all above it ("/1/4/9/"), so that a subtree is a
    prefix. `key` stands in addresses and never changes: the code in the first group, the
    group's code and the unit's code in every other.
    """

    kind = models.CharField(max_length=8, choices=UnitKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=255, unique=True)
    key = models.CharField(max_length=65, unique=True)
    code = models.CharField(max_length=32)
    name = models.CharField(max_length=NAME_LENGTH)
    zone = models.CharField(max_length=40, default="Asia/Shanghai")
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ("path",)
        constraints = [
            models.UniqueConstraint("group", "code", name="org_unit_code_once_a_group"),
            models.CheckConstraint(
                name="org_unit_only_groups_are_roots",
                condition=models.Q(kind=UnitKind.GROUP, parent=None)
                | (~models.Q(kind=UnitKind.GROUP) & models.Q(parent__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_store(self) -> bool:
        """Tell whether the unit is a store."""
        return self.kind == UnitKind.STORE

    @property
    def group_pk(self) -> int:
        """Return the key of the group the unit belongs to, itself for a group."""
        return self.group_id or self.pk


M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    """Rows that belong to a unit."""

    def within(self, scope: Scope, ability: str) -> Self:
        """Keep the rows of units where the holder of `scope` has `ability`."""
        return self.filter(unit__in=Unit.objects.within(scope, ability).values("pk"))


class Employee(models.Model):
    """A person who works at a unit; may or may not be able to sign in."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=60)
    post = models.CharField(max_length=60, blank=True)
    left_on = models.DateField(null=True, blank=True)

    objects: ScopedQuerySet["Employee"] = ScopedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint("unit", "name", name="org_employee_once_a_unit")]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """A named set of abilities of one group."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=40)
    abilities = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint("unit", "code", name="org_role_once_a_group")]

    def __str__(self) -> str:
        return self.code


class Grant(models.Model):
    """A role that a user holds at a unit and below it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.ForeignKey(Role, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "user",
                "unit",
                "role",
                condition=models.Q(ended_at=None),
                name="org_grant_held_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role_id} @ {self.unit_id}"

"""Everything that happens to the organisation."""

import re
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from sinan.base.audit import ledger
from sinan.kernel.refusal import Refusal

from .models import NAME_LENGTH, Employee, Grant, Role, Unit, UnitKind
from .roles import reference_roles
from .scope import Scope

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}\Z")


@transaction.atomic
def found_group(*, code: str, name: str, by: Scope, at: datetime) -> Unit:
    """Create a group with the reference roles.

    The first group's units are known by their codes alone, those of every other by the group's
    code and theirs. Raises `Refusal` when the code is malformed or taken.
    """
    _check_code(code, name)
    if Unit.objects.filter(key__iexact=code).exists():
        raise Refusal("unit.code_taken", field="code", code=code)
    group = Unit(kind=UnitKind.GROUP, code=code, name=name, key=code)
    _plant(group)
    for role in reference_roles():
        Role.objects.create(unit=group, **role)
    ledger.record("org.group.founded", group, unit_id=group.pk, by=by, at=at)
    return group


@transaction.atomic
def add_unit(*, kind: str, parent: Unit, code: str, name: str, by: Scope, at: datetime) -> Unit:
    """Create a region or a store below `parent`.

    Raises `Refusal` when the code is malformed or taken in the group.
    """
    _check_code(code, name)
    if parent.is_store:
        raise Refusal("unit.parent_is_store", field="parent")
    group_id = parent.group_pk
    key = _address_key(group_id, code)
    # Another group's own key is a bare code too, as are those of the first group's units.
    taken = Q(key__iexact=key)
    # s1 beside S1 would be two stores that people take for one.
    taken |= Q(code__iexact=code) & (Q(group_id=group_id) | Q(pk=group_id))
    if Unit.objects.filter(taken).exists():
        raise Refusal("unit.code_taken", field="code", code=code)
    unit = Unit(kind=kind, parent=parent, group_id=group_id, code=code, name=name, key=key)
    _plant(unit, parent)
    ledger.record("org.unit.added", unit, unit_id=unit.pk, by=by, at=at, values={"code": code})
    return unit


@transaction.atomic
def grant_role(*, user_id: int, unit: Unit, role: str, by: Scope, at: datetime) -> Grant:
    """Give a user a role at a unit and below it; one already held stays as it is.

    Raises `Refusal` when the group has no such role.
    """
    found = Role.objects.filter(unit_id=unit.group_pk, code=role).first()
    if found is None:
        raise Refusal("role.unknown", field="role", role=role)
    grant, new = Grant.objects.get_or_create(
        user_id=user_id, unit=unit, role=found, ended_at=None, defaults={"granted_at": at}
    )
    if new:
        values = {"user": user_id, "role": role}
        ledger.record("org.role.granted", grant, unit_id=unit.pk, by=by, at=at, values=values)
    return grant


@transaction.atomic
def add_employee(
    *,
    unit: Unit,
    name: str,
    by: Scope,
    at: datetime,
    post: str = "",
    user_id: int | None = None,
) -> Employee:
    """Enter a person who works at `unit`, once by name."""
    values = {"post": post, "user_id": user_id}
    person, new = Employee.objects.get_or_create(unit=unit, name=name, defaults=values)
    if new:
        ledger.record("org.employee.added", person, unit_id=unit.pk, by=by, at=at)
    return person


def _plant(unit: Unit, parent: Unit | None = None) -> None:
    # The path holds the unit's own key, known only after the insert; until the second statement
    # of the same transaction the address key, unique too, keeps the place.
    unit.path = f"?{unit.key}"
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError:  # somebody took the code since we looked
        raise Refusal("unit.code_taken", field="code", code=unit.code) from None
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])


def _check_code(code: str, name: str) -> None:
    if not CODE.match(code):
        raise Refusal("unit.code_malformed", field="code", code=code[:40])
    if not name.strip() or len(name) > NAME_LENGTH or not name.isprintable():
        raise Refusal("unit.name_length", field="name")


def _address_key(group_id: int, code: str) -> str:
    group = Unit.objects.get(pk=group_id)
    first = Unit.objects.filter(kind=UnitKind.GROUP).order_by("pk").first()
    return code if group == first else f"{group.code}.{code}"

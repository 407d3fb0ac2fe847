"""Reading the organisation."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import models

from sinan.kernel.refusal import Refusal

from .models import Employee, Grant, Unit, UnitKind, UnitQuerySet
from .scope import Scope


def scope_of(user_id: int) -> Scope:
    """Gather the grants of a user; one statement."""
    paths: dict[str, set[str]] = defaultdict(set)
    held = Grant.objects.filter(user_id=user_id, ended_at=None, unit__archived_at=None)
    for path, abilities in held.values_list("unit__path", "role__abilities"):
        for ability in abilities:
            paths[ability].add(path)
    grants = {ability: tuple(sorted(where)) for ability, where in paths.items()}
    return Scope(user_id=user_id, grants=grants)


def units_seen(scope: Scope) -> UnitQuerySet:
    """Return the working units the holder may see, in tree order."""
    return Unit.objects.seen_by(scope).working().order_by("path")


def unit_by_key(scope: Scope, key: str) -> Unit | None:
    """Return the working unit of an address, None when the holder does not see it."""
    return units_seen(scope).filter(key=key).first()


def stores_under(scope: Scope, unit: Unit, ability: str) -> UnitQuerySet:
    """Return the working stores at or below `unit` where the holder has `ability`."""
    stores = Unit.objects.stores().working().within(scope, ability)
    return stores.under([unit.path]).order_by("code")


def employees_of(scope: Scope, unit: Unit, ability: str) -> "models.QuerySet[Employee]":
    """Return the people of `unit`."""
    return Employee.objects.within(scope, ability).filter(unit=unit).order_by("pk")


def search_units(scope: Scope, text: str, *, limit: int = 30) -> list[Unit]:
    """Find units by a piece of their code or name, for the switch."""
    found = units_seen(scope)
    if text:
        found = found.filter(models.Q(code__icontains=text) | models.Q(name__icontains=text))
    return list(found[:limit])


def first_group(scope: Scope) -> Unit | None:
    """Return the group that was founded first, None in an empty installation."""
    return units_seen(scope).filter(kind=UnitKind.GROUP).order_by("pk").first()


def operators_group(scope: Scope, code: str | None = None) -> Unit:
    """Return the group of that code, without one the first.

    Raises `Refusal` when there is no such group.
    """
    if code:
        found = units_seen(scope).filter(kind=UnitKind.GROUP, code=code).first()
    else:
        found = first_group(scope)
    if found is None:
        raise Refusal("group.unknown" if code else "group.none", field="group", code=code or "")
    return found


def existing_unit(scope: Scope, code: str, *, group: Unit | None = None) -> Unit:
    """Return the working unit of that code in `group`, without a group the one of that key.

    Raises `Refusal` when there is none.
    """
    if group is None:
        found = unit_by_key(scope, code)
    elif code == group.code:
        found = group
    else:
        found = units_seen(scope).filter(group=group, code=code).first()
    if found is None:
        raise Refusal("unit.unknown", field="unit", code=code[:65])
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """A unit in the switch; `depth` counts the units above it that the holder sees."""

    unit: Unit
    depth: int
    found: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTree:
    """What a search in the switch found, in tree order with what stands above; maybe not all."""

    lines: tuple[UnitLine, ...]
    more: bool


def unit_tree(scope: Scope, text: str, *, limit: int = 60) -> UnitTree:
    """Find units by a piece of code or name and place them in the tree; two statements."""
    found = search_units(scope, text, limit=limit + 1)
    shown = found[:limit]
    above = {path for unit in shown for path in _paths_above(unit.path)}
    known = {unit.path: unit for unit in shown}
    if above - known.keys():
        known |= {unit.path: unit for unit in units_seen(scope).filter(path__in=above)}
    keys = {unit.pk for unit in shown}
    lines = tuple(
        UnitLine(
            unit=known[path],
            depth=sum(higher in known for higher in _paths_above(path)),
            found=known[path].pk in keys,
        )
        for path in sorted(known)
    )
    return UnitTree(lines=lines, more=len(found) > limit)


def _paths_above(path: str) -> list[str]:
    steps = path.strip("/").split("/")
    return [f"/{'/'.join(steps[:end])}/" for end in range(1, len(steps))]

"""The door of the organisation for other apps."""

from .queries import (
    UnitLine,
    UnitTree,
    employees_of,
    existing_unit,
    first_group,
    operators_group,
    scope_of,
    search_units,
    stores_under,
    unit_by_key,
    unit_tree,
    units_seen,
)
from .roles import abilities
from .scope import Scope
from .services import add_employee, add_unit, found_group, grant_role

__all__ = [
    "Scope",
    "UnitLine",
    "UnitTree",
    "abilities",
    "add_employee",
    "add_unit",
    "employees_of",
    "existing_unit",
    "first_group",
    "found_group",
    "grant_role",
    "operators_group",
    "scope_of",
    "search_units",
    "stores_under",
    "unit_by_key",
    "unit_tree",
    "units_seen",
]

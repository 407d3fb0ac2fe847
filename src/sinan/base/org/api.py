"""The door of the organisation for other apps."""

from .queries import (
    UnitLine,
    UnitTree,
    employees_of,
    scope_of,
    search_units,
    stores_under,
    unit_by_key,
    unit_tree,
    units_seen,
)
from .roles import abilities
from .services import add_employee, add_unit, found_group, grant_role

__all__ = [
    "UnitLine",
    "UnitTree",
    "abilities",
    "add_employee",
    "add_unit",
    "employees_of",
    "found_group",
    "grant_role",
    "scope_of",
    "search_units",
    "stores_under",
    "unit_by_key",
    "unit_tree",
    "units_seen",
]

"""Who signs in to the demonstration."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sinan.base.accounts.services import add_user_with_role
from sinan.base.org.api import Scope, add_employee
from sinan.base.org.models import Unit
from sinan.base.org.roles import reference_roles

from .marker import SignIn

# No secret: it is printed at every start, and a real installation never has these users.
PASSWORD = "sinan-demo"  # noqa: S105
# The last month that the reference store has reported whole.
PAST = "2016-02"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A user: what role where, and which employee they are, if one."""

    username: str
    name: str
    post: str
    role: str
    unit: Unit
    month: str = ""


# User name, name, post, role, and the unit: the group, its first region, the reference store.
_ROLES = """
owner|季云舟|系统负责人|owner|group
group|温景澄|集团总裁|group_management|group
pmo|贺南星|PMO主管|pmo|group
region|夏长河|大区经理|region_manager|region
manager|林知远|店总|store_manager|reference
sales|周林|销售经理|department_manager|reference
finance|郑严|财务经理|finance|reference
staff|叶舒|销售顾问|staff|reference
manager2||店总|store_manager|other
sales2||销售经理|department_manager|other
"""


def cast(units: Mapping[str, Unit], names: Mapping[str, str]) -> Iterator[Person]:
    """Give everybody who signs in; `names` are the people of the other store by post."""
    for line in _ROLES.split():
        username, name, post, role, unit = line.split("|")
        yield Person(
            username=username,
            name=name or names[post],
            post=post,
            role=role,
            unit=units[unit],
            month=PAST if unit == "reference" else "",
        )


def enter(person: Person, *, by: Scope, at: datetime) -> SignIn:
    """Make the user with their role, and the employee that they are."""
    user = add_user_with_role(
        username=person.username,
        unit=person.unit,
        role=person.role,
        name=person.name,
        password=PASSWORD,
        by=by,
        at=at,
    )
    add_employee(
        unit=person.unit, name=person.name, post=person.post, user_id=user.pk, by=by, at=at
    )
    role = next(role for role in reference_roles() if role["code"] == person.role)
    query = f"?m={person.month}" if person.month else ""
    return SignIn(
        username=person.username,
        password=PASSWORD,
        name=person.name,
        role_zh=role["name_zh"],
        role_en=role["name_en"],
        unit=person.unit.name,
        path=f"/u/{person.unit.key}/scorecard/{query}",
    )

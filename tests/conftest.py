"""A small trade that every test can build upon: two groups, their stores, a person per role."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.test import Client

from sinan.base.accounts.models import User
from sinan.base.accounts.services import add_user_with_role
from sinan.base.org.api import Scope, add_unit, found_group, scope_of
from sinan.base.org.models import Unit
from tests.browser import browser_page

__all__ = ["browser_page"]

NOW = datetime(2016, 3, 1, 4, 0, tzinfo=UTC)
OPERATOR = Scope.of_operator()

# Where the holder of each reference role works; every other role works at the store.
AT_GROUP = ("owner", "group_management", "pmo")
AT_REGION = ("region_manager",)


@dataclass(frozen=True, slots=True)
class Trade:
    """Two groups. `store` lies in `region`, `sister` beside the region, `stranger` elsewhere."""

    group: Unit
    region: Unit
    store: Unit
    sister: Unit
    other_group: Unit
    stranger: Unit
    people: dict[str, User] = field(default_factory=dict)

    def person(self, role: str, *, at: Unit | None = None, name: str = "") -> User:
        """Return somebody who holds `role` where it belongs, or at a given unit."""
        where = at or self.place_of(role)
        name = name or f"{role}-at-{where.key}"
        if name not in self.people:
            self.people[name] = add_user_with_role(
                username=name, unit=where, role=role, by=OPERATOR, at=NOW
            )
        return self.people[name]

    def place_of(self, role: str) -> Unit:
        """Return the unit where the reference role works."""
        if role in AT_GROUP:
            return self.group
        return self.region if role in AT_REGION else self.store

    def scope(self, role: str, *, at: Unit | None = None) -> Scope:
        """Return the scope of somebody who holds `role`."""
        return scope_of(self.person(role, at=at).pk)

    def client(self, role: str, *, at: Unit | None = None) -> Client:
        """Return the browser of somebody who holds `role`, signed in."""
        return browser_of(self.person(role, at=at))


def browser_of(user: User | None = None) -> Client:
    """Return a browser, signed in for `user`."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def plant_trade() -> Trade:
    """Found both groups."""
    group = found_group(code="hh", name="和合集团", by=OPERATOR, at=NOW)
    other = found_group(code="xy", name="星野集团", by=OPERATOR, at=NOW)

    def unit(kind: str, parent: Unit, code: str, name: str) -> Unit:
        return add_unit(kind=kind, parent=parent, code=code, name=name, by=OPERATOR, at=NOW)

    region = unit("region", group, "north", "北区")
    return Trade(
        group=group,
        region=region,
        store=unit("store", region, "S1", "银川店"),
        sister=unit("store", group, "S2", "兰州店"),
        other_group=other,
        stranger=unit("store", other, "S1", "星野一店"),
    )


@pytest.fixture
def trade(db: None) -> Trade:
    """Return two groups with their stores."""
    return plant_trade()


@pytest.fixture
def as_role(trade: Trade) -> Callable[[str], Client]:
    """Return a way to get the browser of somebody with a role: ``as_role("store_manager")``."""
    return trade.client

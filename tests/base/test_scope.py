"""Who reaches what: grants are kept apart, and a prefix of a number is no ancestor."""

import pytest
from pytest_django import DjangoAssertNumQueries

from sinan.base.org.api import scope_of, search_units, stores_under, unit_by_key, units_seen
from sinan.base.org.models import Employee, Grant, Unit
from sinan.base.org.scope import Scope
from sinan.base.org.services import add_employee, grant_role
from tests.conftest import NOW, OPERATOR, Trade

SEE, HISTORY = "scorecard.see", "scorecard.history.see"


def test_manager_here_and_staff_there_does_not_become_manager_there(trade: Trade) -> None:
    user = trade.person("store_manager")
    grant_role(user_id=user.pk, unit=trade.sister, role="staff", by=OPERATOR, at=NOW)
    scope = scope_of(user.pk)
    assert scope.can(SEE, trade.store)
    assert scope.can(HISTORY, trade.store)
    assert scope.can(SEE, trade.sister)
    assert not scope.can(HISTORY, trade.sister)
    assert set(Unit.objects.within(scope, HISTORY)) == {trade.store}
    assert set(Unit.objects.within(scope, SEE)) == {trade.store, trade.sister}


def test_path_of_unit_1_is_not_above_unit_12() -> None:
    one, twelve = Unit(path="/1/"), Unit(path="/12/")
    scope = Scope(user_id=1, grants={SEE: ("/1/",)})
    assert scope.can(SEE, one)
    assert not scope.can(SEE, twelve)
    assert not scope.sees(twelve)


def test_path_of_unit_1_is_not_above_unit_12_in_the_database(trade: Trade) -> None:
    Unit.objects.filter(pk=trade.store.pk).update(path="/900000001/")
    Unit.objects.filter(pk=trade.sister.pk).update(path="/9000000012/")
    scope = Scope(user_id=1, grants={SEE: ("/900000001/",)})
    assert [unit.pk for unit in Unit.objects.within(scope, SEE)] == [trade.store.pk]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("group_management", ["hh", "north", "S1", "S2"]),
        ("region_manager", ["north", "S1"]),
        ("store_manager", ["S1"]),
    ],
)
def test_role_reaches_its_unit_and_below(trade: Trade, role: str, seen: list[str]) -> None:
    scope = trade.scope(role)
    assert sorted(unit.key for unit in units_seen(scope)) == sorted(seen)


def test_group_never_sees_the_other_group(trade: Trade) -> None:
    scope = trade.scope("owner")
    assert unit_by_key(scope, "S1") == trade.store
    assert unit_by_key(scope, trade.stranger.key) is None
    assert not any(scope.sees(unit) for unit in (trade.other_group, trade.stranger))
    assert trade.stranger not in search_units(scope, "")
    other = trade.scope("owner", at=trade.other_group)
    assert list(stores_under(other, trade.other_group, SEE)) == [trade.stranger]
    assert list(stores_under(other, trade.group, SEE)) == []


def test_rows_of_a_unit_follow_the_scope(trade: Trade) -> None:
    here = add_employee(unit=trade.store, name="林晓", by=OPERATOR, at=NOW)
    add_employee(unit=trade.sister, name="周宁", by=OPERATOR, at=NOW)
    add_employee(unit=trade.stranger, name="吴桐", by=OPERATOR, at=NOW)
    assert list(Employee.objects.within(trade.scope("staff"), SEE)) == [here]
    assert Employee.objects.within(Scope(user_id=None), SEE).count() == 0
    assert Employee.objects.within(OPERATOR, SEE).count() == 3


def test_ended_grant_and_archived_unit_give_nothing(trade: Trade) -> None:
    user = trade.person("store_manager")
    Grant.objects.filter(user=user).update(ended_at=NOW)
    assert scope_of(user.pk).all_paths() == ()
    staff = trade.person("staff")
    Unit.objects.filter(pk=trade.store.pk).update(archived_at=NOW)
    assert scope_of(staff.pk).all_paths() == ()


def test_scope_costs_one_statement(
    trade: Trade, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = trade.person("owner")
    with django_assert_num_queries(1):
        scope_of(user.pk)

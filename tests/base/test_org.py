"""Founding groups, adding units, granting roles."""

import pytest
from django.db.models import QuerySet

from sinan.base.audit.models import AuditLine
from sinan.base.org.models import Grant, Role, Unit
from sinan.base.org.roles import abilities, reference_roles
from sinan.base.org.services import add_employee, add_unit, found_group, grant_role
from sinan.kernel.refusal import Refusal
from tests.conftest import NOW, OPERATOR, Trade


def test_first_group_has_short_keys_and_the_next_one_long_ones(trade: Trade) -> None:
    assert trade.store.key == "S1"
    assert trade.stranger.key == "xy.S1"
    assert trade.store.path == f"/{trade.group.pk}/{trade.region.pk}/{trade.store.pk}/"


def test_group_starts_with_the_reference_roles(trade: Trade) -> None:
    codes = set(Role.objects.filter(unit=trade.group).values_list("code", flat=True))
    assert codes == {role["code"] for role in reference_roles()}
    owner = Role.objects.get(unit=trade.group, code="owner")
    assert set(owner.abilities) == set(abilities())


def test_roles_name_only_known_abilities() -> None:
    for role in reference_roles():
        assert set(role["abilities"]) <= set(abilities()), role["code"]


@pytest.mark.parametrize(
    ("code", "name", "refused"),
    [
        ("S1", "again", "unit.code_taken"),
        ("hh", "as the group", "unit.code_taken"),
        ("", "nameless", "unit.code_malformed"),
        ("a b", "blank", "unit.code_malformed"),
        ("银川", "Chinese", "unit.code_malformed"),
        ("S3\n", "newline", "unit.code_malformed"),
        ("x" * 33, "long", "unit.code_malformed"),
        ("../x", "path", "unit.code_malformed"),
        ("S3", "  ", "unit.name_length"),
        ("S3", "a\x00b", "unit.name_length"),
        ("S3", "\udce4", "unit.name_length"),
        ("S3", "x" * 81, "unit.name_length"),
    ],
)
def test_unit_refused(trade: Trade, code: str, name: str, refused: str) -> None:
    before = Unit.objects.count()
    with pytest.raises(Refusal) as caught:
        add_unit(kind="store", parent=trade.group, code=code, name=name, by=OPERATOR, at=NOW)
    assert caught.value.code == refused
    assert Unit.objects.count() == before


def test_nothing_stands_below_a_store(trade: Trade) -> None:
    with pytest.raises(Refusal) as caught:
        add_unit(kind="store", parent=trade.store, code="S9", name="x", by=OPERATOR, at=NOW)
    assert caught.value.code == "unit.parent_is_store"


def test_other_group_may_use_the_same_code_but_no_group_twice(trade: Trade) -> None:
    assert trade.stranger.code == trade.store.code
    with pytest.raises(Refusal):
        found_group(code="xy", name="again", by=OPERATOR, at=NOW)


def test_unit_takes_no_other_groups_address(trade: Trade) -> None:
    # Units of the first group have bare codes as keys; so has every other group itself.
    with pytest.raises(Refusal) as caught:
        add_unit(kind="store", parent=trade.group, code="xy", name="x", by=OPERATOR, at=NOW)
    assert caught.value.code == "unit.code_taken"


def test_code_taken_at_the_same_moment(trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    # As if the other one had committed between our look and our write.
    monkeypatch.setattr(QuerySet, "exists", lambda _: False)
    with pytest.raises(Refusal) as caught:
        add_unit(kind="store", parent=trade.group, code="S1", name="x", by=OPERATOR, at=NOW)
    assert caught.value.code == "unit.code_taken"
    with pytest.raises(Refusal):
        found_group(code="hh", name="x", by=OPERATOR, at=NOW)


def test_role_is_granted_once_and_only_one_of_the_own_group(trade: Trade) -> None:
    user = trade.person("staff")
    again = grant_role(user_id=user.pk, unit=trade.store, role="staff", by=OPERATOR, at=NOW)
    assert Grant.objects.filter(user=user).get() == again
    assert AuditLine.objects.filter(deed="org.role.granted").count() == 1
    Role.objects.create(unit=trade.other_group, code="x", name_zh="x", name_en="x", abilities=[])
    with pytest.raises(Refusal) as caught:
        grant_role(user_id=user.pk, unit=trade.store, role="x", by=OPERATOR, at=NOW)
    assert caught.value.code == "role.unknown"


def test_employee_is_entered_once_by_name(trade: Trade) -> None:
    first = add_employee(unit=trade.store, name="林晓", post="销售", by=OPERATOR, at=NOW)
    assert add_employee(unit=trade.store, name="林晓", by=OPERATOR, at=NOW) == first
    assert AuditLine.objects.filter(deed="org.employee.added").count() == 1


def test_code_that_differs_by_big_letters_is_taken(trade: Trade) -> None:
    for code in (trade.store.code.lower(), trade.group.code.upper()):
        with pytest.raises(Refusal) as caught:
            add_unit(kind="store", parent=trade.group, code=code, name="x", by=OPERATOR, at=NOW)
        assert caught.value.code == "unit.code_taken"

"""What the demonstration holds, read as its people read it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.test import override_settings

from sinan.base.accounts.models import User
from sinan.base.audit.models import AuditLine
from sinan.base.org.api import Scope, scope_of, stores_under, unit_by_key
from sinan.base.org.models import Employee, Unit, UnitKind
from sinan.kernel.lights import Light
from sinan.kernel.month import Month
from sinan.kernel.spans import SpanReason
from sinan.management.scorecard.api import month_board
from sinan.management.scorecard.models import MetricOwner
from sinan.management.scorecard.queries.metric import metric_year
from sinan.management.scorecard.queries.people import owners_by_kind, ownerships_of
from sinan.management.scorecard.queries.year import year_of
from sinan.site.demo import reference
from sinan.site.demo.build import build
from sinan.site.demo.marker import SignIn

OPERATOR = Scope.of_operator()
TODAY = date(2026, 11, 21)
LAST = Month(2026, 10)
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def sign_ins(django_db_setup, django_db_blocker) -> Iterator[list[SignIn]]:
    fast = override_settings(PASSWORD_HASHERS=FAST)
    with django_db_blocker.unblock(), fast, transaction.atomic():
        yield build(today=TODAY, seed=29, stores_wanted=5, token="t", tell=lambda _done, _of: None)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _inside(sign_ins, db):
    """Let every test into the database that holds the demonstration."""


def unit(key: str) -> Unit:
    found = unit_by_key(OPERATOR, key)
    assert found is not None
    return found


def board(key: str, month: str):
    found = month_board(OPERATOR, unit(key), Month.parse(month), today=TODAY)
    assert found is not None
    return found


def lights(key: str, month: str) -> dict[str, str]:
    return {metric.info.code: metric.light.value for metric in board(key, month).metrics()}


def reference_metric(code: str):
    year = year_of(OPERATOR, unit("S001"), 2016)
    assert year is not None
    info = year.metric(code)
    assert info is not None
    return metric_year(year, info)


def test_the_reference_store_shines_as_its_deck_did():
    lit = {code: light for code, light in lights("S001", "2016-02").items() if light != "grey"}
    assert lit == {
        "M3": "red",
        "M4": "two_stars",
        "M5": "two_stars",
        "M6": "green",
        "M7": "red",
        "M9": "two_stars",
        "M9b": "two_stars",
        "M10": "green",
        "M12": "green",
        "M13": "yellow",
        "M14": "yellow",
    }


def test_its_objectives_and_plans_follow():
    seen = board("S001", "2016-02")
    assert len(seen.objectives()) == 16
    lit = {o.code: o.light.value for o in seen.objectives() if o.light is not Light.GREY}
    assert lit == {
        "F2": "red",
        "F3": "green",
        "F4": "green",
        "P1": "yellow",
        "P2": "two_stars",
        "P3": "yellow",
        "P4": "yellow",
        "P5": "red",
        "L1": "red",
    }
    assert {plan.code: plan.light.value for plan in seen.plans()} == {"K1": "yellow", "K2": "red"}
    assert [line.key for line in seen.headlines][:2] == ["vision", "mission"]
    assert len(seen.links) == 20


@pytest.mark.parametrize(
    ("code", "month", "reported", "recomputed"),
    [
        ("M6", "2016-02", ("19.0", "green"), ("19.5", "yellow")),
        ("M4", "2016-01", ("27.0", "yellow"), ("25.6", "red")),
        ("M4", "2016-02", ("35.0", "two_stars"), ("35.2", "two_stars")),
        ("M5", "2016-01", ("20.0", "green"), ("20.8", "green")),
        ("M5", "2016-02", ("21.0", "two_stars"), ("21.6", "two_stars")),
        ("M9", "2016-02", ("39.0", "two_stars"), ("39.2", "two_stars")),
    ],
)
def test_reported_and_recomputed_stand_side_by_side(code, month, reported, recomputed):
    seen = next(m for m in board("S001", month).metrics() if m.info.code == code)
    assert (str(seen.judgement.value), seen.light.value) == reported
    assert seen.recomputed is not None
    assert (str(seen.recomputed.value), seen.recomputed.light.value) == recomputed


def test_parts_that_agree_are_kept_without_a_second_value():
    seen = {m.info.code: m for m in board("S001", "2016-02").metrics()}
    gross = seen["M7"]
    assert gross.recomputed is None
    assert gross.reported is not None
    assert (gross.reported.numerator, gross.reported.denominator) == (
        Decimal("-97543.16"),
        Decimal(88),
    )


def test_the_same_thing_measured_two_ways_is_explained_by_both():
    seen = {m.info.code: m for m in board("S001", "2016-02").metrics()}
    assert (str(seen["M9"].judgement.value), str(seen["M9b"].judgement.value)) == ("39.0", "23.9")
    assert "51/130" in seen["M9"].info.formula_zh
    assert "21/88" in seen["M9b"].info.formula_zh


def test_months_that_contradict_themselves_are_held():
    contradicting = reference_metric("M13")
    assert sorted(contradicting.held) == [3, 7, 8, 9, 10, 11, 12]
    assert set(contradicting.bands) == {0, 1, 2, 4, 5, 6}
    assert contradicting.months[2].light is Light.GREY


def test_the_year_column_of_a_ratio_is_suspected():
    gross = reference_metric("M7")
    assert set(gross.suspect) == {"threshold", "target", "challenge_1", "challenge_2"}
    assert gross.to_date.reason is SpanReason.NEEDS_PARTS


def test_margins_are_restricted_and_others_are_not():
    year = year_of(OPERATOR, unit("S001"), 2016)
    assert year is not None
    assert {info.code for info in year.metrics if info.ability} == {"M1", "M7", "M8", "M20"}


def test_the_reference_store_has_no_other_year():
    assert year_of(OPERATOR, unit("S001"), 2026) is None


def test_the_group_has_three_regions_and_every_store_is_in_one():
    assert Unit.objects.filter(kind=UnitKind.REGION).count() == 3
    group = unit("group")
    stores = list(stores_under(OPERATOR, group, "scorecard.see"))
    assert [store.code for store in stores] == ["S001", "S002", "S003", "S004", "S005", "S006"]
    assert unit("S001").path.startswith(unit("R01").path)


@pytest.mark.parametrize("key", ["S002", "S003", "S004", "S005"])
def test_every_metric_of_an_ordinary_store_is_alive(key):
    for month in (Month(2025, 9), Month(2025, 12), Month(2026, 1), LAST):
        lit = lights(key, str(month))
        assert len(lit) == 27
        assert "grey" not in lit.values()


def test_all_lights_are_there_in_the_last_month():
    seen = Counter(light for n in range(2, 7) for light in lights(f"S{n:03d}", str(LAST)).values())
    assert set(seen) == {light.value for light in Light}


def test_years_to_date_rest_on_their_parts():
    year = year_of(OPERATOR, unit("S002"), 2026)
    assert year is not None
    ownerships = ownerships_of(OPERATOR, year)
    for info in year.metrics:
        seen = metric_year(year, info)
        assert seen.to_date.value is not None, info.code
        assert seen.to_date.reason is SpanReason.COMPLETE
        assert not seen.suspect
        assert not seen.held
        assert all(month.recomputed is None for month in seen.months), info.code
        owners = owners_by_kind(ownerships, info.metric_id)
        assert {kind for kind, people in owners.items() if people} == {
            "target",
            "achiever",
            "provider",
        }


def test_nothing_is_told_of_the_running_month():
    assert set(lights("S002", "2026-11").values()) == {"grey"}


def test_only_the_reference_store_keeps_its_own_wording():
    own = next(m for m in board("S001", "2016-02").metrics() if m.info.code == "M9").info
    other = next(m for m in board("S002", str(LAST)).metrics() if m.info.code == "M9").info
    assert (own.version, other.version) == (1, 2)


def test_everybody_signs_in_where_they_belong(sign_ins):
    assert [one.username for one in sign_ins] == [
        *("owner", "group", "pmo", "region", "manager", "sales", "finance", "staff"),
        *("manager2", "sales2"),
    ]
    for one in sign_ins:
        user = User.objects.get(username=one.username)
        assert check_password(one.password, user.password)
        assert user.name == one.name
        scope = scope_of(user.pk)
        own = unit_by_key(scope, one.path.split("/")[2])
        assert own is not None
        assert scope.can("scorecard.see", own)


def test_who_sees_what(sign_ins):
    scopes = {
        one.username: scope_of(User.objects.get(username=one.username).pk) for one in sign_ins
    }
    reference_store, other = unit("S001"), unit("S002")
    assert scopes["owner"].can("scorecard.compare", unit("group"))
    assert scopes["region"].sees(reference_store)
    assert not scopes["region"].sees(unit("S003"))
    assert not scopes["manager"].sees(other)
    assert not scopes["staff"].can("scorecard.margin.see", reference_store)
    assert scopes["finance"].can("scorecard.margin.see", reference_store)


@pytest.mark.parametrize("username", ["sales", "finance", "sales2"])
def test_people_who_answer_for_metrics_are_the_users(username):
    person = Employee.objects.get(user__username=username)
    assert MetricOwner.objects.filter(employee=person).exists()


def test_the_history_names_people_and_the_past():
    finance = User.objects.get(username="finance")
    lines = AuditLine.objects.filter(by=finance.pk, deed="scorecard.actual.entered")
    assert lines.count() == len(
        {(cell.metric, cell.month) for cells in reference.actuals().values() for cell in cells}
    )
    assert {line.at.year for line in lines} == {2016}
    latest = AuditLine.objects.latest("at")
    assert latest.at.date() <= TODAY

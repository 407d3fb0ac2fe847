"""Bands going in: drafts, approval, versions, months that are held."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from sinan.base.audit.queries import history_of
from sinan.kernel.lights import BAND_NAMES, Reason
from sinan.management.scorecard.api import BandCell, Severity
from sinan.management.scorecard.models import MonthBands, ScorecardMetric
from tests.scorecard.builders import Store, codes

pytestmark = pytest.mark.django_db

ALL_MONTHS = range(1, 13)


def rows(month: int = 2) -> list[tuple[int, str, Decimal | None]]:
    """Return version, state and target of the bands of M1 in a month."""
    there = MonthBands.objects.filter(metric__definition__code="M1", month=month)
    return [(row.version, row.state, row.target) for row in there.order_by("version")]


def test_without_approval_bands_are_drafts_and_lights_stay_grey(store: Store) -> None:
    outcome = store.bands("M1", [2], 162, 180, 198, 216, approve=False)
    store.actual("M1", "2016-02", 88)
    assert outcome == []
    assert (outcome.tally.new, outcome.tally.approved) == (4, 0)
    assert rows() == [(1, "draft", 180)]
    assert store.metric("M1", "2016-02").judgement.reason is Reason.NO_BANDS


def test_approval_of_a_draft_keeps_its_version(store: Store) -> None:
    store.bands("M1", [2], 162, 180, 198, 216, approve=False)
    outcome = store.bands("M1", [2], 162, 180, 198, 216)
    store.actual("M1", "2016-02", 88)
    assert (outcome.tally.unchanged, outcome.tally.approved) == (4, 1)
    assert rows() == [(1, "approved", 180)]
    assert store.metric("M1", "2016-02").light == "red"


def test_changed_value_makes_a_new_version_with_its_reason(store: Store) -> None:
    store.bands("M1", [2], 162, 180, 198, 216)
    outcome = store.bands("M1", [2], 162, 170, 198, 216, reason="门店搬迁")
    assert rows() == [(1, "superseded", 180), (2, "approved", 170)]
    assert MonthBands.objects.get(version=2).reason == "门店搬迁"
    assert (outcome.tally.changed, outcome.tally.unchanged) == (1, 3)


def test_new_version_without_a_reason_names_its_file(store: Store) -> None:
    store.bands("M1", [2], 162, 180, 198, 216)
    store.bands("M1", [2], 162, 170, 198, 216)
    assert MonthBands.objects.get(version=2).reason == "bands.csv"


def test_changed_draft_waits_beside_what_is_in_force(store: Store) -> None:
    store.bands("M1", [2], 162, 180, 198, 216)
    store.bands("M1", [2], 162, 170, 198, 216, approve=False)
    store.actual("M1", "2016-02", 175)
    assert rows() == [(1, "approved", 180), (2, "draft", 170)]
    assert store.metric("M1", "2016-02").light == "yellow"


def test_draft_equal_to_what_is_in_force_is_withdrawn(store: Store) -> None:
    store.bands("M1", [2], 162, 180, 198, 216)
    store.bands("M1", [2], 162, 170, 198, 216, approve=False)
    store.bands("M1", [2], 162, 180, 198, 216, approve=False)
    assert rows() == [(1, "approved", 180)]


def test_same_values_change_nothing(store: Store) -> None:
    store.bands("M1", [2], 162, 180, 198, 216)
    outcome = store.bands("M1", [2], "162.0", 180, 198, 216)
    assert outcome == []
    assert outcome.tally.unchanged == 4
    assert rows() == [(1, "approved", 180)]
    deeds = [entry.deed for entry in history_of(ScorecardMetric.objects.all())]
    assert deeds == ["scorecard.bands.approved"]


def test_one_band_alone_is_laid_over_the_others(store: Store) -> None:
    store.bands("M1", [2], 162, 180, 198, 216)
    store.bands("M1", [2], None, 190, None, None)
    row = MonthBands.objects.get(state="approved")
    assert row.bands.values() == (162, 190, 198, 216)


def test_out_of_order_is_held_and_what_was_approved_stays_in_force(store: Store) -> None:
    store.bands("M1", [2, 3], 162, 180, 198, 216)
    outcome = store.bands("M1", [3], 162, 200, 198, 216)
    assert codes(outcome) == ["bands.out_of_order", "bands.approved_stays"]
    assert [problem.is_error for problem in outcome] == [True, False]
    assert outcome.tally.held == 4
    assert not outcome.changed_nothing  # the draft is new
    assert rows(3) == [(1, "approved", 180), (2, "draft", 200)]
    store.actual("M1", "2016-03", 185)
    assert store.metric("M1", "2016-03").light == "green"


def test_both_wrong_pairs_are_told(store: Store) -> None:
    outcome = store.bands("M1", [2], 200, 180, 190, 170)
    pairs = [(problem.params["easier"], problem.params["harder"]) for problem in outcome]
    assert pairs == [("threshold", "target"), ("challenge_1", "challenge_2")]


def test_held_month_is_approved_once_it_is_corrected(store: Store) -> None:
    store.bands("M1", [3], 162, 200, 198, 216)
    store.bands("M1", [3], None, 190, None, None)
    assert rows(3) == [(1, "approved", 190)]


def test_lower_is_better_runs_the_other_way(reference: Store) -> None:
    assert codes(reference.bands("M6", [5], 16, 14, 13, 12)) == []
    wrong = reference.bands("M6", [6], 12, 13, 14, 16)
    assert codes(wrong) == ["bands.out_of_order"] * 3 + ["bands.approved_stays"]


def test_equal_neighbours_are_in_order(store: Store) -> None:
    assert store.bands("M1", [2], 180, 180, 198, 198) == []


@pytest.mark.parametrize(
    ("approve", "severity"), [(True, Severity.ERROR), (False, Severity.WARNING)]
)
def test_incomplete_month_stays_a_draft(store: Store, approve: bool, severity: Severity) -> None:
    outcome = store.bands("M1", [2], 162, 180, None, 216, approve=approve)
    assert [(p.code, p.severity, p.params) for p in outcome] == [
        ("bands.incomplete", severity, {"missing": ["challenge_1"]})
    ]
    assert rows() == [(1, "draft", 180)]
    store.actual("M1", "2016-02", 88)
    assert store.metric("M1", "2016-02").judgement.reason is Reason.INCOMPLETE_BANDS


def test_bands_may_come_one_by_one(store: Store) -> None:
    for place, band in enumerate(BAND_NAMES):
        values = [None] * 4
        values[place] = 100 + place  # type: ignore[call-overload]
        store.bands("M1", [2], *values, approve=band == "challenge_2")
    assert rows() == [(1, "approved", 101)]


def test_year_that_is_no_sum_is_warned_of_and_blocks_nothing(store: Store) -> None:
    store.bands("M1", ALL_MONTHS, 10, 20, 30, 40)
    outcome = store.bands("M1", [0], 120, 241, 360, 480)
    assert [(p.code, p.params["expected"]) for p in outcome] == [("bands.year_suspect", 240)]
    assert not outcome[0].is_error
    assert rows(0) == [(1, "approved", 241)]
    assert rows(7) == [(1, "approved", 20)]


def test_percent_over_a_hundred_only_warns(store: Store) -> None:
    outcome = store.bands("M2", [2], 90, 95, 100, 110)
    assert codes(outcome) == ["percent.over_hundred"]
    assert outcome.complete
    assert outcome.tally.approved == 1


@pytest.mark.parametrize(
    ("metric", "month", "band", "value", "code"),
    [
        ("M99", 2, "target", "1", "metric.unknown"),
        ("M1", 13, "target", "1", "month.outside"),
        ("M1", 2, "challenge_3", "1", "band.unknown"),
        ("M1", 2, "target", "1E20", "number.too_large"),
        ("M1", 2, "target", "0.1234567", "number.too_precise"),
        ("M1", 2, "target", "NaN", "number.not_finite"),
    ],
)
def test_what_cannot_be_kept_is_refused_alone(
    store: Store, metric: str, month: int, band: str, value: str, code: str
) -> None:
    bad = BandCell(metric=metric, month=month, band=band, value=Decimal(value))
    good = [
        BandCell(metric="M1", month=4, band=name, value=Decimal(10 + place))
        for place, name in enumerate(BAND_NAMES)
    ]
    outcome = store.put_bands([bad, *good])
    assert codes(outcome) == [code]
    assert (outcome.tally.refused, outcome.tally.new) == (1, 4)
    assert rows(4) == [(1, "approved", 11)]


def test_ledger_says_before_and_after(store: Store) -> None:
    store.bands("M1", [2], 162, 180, 198, 216)
    store.bands("M1", [2], 162, 170, 198, 216, reason="门店搬迁")
    newest = history_of(ScorecardMetric.objects.all())[0]
    assert newest.deed == "scorecard.bands.approved"
    assert newest.values == {
        "month": "2016-02",
        "target": ["180", "170"],
        "reason": "门店搬迁",
        "source": "bands.csv",
    }


def test_statements_do_not_grow_with_cells(
    store: Store, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(14):
        for metric in ("M1",):
            store.bands(metric, ALL_MONTHS, 10, 20, 30, 40)
    with django_assert_max_num_queries(14):
        store.bands("M1", ALL_MONTHS, 11, 21, 31, 41)


def test_drafts_that_only_wait_for_approval_are_counted(store: Store) -> None:
    drafts = store.bands("M1", [2, 3], 162, 180, 198, 216, approve=False)
    assert (drafts.tally.waiting, drafts.tally.drafted, drafts.tally.approved) == (2, 2, 0)
    again = store.bands("M1", [2, 3], 162, 180, 198, 216, approve=False)
    assert (again.tally.waiting, again.tally.drafted) == (2, 0)
    assert again.changed_nothing
    approved = store.bands("M1", [2, 3], 162, 180, 198, 216)
    assert (approved.tally.waiting, approved.tally.approved) == (0, 2)
    same = store.bands("M1", [2], 162, 180, 198, 216, approve=False)
    assert (same.tally.waiting, same.tally.drafted) == (0, 0)


def test_held_month_does_not_wait_for_approval(store: Store) -> None:
    held = store.bands("M1", [2], 162, 200, 198, 216, approve=False)
    assert (held.tally.waiting, held.tally.held) == (0, 4)
    assert not held.changed_nothing
    again = store.bands("M1", [2], 162, 200, 198, 216)
    assert (again.tally.held, again.changed_nothing) == (4, True)

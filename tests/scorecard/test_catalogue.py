"""Loading a catalogue: versions at the group, people, what vanished, bad rows."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from sinan.base.audit.models import AuditLine
from sinan.base.org.models import Employee
from sinan.kernel.refusal import Refusal
from sinan.management.scorecard.api import Outcome
from sinan.management.scorecard.models import (
    ActionPlan,
    Actual,
    MetricDefinition,
    MetricOwner,
    MetricVersion,
    Milestone,
    Objective,
    ObjectiveLink,
    ScorecardMetric,
)
from tests.conftest import Trade
from tests.scorecard.builders import (
    METRICS,
    OBJECTIVES,
    PLANS,
    REFERENCE,
    SMALL,
    Store,
    codes,
    write_catalogue,
)

pytestmark = pytest.mark.django_db

MILESTONES = "plan,milestone_zh,planned_on,started_on,done_on"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "catalogue"


def with_row(name: str, *rows: str) -> Sequence[str]:
    return [*SMALL[f"{name}.csv"], *rows]


def load(store: Store, folder: Path, **changed: Sequence[str] | None) -> Outcome:
    return store.load(write_catalogue(folder, **changed))


def metric_codes() -> list[str]:
    rows = ScorecardMetric.objects.order_by("position", "pk")
    return list(rows.values_list("definition__code", flat=True))


def test_first_load(store: Store) -> None:
    board = store.board("2016-02")
    assert [objective.code for objective in board.objectives()] == ["F1", "P1"]
    assert [metric.info.code for metric in board.metrics()] == ["M3", "M1", "M2"]
    assert [(plan.code, plan.light) for plan in board.plans()] == [("K1", "grey")]


def test_again_changes_nothing_and_says_so(store: Store, folder: Path) -> None:
    lines = AuditLine.objects.count()
    outcome = load(store, folder)
    assert outcome == []
    assert (outcome.tally.unchanged, outcome.tally.new, outcome.tally.changed) == (6, 0, 0)
    assert AuditLine.objects.count() == lines


def test_changed_definition_is_a_new_version_for_this_scorecard_only(
    store: Store, trade: Trade, folder: Path
) -> None:
    sister = Store(trade.sister)
    sister.load(folder)
    changed = [line.replace("delivered", "handed over") for line in SMALL["metrics.csv"]]
    outcome = load(store, folder, metrics=changed)
    assert outcome.tally.changed == 3
    assert store.metric("M1", "2016-02").info.version == 2
    assert sister.metric("M1", "2016-02").info.version == 1
    assert MetricDefinition.objects.count() == 3


def test_known_wording_is_adopted_and_not_made_again(
    store: Store, trade: Trade, folder: Path
) -> None:
    load(store, folder, metrics=[line.replace("sold", "won") for line in SMALL["metrics.csv"]])
    assert MetricVersion.objects.count() == 3
    changed = [line.replace("delivered", "handed over") for line in SMALL["metrics.csv"]]
    load(store, folder, metrics=changed)
    load(store, folder, metrics=SMALL["metrics.csv"])
    assert store.metric("M1", "2016-02").info.version == 1
    assert MetricVersion.objects.count() == 6
    Store(trade.stranger).load(folder)
    assert MetricDefinition.objects.filter(unit=trade.other_group).count() == 3


def test_next_year_is_a_scorecard_of_its_own(store: Store, folder: Path) -> None:
    store.actual("M1", "2016-02", 88)
    store.load(folder, year=2017)
    assert store.board("2017-02").metrics()[1].judgement.value is None
    assert store.board("2016-02").metrics()[1].judgement.value == 88
    assert MetricVersion.objects.count() == 3


def test_people(store: Store, folder: Path) -> None:
    header = f"{METRICS},target_owner,achiever,data_provider"
    row = "M1,P1,sales,销量,Sales,辆,higher,0,sum,delivered"
    people = '周林(销售经理)、顾 清,"周林,方舟（网电销经理）",顾清'
    load(
        store,
        folder,
        metrics=[header, f"{row},{people}"],
        objectives=[
            f"{OBJECTIVES},owner",
            "F1,financial,,,提升收入,,王总(店总)",
            "P1,internal_process,,,提升销量,,周林、顾清",
        ],
    )
    assert dict(Employee.objects.values_list("name", "post")) == {
        "周林": "销售经理",
        "顾清": "",
        "方舟": "网电销经理",
        "王总": "店总",
    }
    owners = MetricOwner.objects.values_list("kind", "employee__name")
    assert sorted(owners) == [
        ("achiever", "周林"),
        ("achiever", "方舟"),
        ("provider", "顾清"),
        ("target", "周林"),
        ("target", "顾清"),
    ]
    assert [o.owner for o in store.board("2016-02").objectives()] == ["王总", "周林"]


def test_owners_follow_the_file_and_stay_without_a_column(store: Store, folder: Path) -> None:
    row = "M1,P1,sales,销量,Sales,辆,higher,0,sum,delivered"
    load(store, folder, metrics=[f"{METRICS},achiever", f"{row},周林、顾清"])
    load(store, folder, metrics=[METRICS, row])
    assert MetricOwner.objects.count() == 2
    outcome = load(store, folder, metrics=[f"{METRICS},achiever", f"{row},顾清"])
    assert [owner.employee.name for owner in MetricOwner.objects.all()] == ["顾清"]
    assert outcome.tally.changed == 1
    outcome = load(store, folder, metrics=[f"{METRICS},achiever", f"{row},顾清"])
    assert outcome.changed_nothing


def test_restriction_by_name_and_by_column(store: Store, folder: Path) -> None:
    assert store.metric("M3", "2016-02").info.ability == "scorecard.margin.see"
    assert store.metric("M1", "2016-02").info.ability == ""
    lines = SMALL["metrics.csv"]
    rows = [f"{lines[0]},restricted", f"{lines[1]},yes", f"{lines[2]},", f"{lines[3]},否"]
    load(store, folder, metrics=rows)
    abilities = {m.info.code: m.info.ability for m in store.board("2016-02").metrics()}
    assert abilities == {"M1": "scorecard.margin.see", "M2": "", "M3": ""}


def test_plan_with_its_people_and_milestones(store: Store, folder: Path) -> None:
    outcome = load(
        store,
        folder,
        action_plans=[f"{PLANS},goal,lead,members", "K1,P1,市场部,活动,,每月两场,方舟,周林、顾清"],
        milestones=[MILESTONES, "K1,选址,2016-02-06,2016/1/5,2016年2月20日", "K1,开展,2016.3.20,,"],
    )
    assert outcome == []
    (plan,) = store.board("2016-02").plans()
    assert (plan.goal, plan.lead, plan.department) == ("每月两场", "方舟", "marketing")
    assert plan.members == ("周林", "顾清")
    assert [(m.name_zh, m.light) for m in plan.milestones] == [("选址", "yellow"), ("开展", "grey")]


def test_links_follow_their_file(store: Store, folder: Path) -> None:
    load(store, folder, links=["cause,effect", "P1,F1"])
    assert store.board("2016-02").links == (("P1", "F1"),)
    outcome = load(store, folder, links=["cause,effect", "F1,P1"])
    assert codes(outcome) == ["leftover.removed"]
    assert store.board("2016-02").links == (("F1", "P1"),)


def test_metric_with_figures_that_vanished_stays(store: Store, folder: Path) -> None:
    store.actual("M1", "2016-02", 88)
    outcome = load(store, folder, metrics=SMALL["metrics.csv"][:1] + SMALL["metrics.csv"][3:])
    assert {(p.code, p.params["name"]) for p in outcome} == {
        ("leftover.stays", "M1"),
        ("leftover.removed", "M2"),
    }
    assert outcome.complete
    assert Actual.objects.get().value == 88
    assert metric_codes() == ["M1", "M3"]


def test_row_that_is_refused_has_not_vanished(store: Store, folder: Path) -> None:
    rows = [line.replace("M2,P1,sales", "M2,P1,kitchen") for line in SMALL["metrics.csv"]]
    assert codes(load(store, folder, metrics=rows)) == ["choice.unknown"]
    assert metric_codes() == ["M1", "M2", "M3"]


def test_file_that_cannot_be_read_removes_nothing(store: Store, folder: Path) -> None:
    outcome = load(store, folder, metrics=["code,unit", "M1,辆"])
    assert [(p.code, p.place.file) for p in outcome] == [("table.columns_missing", "metrics.csv")]
    assert metric_codes() == ["M1", "M2", "M3"]
    outcome = load(store, folder, metrics=[*SMALL["metrics.csv"][:2], "M2,P1"])
    assert codes(outcome) == ["table.row_ragged"]
    assert metric_codes() == ["M1", "M2", "M3"]


def test_objective_and_plan_that_vanished(store: Store, folder: Path) -> None:
    load(
        store,
        folder,
        action_plans=with_row("action_plans", "K2,P1,sales,培训,"),
        milestones=[MILESTONES, "K2,选人,2016-02-01,,2016-02-01", "K1,选址,2016-03-01,,"],
    )
    outcome = load(
        store,
        folder,
        action_plans=[PLANS],
        milestones=[MILESTONES],
    )
    assert [(p.code, p.severity) for p in outcome] == [("table.has_only_header", "warning")] * 2
    assert ActionPlan.objects.count() == 2
    outcome = load(
        store,
        folder,
        objectives=[SMALL["objectives.csv"][0], SMALL["objectives.csv"][2]],
        metrics=SMALL["metrics.csv"][:3],
        action_plans=[PLANS, "K3,P1,sales,其他,"],
        milestones=[MILESTONES, "K3,甲,2016-05-01,,"],
    )
    assert {(p.code, p.params["kind"], p.params["name"]) for p in outcome} == {
        ("leftover.removed", "metric", "M3"),
        ("leftover.removed", "objective", "F1"),
        ("leftover.removed", "plan", "K1"),
        ("leftover.removed", "milestone", "K1 · 选址"),
        ("leftover.stays", "milestone", "K2 · 选人"),
        ("leftover.stays", "plan", "K2"),
    }
    assert set(ActionPlan.objects.values_list("code", flat=True)) == {"K2", "K3"}
    assert Milestone.objects.count() == 2
    assert [objective.code for objective in Objective.objects.all()] == ["P1"]


@pytest.mark.parametrize(
    ("file", "row", "code", "column"),
    [
        ("objectives", "P9,kitchen,,,厨房,", "choice.unknown", "perspective"),
        ("objectives", "P 9,customer,,,客户,", "code.malformed", "code"),
        ("objectives", ",customer,,,客户,", "text.missing", "code"),
        ("objectives", "P9,customer,,,,", "text.missing", "name_zh"),
        ("objectives", f"P9,customer,,,{'长' * 121},", "text.too_long", "name_zh"),
        ("metrics", "M9,P9,sales,x,,辆,higher,0,sum,", "objective.unknown", ""),
        ("metrics", "M9,P1,kitchen,x,,辆,higher,0,sum,", "choice.unknown", "department"),
        ("metrics", "M9,P1,sales,x,,辆,sideways,0,sum,", "choice.unknown", "direction"),
        ("metrics", "M9,P1,sales,x,,辆,higher,0,median,", "choice.unknown", "annual_aggregate"),
        ("metrics", "M9,P1,sales,x,,辆,higher,-1,sum,", "precision.malformed", "precision"),
        ("metrics", "M9,P1,sales,x,,辆,higher,7,sum,", "precision.malformed", "precision"),
        ("metrics", "M9,P1,sales,x,,,higher,0,sum,", "text.missing", "unit"),
        ("action_plans", "K9,,sales,x,", "text.missing", "objective"),
        ("action_plans", "K9,P9,sales,x,", "objective.unknown", ""),
    ],
)
def test_bad_row(store: Store, folder: Path, file: str, row: str, code: str, column: str) -> None:
    outcome = load(store, folder, **{file: with_row(file, row)})
    (problem,) = [problem for problem in outcome if problem.is_error]
    number = len(SMALL[f"{file}.csv"]) + 1
    assert (problem.code, problem.place.column, problem.place.row) == (code, column, number)
    assert problem.place.file == f"{file}.csv"
    assert outcome.tally.refused == 1
    assert len(store.board("2016-02").metrics()) == 3


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("K9,甲,2016-02-01,,", "plan.unknown"),
        ("K1,甲,2016-02-30,,", "date.malformed"),
        ("K1,甲,二月,,", "date.malformed"),
        # The "for ever" of other programs: no line of time can show it.
        ("K1,甲,9999-12-31,,", "date.beyond"),
        ("K1,甲,0001-01-01,,", "date.beyond"),
        ("K1,甲,,,", "text.missing"),
        ("K1,甲,2016-02-01,2016-02-05,2016-02-04", "milestone.done_before_start"),
        ("K1,,2016-02-01,,", "text.missing"),
    ],
)
def test_bad_milestone(store: Store, folder: Path, row: str, code: str) -> None:
    outcome = load(store, folder, milestones=[MILESTONES, "K1,好,2016-02-01,,", row])
    assert [(p.code, p.place.row) for p in outcome] == [(code, 3)]
    assert [milestone.name_zh for milestone in Milestone.objects.all()] == ["好"]


@pytest.mark.parametrize(
    ("row", "code"), [("P9,F1", "objective.unknown"), ("P1,P1", "link.to_itself")]
)
def test_bad_link(store: Store, folder: Path, row: str, code: str) -> None:
    outcome = load(store, folder, links=["cause,effect", row, "P1,F1"])
    assert [(p.code, p.place.row) for p in outcome] == [(code, 2)]
    assert ObjectiveLink.objects.count() == 1


def test_circle_of_causes_is_warned_of(store: Store, folder: Path) -> None:
    outcome = load(store, folder, links=["cause,effect", "P1,F1", "F1,P1"])
    assert [(p.code, p.severity, p.place.row) for p in outcome] == [("link.circle", "warning", 2)]
    assert ObjectiveLink.objects.count() == 2


def test_same_code_twice(store: Store, folder: Path) -> None:
    row = SMALL["metrics.csv"][1]
    outcome = load(store, folder, metrics=with_row("metrics", row))
    assert [(p.code, p.place.row) for p in outcome] == [("twice.equal", 5)]
    outcome = load(store, folder, metrics=with_row("metrics", row.replace("delivered", "other")))
    assert [(p.code, p.place.row) for p in outcome] == [
        ("twice.different", 2),
        ("twice.different", 5),
    ]
    assert metric_codes() == ["M1", "M2", "M3"]


def test_objective_without_metric_or_plan_stays_grey(store: Store, folder: Path) -> None:
    outcome = load(store, folder, objectives=with_row("objectives", "L1,learning_growth,,,人才,"))
    assert [(p.code, p.severity, p.place.row) for p in outcome] == [
        ("objective.unmeasured", "warning", 4)
    ]
    lights = {o.code: o.light for o in store.board("2016-02").objectives()}
    assert lights["L1"] == "grey"


def test_figures_keep_their_numbers_when_the_unit_changes(store: Store, folder: Path) -> None:
    store.actual("M3", "2016-02", 3918)
    rows = [line.replace(",元,", ",万元,") for line in SMALL["metrics.csv"]]
    outcome = load(store, folder, metrics=rows)
    assert [(p.code, p.params) for p in outcome] == [("metric.meaning_changed", {"metric": "M3"})]
    assert store.metric("M3", "2016-02").judgement.value == 3918


def test_names_that_are_none(store: Store, folder: Path) -> None:
    first, *others = SMALL["metrics.csv"]
    rows = [f"{line},周林((甲)" for line in others]
    outcome = load(store, folder, metrics=[f"{first},achiever", *rows])
    assert [(p.code, p.place.column) for p in outcome] == [("person.malformed", "achiever")] * 3


@pytest.mark.parametrize("missing", ["objectives", "metrics", "action_plans"])
def test_folder_without_a_file_it_needs(store: Store, folder: Path, missing: str) -> None:
    with pytest.raises(Refusal, match=r"file\.missing"):
        load(store, folder, **{missing: None})


def test_chinese_words_of_a_catalogue(trade: Trade, folder: Path) -> None:
    write_catalogue(
        folder,
        objectives=["编号,维度,战略主题,名称", "F1,财务,增长,提升收入"],
        metrics=[
            "编号,战略目标,部门,名称,单位,方向,小数位,年度汇总",
            "M1,F1,售后,库存占比,%,越低越好,1,期末",
        ],
        action_plans=["编号,战略目标,部门,名称", "K1,F1,行政,培训"],
    )
    store = Store(trade.region)
    assert store.load(folder) == []
    info = store.metric("M1", "2016-02").info
    assert (info.department, info.direction, info.aggregate) == ("after_sales", "lower", "last")


def test_statements_do_not_grow_with_rows(
    trade: Trade, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(50):
        Store(trade.store).load(REFERENCE)

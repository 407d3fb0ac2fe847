"""A catalogue: a folder with objectives.csv, metrics.csv, action_plans.csv and what is beside."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sinan.base.exchange.tables import Heading, Sheet, content_of, read_table, shown_path
from sinan.kernel.lights import Direction
from sinan.kernel.refusal import Refusal
from sinan.kernel.spans import Aggregate

from ..rules.catalogue import (
    Catalogue,
    HeadlineRow,
    LinkRow,
    MetricRow,
    MilestoneRow,
    ObjectiveRow,
    PlanRow,
    link_name,
    milestone_name,
)
from ..rules.problems import Outcome, Place, warning
from .folders import is_there, path_of
from .reading import Reading
from .row_reader import RowReader
from .words import AGGREGATES, DEPARTMENTS, DIRECTIONS, PERSPECTIVES

T = TypeVar("T")

MARGIN = "scorecard.margin.see"
# Metrics whose names speak of profit are restricted unless a column says otherwise.
PROFIT = ("毛利", "利润")
NEEDED = ("objectives.csv", "metrics.csv", "action_plans.csv")


@dataclass(frozen=True, slots=True)
class _File:
    """One file of the folder: its headings, how a row is read and how it is named."""

    name: str
    kind: str
    headings: tuple[Heading, ...]
    read: Callable[[RowReader], Any]
    named: Callable[[RowReader], str]
    may_be_empty: bool = True


def read_catalogue(folder: Path) -> tuple[Catalogue, Outcome]:
    """Read a catalogue. Raises `Refusal` when one of the three files it needs is not there."""
    if not is_there(folder, Path.is_dir):
        raise Refusal("file.not_a_folder", path=shown_path(folder))
    for name in NEEDED:
        if not is_there(path_of(folder, name), Path.exists):
            raise Refusal("file.missing", path=shown_path(folder / name))
    outcome = Outcome()
    rows: dict[str, tuple[Any, ...]] = {}
    named: dict[str, frozenset[str]] = {}
    for file in FILES:
        path = path_of(folder, file.name)
        if path.exists():
            rows[file.kind] = _read(path, file, outcome, named)
    catalogue = Catalogue(
        objectives=rows["objective"],
        metrics=rows["metric"],
        plans=rows["plan"],
        milestones=rows.get("milestone", ()),
        links=rows.get("link", ()),
        headlines=rows.get("headline", ()),
        named=named,
    )
    return catalogue, outcome


def _read(
    path: Path, file: _File, outcome: Outcome, named: dict[str, frozenset[str]]
) -> tuple[Any, ...]:
    reading: Reading[Any] = Reading()
    try:
        sheet = read_table(content_of(path), file.headings)
    except Refusal as refusal:
        if file.may_be_empty and refusal.code == "table.has_only_header":
            problem = warning(refusal.code, Place(file=path.name), **refusal.params)
            reading.outcome.append(problem)
        else:
            reading.refuse(refusal, Place(file=path.name))
    else:
        reading.tell_about(sheet, path.name)
        names = list(_rows(sheet, file, reading, path.name))
        # Where rows could not be read nobody knows what they named.
        if not sheet.faults and not any(row.flaws for row in sheet.rows):
            named[file.kind] = frozenset(names)
    outcome.absorb(reading.outcome)
    return tuple(reading.rows)


def _rows(sheet: Sheet, file: _File, reading: Reading[Any], name: str) -> Iterable[str]:
    for row in sheet.rows:
        reader = RowReader(row, sheet, reading, name)
        read = file.read(reader)
        if reader.sound:
            reading.rows.append(read)
        yield file.named(reader)


def _objective(row: RowReader) -> ObjectiveRow:
    return ObjectiveRow(
        code=row.code("code"),
        perspective=row.choice("perspective", PERSPECTIVES),
        theme_zh=row.text("theme_zh", 60),
        theme_en=row.text("theme_en", 60),
        name_zh=row.text("name_zh", 120, required=True),
        name_en=row.text("name_en", 120),
        owner=row.people("owner"),
        place=row.place,
    )


def _metric(row: RowReader) -> MetricRow:
    return MetricRow(
        code=row.code("code"),
        objective=row.code("objective"),
        department=row.choice("department", DEPARTMENTS),
        name_zh=row.text("name_zh", 80, required=True),
        name_en=row.text("name_en", 120),
        measured_in=row.text("unit", 12, required=True),
        direction=Direction(row.choice("direction", DIRECTIONS)),
        precision=row.decimals("precision"),
        aggregate=Aggregate(row.choice("annual_aggregate", AGGREGATES)),
        formula_zh=row.text("formula_zh", 500),
        formula_en=row.text("formula", 500),
        ability=MARGIN if _is_restricted(row) else "",
        owners=row.owners(),
        place=row.place,
    )


def _is_restricted(row: RowReader) -> bool:
    if row.has("restricted"):
        return row.yes("restricted")
    return any(word in row.raw("name_zh") for word in PROFIT)


def _plan(row: RowReader) -> PlanRow:
    return PlanRow(
        code=row.code("code"),
        objective=row.code("objective"),
        department=row.choice("department", DEPARTMENTS),
        name_zh=row.text("name_zh", 120, required=True),
        name_en=row.text("name_en", 120),
        goal=row.text("goal", 300) if row.has("goal") else None,
        lead=row.people("lead"),
        members=row.people("members"),
        place=row.place,
    )


def _milestone(row: RowReader) -> MilestoneRow:
    started_on, done_on = row.day("started_on"), row.day("done_on")
    if started_on and done_on and done_on < started_on:
        row.refuse("done_on", "milestone.done_before_start", started_on=started_on)
    return MilestoneRow(
        plan=row.code("plan"),
        name_zh=row.text("milestone_zh", 120, required=True),
        name_en=row.text("milestone_en", 120),
        deliverable=row.text("deliverable", 200),
        planned_on=row.required_day("planned_on"),
        started_on=started_on,
        done_on=done_on,
        note=row.text("note", 300),
        place=row.place,
    )


def _link(row: RowReader) -> LinkRow:
    return LinkRow(
        cause=row.code("cause"),
        effect=row.code("effect"),
        note=row.text("note", 200),
        place=row.place,
    )


def _headline(row: RowReader) -> HeadlineRow:
    return HeadlineRow(
        key=row.code("key", 40),
        zh=row.text("zh", 200, required=True),
        en=row.text("en", 200),
        place=row.place,
    )


def _needed(*names: str) -> tuple[Heading, ...]:
    return tuple(Heading(name, SYNONYMS.get(name, ()), required=True) for name in names)


def _optional(*names: str) -> tuple[Heading, ...]:
    return tuple(Heading(name, SYNONYMS.get(name, ())) for name in names)


SYNONYMS = {
    "code": ("编号", "代码"),
    "perspective": ("维度",),
    "theme_zh": ("战略主题",),
    "name_zh": ("名称", "中文名称"),
    "name_en": ("英文名称",),
    "owner": ("负责人", "目标负责人"),
    "objective": ("战略目标",),
    "department": ("部门", "责任部门"),
    "unit": ("单位", "计量单位"),
    "direction": ("方向",),
    "precision": ("小数位", "精度"),
    "annual_aggregate": ("年度汇总", "汇总方式"),
    "formula": ("formula_en", "公式英文"),
    "formula_zh": ("公式", "计算公式"),
    "target_owner": ("目标责任人",),
    "achiever": ("指标达成责任人", "达成责任人"),
    "data_provider": ("数据提供责任人", "数据提供人"),
    "restricted": ("受限", "ability"),
    "goal": ("目标",),
    "lead": ("组长", "负责人"),
    "members": ("成员", "组员"),
    "plan": ("行动方案",),
    "milestone_zh": ("里程碑",),
    "milestone_en": ("里程碑英文",),
    "deliverable": ("交付物",),
    "planned_on": ("计划完成", "计划日期"),
    "started_on": ("开始日期",),
    "done_on": ("完成日期", "实际完成"),
    "note": ("备注",),
    "cause": ("因",),
    "effect": ("果",),
    "key": ("键",),
    "zh": ("中文",),
    "en": ("英文",),
}
FILES = (
    _File(
        "objectives.csv",
        "objective",
        _needed("code", "perspective", "name_zh")
        + _optional("name_en", "theme_zh", "theme_en", "owner"),
        _objective,
        lambda row: row.raw("code"),
        may_be_empty=False,
    ),
    _File(
        "metrics.csv",
        "metric",
        _needed("code", "objective", "department", "name_zh", "unit", "direction", "precision")
        + _needed("annual_aggregate")
        + _optional("name_en", "formula", "formula_zh", "target_owner", "achiever", "data_provider")
        + _optional("restricted"),
        _metric,
        lambda row: row.raw("code"),
        may_be_empty=False,
    ),
    _File(
        "action_plans.csv",
        "plan",
        _needed("code", "objective", "department", "name_zh")
        + _optional("name_en", "goal", "lead", "members"),
        _plan,
        lambda row: row.raw("code"),
    ),
    _File(
        "milestones.csv",
        "milestone",
        _needed("plan", "milestone_zh", "planned_on")
        + _optional("milestone_en", "deliverable", "started_on", "done_on", "note"),
        _milestone,
        lambda row: milestone_name(row.raw("plan"), row.raw("milestone_zh")),
    ),
    _File(
        "links.csv",
        "link",
        _needed("cause", "effect") + _optional("note"),
        _link,
        lambda row: link_name(row.raw("cause"), row.raw("effect")),
    ),
    _File(
        "strategy.csv",
        "headline",
        _needed("key", "zh") + _optional("en"),
        _headline,
        lambda row: row.raw("key"),
    ),
)

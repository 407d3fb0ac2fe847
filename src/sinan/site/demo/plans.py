"""The action plans of the invented stores, with milestones around today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .stores import Store, dice


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A milestone: what, until when, and how it went as of today."""

    plan: str
    name_zh: str
    name_en: str
    deliverable: str
    planned_on: date
    started_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class _Draft:
    """A milestone of every year; `lasts` are the days from its start to the planned day."""

    plan: str
    month: int
    day: int
    lasts: int
    name_zh: str
    name_en: str
    deliverable: str


GOALS = {
    "K1": "每季一套活动方案,每场活动有线索与订单总结",
    "K2": "各岗位人员完成年度课程并通过考核",
}
LEADS = {"K1": "市场经理", "K2": "行政经理"}
MEMBERS = {"K1": ("市场经理", "展厅主管", "网电销主管"), "K2": ("行政经理", "内训师", "服务主管")}

_YEAR = (
    _Draft("K1", 1, 15, 20, "一季度活动方案", "Event plan, first quarter", "获批方案"),
    _Draft("K1", 4, 12, 20, "二季度活动方案", "Event plan, second quarter", "获批方案"),
    _Draft("K1", 6, 28, 30, "夏季车展", "Summer auto show", "线索与订单总结"),
    _Draft("K1", 9, 25, 30, "金九店头活动", "September store event", "线索与订单总结"),
    _Draft("K1", 11, 16, 40, "双十一团购会", "November group-purchase event", "线索与订单总结"),
    _Draft("K1", 12, 20, 45, "年终冲刺活动", "Year-end event", "线索与订单总结"),
    _Draft("K2", 1, 20, 15, "内训师选定", "Internal trainers named", "名单与津贴标准"),
    _Draft("K2", 3, 31, 45, "一季度基础课程", "Basics courses, first quarter", "签到与考核成绩"),
    _Draft("K2", 6, 30, 45, "二季度产品课程", "Product courses, second quarter", "签到与考核成绩"),
    _Draft("K2", 9, 30, 45, "三季度服务课程", "Service courses, third quarter", "签到与考核成绩"),
    _Draft("K2", 11, 30, 45, "四季度管理课程", "Management courses, fourth quarter", "考核成绩"),
    _Draft("K2", 12, 25, 20, "年度考核", "Examination of the year", "成绩单"),
)


def steps(store: Store, year: int, *, today: date, seed: int) -> Iterator[Step]:
    """Give the milestones of a year as they stand today."""
    chance = dice(seed, store.number, "plans", year)
    for draft in _YEAR:
        planned = date(year, draft.month, draft.day)
        # A store in a good mood is early more often; a bad one is sometimes not done at all.
        late = round(chance.gauss(-3 - 4 * store.mood, 6))
        forgotten = chance.random() < 0.06 - 0.05 * store.mood
        started = planned - timedelta(days=draft.lasts)
        done = None if forgotten else planned + timedelta(days=late)
        yield Step(
            plan=draft.plan,
            name_zh=draft.name_zh,
            name_en=draft.name_en,
            deliverable=draft.deliverable,
            planned_on=planned,
            started_on=_if_past(started, today),
            done_on=None if done is None else _if_past(done, today),
        )


def _if_past(day: date, today: date) -> date | None:
    return day if day <= today else None

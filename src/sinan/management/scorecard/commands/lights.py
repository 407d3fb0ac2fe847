"""The command that says the lights of a month."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinan.base.console.command import OK, SOME_REFUSED, Command, complain, say
from sinan.base.web.refusals import worded
from sinan.base.web.templatetags.web import light_mark, light_word, named
from sinan.kernel.lights import Light
from sinan.kernel.month import Month
from sinan.kernel.refusal import Refusal

from ..queries.board import month_board
from ..queries.shapes import MetricMonth, MonthBoard
from ..sentences import sentence
from .asked import OPERATOR, Misuse, answering_misuse, asked_unit, store_argument

LANGUAGES = {"zh": "zh-hans", "en": "en"}


def _arguments(parser: ArgumentParser) -> None:
    store_argument(parser)
    parser.add_argument("--month", required=True, metavar="YYYY-MM", help=_("Calendar month"))
    parser.add_argument("--json", action="store_true", help=_("Answer in JSON"))
    parser.add_argument(
        "--lang", choices=sorted(LANGUAGES), default="zh", help=_("Language of the sentences")
    )


@answering_misuse
def _lights(given: Namespace) -> int:
    unit, month = asked_unit(given), _asked_month(given)
    today = timezone.now().astimezone(ZoneInfo(unit.zone)).date()
    board = month_board(OPERATOR, unit, month, today=today)
    if board is None:
        refusal = Refusal("scorecard.none_that_year", store=unit.code, year=month.year)
        complain(worded(refusal))
        return SOME_REFUSED
    with translation.override(LANGUAGES[given.lang]):
        if given.json:
            say(json.dumps(_as_json(board), ensure_ascii=False, indent=1))
        else:
            for line in _lines(board):
                say(line)
    return OK


def _asked_month(given: Namespace) -> Month:
    try:
        return Month.parse(given.month)
    except ValueError:
        raise Misuse(Refusal("month.malformed", text=given.month[:20])) from None


def _as_json(board: MonthBoard) -> dict[str, Any]:
    return {
        "metrics": {metric.info.code: _metric(metric) for metric in board.metrics()},
        "objectives": {objective.code: objective.light.value for objective in board.objectives()},
        "perspectives": {one.code: _counts(one.counts) for one in board.perspectives},
        "scorecard": _counts(board.counts),
        "plans": {plan.code: plan.light.value for plan in board.plans()},
    }


def _metric(metric: MetricMonth) -> dict[str, str | None]:
    value = metric.judgement.value
    return {
        "value": None if value is None else format(value, "f"),
        "light": metric.light.value,
        "sentence": sentence(metric),
    }


def _counts(counts: Mapping[Light, int]) -> dict[str, int]:
    return {light.value: count for light, count in counts.items()}


def _lines(board: MonthBoard) -> Iterable[str]:
    for objective in board.objectives():
        yield f"{light_mark(objective.light)} {objective.code} {named(objective)}"
        for metric in objective.metrics:
            mark, info = light_mark(metric.light), metric.info
            yield f"  {mark} {info.code} {named(info)}: {sentence(metric)}"
        for plan in objective.plans:
            yield f"  {light_mark(plan.light)} {plan.code} {named(plan)}"
    yield ", ".join(f"{light_word(light)} {count}" for light, count in board.counts.items())


LIGHTS = Command(
    words="lights",
    help=gettext_lazy("Say the lights of a month"),
    arguments=_arguments,
    run=_lights,
)

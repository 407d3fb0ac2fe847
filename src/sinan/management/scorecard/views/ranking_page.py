"""What the ranking page shows of a ranking: a list, its order, one page of it, two charts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinan.base.web.templatetags.web import NOTHING, light_word, number
from sinan.kernel.lights import Light

from ..queries.ranking import GroupReason, Line, Ranking, Standing
from ..sentences import unit_word

PAGE = 100
FEW = 10

LISTS: Mapping[str, Promise] = {
    "all": _("All stores"),
    "top": _("Best ten"),
    "bottom": _("Last ten"),
    "red": _("Red list"),
}
STANDINGS: Mapping[Standing, Promise] = {
    Standing.NO_DATA: _("no data for the month"),
    Standing.HIDDEN: _("figure not shown: you lack the right at this store"),
    Standing.MEASURED_OTHERWISE: _("measured in another unit or direction"),
    Standing.NOT_MEASURED: _("not on this store's scorecard"),
}
GROUP_REASONS: Mapping[GroupReason, Promise] = {
    GroupReason.NO_DATA: _("No store has a figure."),
    GroupReason.NEEDS_PARTS: _(
        "A share of the whole group needs its parts (numerator and denominator) from every store."
    ),
    GroupReason.NOT_ADDITIVE: _("Stores' averages and end-of-month states do not add up."),
    GroupReason.HIDDEN: _("Some stores' figures are not shown to you, so neither is the total."),
}

ORDERS: Mapping[str, Callable[[Line], Any]] = {
    "rank": lambda line: line.rank,
    "store": lambda line: line.store.code,
    "region": lambda line: line.store.region,
    "value": lambda line: line.value,
    "light": lambda line: line.light and list(Light).index(line.light),
    "attained": lambda line: line.attained,
    "value_change": lambda line: line.value_change,
    "rank_change": lambda line: line.rank_change,
}


HEADS: Mapping[str, Promise] = {
    "rank": _("Rank"),
    "store": _("Store"),
    "region": _("Region"),
    "light": _("Light shown"),
    "value": _("Value"),
    "attained": _("Target met"),
    "value_change": _("Since last month"),
    "rank_change": _("Places"),
}
ON_DESK = frozenset({"region", "value_change", "rank_change"})
FIGURES = frozenset({"rank", "value", "attained", "value_change", "rank_change"})


@dataclass(frozen=True, slots=True)
class Head:
    """A column: what sorts by it, and how it is sorted now."""

    label: str
    unit: str
    css: str
    sort: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the ranking as it is written."""

    line: Line
    why: str | Promise
    change: str
    places: str
    places_css: str


@dataclass(frozen=True, slots=True)
class AskedList:
    """Which lines are wanted and how."""

    show: str
    order: str
    reverse: bool
    region: str
    page: str


def asked_list(query: Mapping[str, str]) -> AskedList:
    """Read the address; what is unknown counts as not asked for."""
    show = query.get("show", "")
    # Of the last ones and the red ones the worst is what people come for.
    order = query.get("sort") or ("-rank" if show in {"bottom", "red"} else "rank")
    return AskedList(
        show=show if show in LISTS else "all",
        order=order.removeprefix("-") if order.removeprefix("-") in ORDERS else "rank",
        reverse=order.startswith("-"),
        region=query.get("region", ""),
        page=query.get("page", "1"),
    )


def ranking_page(ranking: Ranking, asked: AskedList) -> dict[str, Any]:
    """Choose and sort the lines, and lay out the charts."""
    lines = _sorted(_chosen(ranking, asked), asked)
    page = Paginator(lines, PAGE).get_page(asked.page)
    return {
        "asked": asked,
        "lists": LISTS,
        "regions": sorted({line.store.region for line in ranking.lines if line.store.region}),
        "page": page,
        "rows": [_row(line, ranking) for line in page],
        "heads": [_head(code, ranking, asked) for code in HEADS],
        "long_red": sum(line.long_red for line in ranking.lines),
        "ranked": sum(line.rank is not None for line in ranking.lines),
        "group_reason": GROUP_REASONS.get(ranking.group.reason, ""),
        "chart": _chart(ranking),
    }


def _chosen(ranking: Ranking, asked: AskedList) -> list[Line]:
    lines = [line for line in ranking.lines if asked.region in {"", line.store.region}]
    ranked = [line for line in lines if line.rank is not None]
    chosen = {
        "top": ranked[:FEW],
        "bottom": ranked[-FEW:],
        # Lights may be known where figures are not, so red ones without a rank are listed too.
        "red": [line for line in lines if line.light is Light.RED],
    }
    return chosen.get(asked.show, lines)


def _sorted(lines: list[Line], asked: AskedList) -> list[Line]:
    of = ORDERS[asked.order]
    there = [line for line in lines if of(line) is not None]
    return sorted(there, key=of, reverse=asked.reverse) + [
        line for line in lines if of(line) is None
    ]


def _head(code: str, ranking: Ranking, asked: AskedList) -> Head:
    here = asked.order == code
    units = {
        "value": unit_word(ranking.metric.measured_in),
        "value_change": unit_word(ranking.metric.measured_in),
        "attained": "%",
    }
    classes = (("num", FIGURES), ("on-desk", ON_DESK))
    return Head(
        label=str(HEADS[code]),
        unit=units.get(code, ""),
        css=" ".join(css for css, codes in classes if code in codes),
        sort=f"-{code}" if here and not asked.reverse else code,
        sorted=("descending" if asked.reverse else "ascending") if here else "none",
    )


def _row(line: Line, ranking: Ranking) -> Row:
    moved = line.rank_change or 0
    same = "=" if line.rank_change is not None else NOTHING
    return Row(
        line=line,
        why=STANDINGS.get(line.standing, ""),
        change=_signed(line.value_change, ranking.metric.precision),
        places=f"▲ {moved}" if moved > 0 else f"▼ {-moved}" if moved < 0 else same,
        places_css="good" if moved > 0 else "bad" if moved < 0 else "same",
    )


def _signed(value: Decimal | None, precision: int) -> str:
    if value is None:
        return NOTHING
    text = number(abs(value), precision)
    return f"+{text}" if value > 0 else f"−{text}" if value < 0 else text


def _chart(ranking: Ranking) -> dict[str, Any]:
    precision = ranking.metric.precision
    spread = ranking.quartiles
    return {
        "unit": unit_word(ranking.metric.measured_in),
        "bars": [
            {"start": _plain(bar.start), "end": _plain(bar.end), "count": bar.count}
            for bar in ranking.bars
        ],
        "box": None
        if spread is None
        else [
            number(value, precision).replace(",", "")
            for value in (
                spread.lowest,
                spread.first,
                spread.median,
                spread.third,
                spread.highest,
            )
        ],
        "lights": [
            {"light": light.value, "name": light_word(light), "count": count}
            for light, count in ranking.counts.items()
        ],
        "words": {
            "stores": str(_("Stores")),
            "spread": str(_("Lowest, first quartile, median, third quartile, highest")),
        },
    }


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"

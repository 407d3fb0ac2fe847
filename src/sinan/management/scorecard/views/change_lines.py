"""Lines of the audit ledger on a metric, in words: before → after, by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinan.base.web.templatetags.web import plain

from ..models import BandState
from ..queries.history import ChangeLine
from ..queries.shapes import MetricInfo
from ..templatetags.scorecard_figures import BANDS

DEEDS: Mapping[str, str | Promise] = {
    "scorecard.actual.entered": _("Actual entered"),
    "scorecard.actual.changed": _("Actual changed"),
    "scorecard.bands.drafted": _("Bands drafted"),
    "scorecard.bands.approved": _("Bands approved"),
    "scorecard.bands.withdrawn": _("Draft of bands withdrawn"),
}
FIELDS: Mapping[str, str | Promise] = {
    "value": _("Value"),
    "numerator": _("Numerator"),
    "denominator": _("Denominator"),
    **BANDS,
    "state": _("State"),
}
STATES = {str(state): state.label for state in BandState}
PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedChange:
    """One line of the history as it is read."""

    at: datetime
    by: str | None
    deed: str
    month: str
    changes: tuple[FieldChange, ...]
    why: str


def worded(line: ChangeLine, info: MetricInfo) -> WordedChange:
    """Put a line of the ledger into words; a deed without words of its own says its name."""
    return WordedChange(
        at=line.at,
        by=line.by,
        deed=str(DEEDS.get(line.deed, line.deed)),
        month=str(line.values.get("month", "")),
        changes=tuple(_changes(line.values, info)),
        why=str(line.values.get("reason") or line.values.get("source") or ""),
    )


def _changes(values: Mapping[str, Any], info: MetricInfo) -> Iterable[FieldChange]:
    for name, label in FIELDS.items():
        pair = values.get(name)
        if isinstance(pair, list) and len(pair) == PAIR:
            unit = "" if name in {"numerator", "denominator", "state"} else info.measured_in
            before, after = (_shown(side, unit) for side in pair)
            yield FieldChange(field=str(label), before=before, after=after)


def _shown(side: Any, unit: str) -> str:
    if side is None:
        return "—"
    if str(side) in STATES:
        return str(STATES[str(side)])
    try:
        return f"{plain(Decimal(str(side)))}{' ' if unit else ''}{unit}"
    except InvalidOperation:
        return str(side)

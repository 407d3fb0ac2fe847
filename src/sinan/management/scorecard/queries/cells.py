"""The judged figures of many stores in one month, in one statement.

Values and bands stay the integers that the database keeps: making Decimals and objects of
them would take longer than reading and judging them all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Case, ExpressionWrapper, F, FilteredRelation, Q, When

from sinan.base.org.api import stores_under
from sinan.base.org.models import Unit, UnitKind, UnitQuerySet
from sinan.base.org.scope import Scope
from sinan.kernel.lights import Direction
from sinan.kernel.month import Month
from sinan.kernel.spans import Aggregate

from ..models import BandState, MetricVersion, ScorecardMetric
from ..rules.figures import PLACES
from .year import SEE

COMPARE = "scorecard.compare"
RAW = (
    "unit_id",
    "version_id",
    "scaled",
    "threshold",
    "target",
    "challenge_1",
    "challenge_2",
    "waiting",
)


class Stored(ExpressionWrapper):  # type: ignore[type-arg] # not generic at run time
    """A column as the driver hands it over: no Decimal, and no call a cell to see to that."""

    def __init__(self, expression: str | Case) -> None:
        column = F(expression) if isinstance(expression, str) else expression
        super().__init__(column, output_field=BigIntegerField())

    def get_db_converters(self, connection: Any) -> list[Any]:
        """Convert nothing."""
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """A version of a definition that at least one of the stores has adopted."""

    version_id: int
    definition_id: int
    code: str
    number: int
    name_zh: str
    name_en: str
    measured_in: str
    direction: Direction
    precision: int
    aggregate: Aggregate
    ability: str

    @property
    def is_percent(self) -> bool:
        """Tell whether values are percentages, kept in points."""
        return self.measured_in == "%"


@dataclass(frozen=True, slots=True)
class Store:
    """A store of the comparison with the name of its region, "" where that is not seen."""

    pk: int
    key: str
    code: str
    name: str
    path: str
    region: str


# Store, version, value as entered, four bands, and 1 where these are a draft (or not there).
RawCell = tuple[int, int, int | None, int | None, int | None, int | None, int | None, int]


def compared(scope: Scope, unit: Unit) -> UnitQuerySet:
    """Return the stores below `unit` that may be compared and whose scorecards are seen."""
    return stores_under(scope, unit, COMPARE).within(scope, SEE)


def stores_of(scope: Scope, unit: Unit) -> list[Store]:
    """Read the stores that may be compared, by code."""
    regions = Unit.objects.seen_by(scope).filter(kind=UnitKind.REGION)
    names = dict(regions.under([unit.path]).values_list("pk", "name"))
    rows = compared(scope, unit).only("key", "code", "name", "path", "parent_id")
    return [
        Store(row.pk, row.key, row.code, row.name, row.path, names.get(row.parent_id or 0, ""))
        for row in rows
    ]


def raw_cells(
    scope: Scope, unit: Unit, month: Month, *, definition_id: int | None = None
) -> list[RawCell]:
    """Read what the stores below `unit` have adopted with value and bands of a month."""
    rows = ScorecardMetric.objects.filter(
        scorecard__year=month.year, unit__in=compared(scope, unit).order_by().values("pk")
    )
    if definition_id is not None:
        rows = rows.filter(definition_id=definition_id)
    found = rows.annotate(
        actual=FilteredRelation("actuals", condition=Q(actuals__month=month.number)),
        approved=FilteredRelation("bands", condition=_bands(month, BandState.APPROVED)),
        draft=FilteredRelation("bands", condition=_bands(month, BandState.DRAFT)),
        scaled=Stored("actual__value"),
        threshold=_in_force("threshold"),
        target=_in_force("target"),
        challenge_1=_in_force("challenge_1"),
        challenge_2=_in_force("challenge_2"),
        waiting=Stored(Case(When(approved__id=None, then=1), default=0)),
    )
    return list(found.order_by().values_list(*RAW))


def versions_of(version_ids: Iterable[int]) -> dict[int, Adopted]:
    """Read the wording of adopted versions."""
    rows = MetricVersion.objects.filter(pk__in=set(version_ids)).select_related("definition")
    return {
        row.pk: Adopted(
            version_id=row.pk,
            definition_id=row.definition_id,
            code=row.definition.code,
            number=row.number,
            name_zh=row.name_zh,
            name_en=row.name_en,
            measured_in=row.measured_in,
            direction=Direction(row.direction),
            precision=min(row.precision, PLACES),
            aggregate=Aggregate(row.aggregate),
            ability=row.ability,
        )
        for row in rows
    }


def closed_to(
    scope: Scope, stores: Sequence[Store], versions: Iterable[Adopted]
) -> Mapping[str, frozenset[int]]:
    """Tell for each ability that a metric asks for, at which stores the reader lacks it."""
    abilities = {version.ability for version in versions}
    return {
        ability: frozenset(s.pk for s in stores if ability and not scope.can(ability, s))
        for ability in abilities
    }


def _bands(month: Month, state: BandState) -> Q:
    return Q(bands__month=month.number, bands__state=state)


def _in_force(band: str) -> Stored:
    # Where nothing is approved the draft is read: it gives no light but the reason for that.
    approved = When(approved__id__isnull=False, then=F(f"approved__{band}"))
    column = Case(approved, default=F(f"draft__{band}"), output_field=BigIntegerField())
    return Stored(column)

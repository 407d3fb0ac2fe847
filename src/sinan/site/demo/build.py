"""Fill an empty database with the group, its stores and its people, through the services."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sinan.base.accounts.models import User
from sinan.base.audit import ledger
from sinan.base.org.api import Scope, add_employee, add_unit, found_group
from sinan.base.org.models import Unit, UnitKind
from sinan.kernel.month import Month
from sinan.management.scorecard.api import (
    ActualCell,
    BandCell,
    Outcome,
    Source,
    load_catalogue,
    put_actuals,
    put_bands,
    scorecard_of,
)

from . import figures, names, people, reference, stores, strategy
from .ground import MADE
from .marker import SignIn
from .stores import Store

OPERATOR = Scope.of_operator()
ZONE = ZoneInfo("Asia/Shanghai")
MONTHS = 14
# A large group is for its heat map: after the first stores the others show but a few months.
WHOLE_STORES, MONTHS_OF_OTHERS = 24, 3
REPORT_DAY = 4
BEFORE_ALL = date(2015, 12, 28)


def build(
    *, today: date, seed: int, stores_wanted: int, token: str, tell: Callable[[int, int], None]
) -> list[SignIn]:
    """Make everything; the same arguments make the same group."""
    units = _Units.found(stores_wanted)
    made_up = stores.invented(stores_wanted, seed=seed)
    first = made_up[0]
    other = units.add_store(first)
    known = {"group": units.group, "region": units.regions[0]}
    known |= {"reference": units.add_reference(), "other": other}
    by_post = dict(zip(stores.POSTS, first.people, strict=True))
    sign_ins = [
        people.enter(one, by=OPERATOR, at=_at(BEFORE_ALL)) for one in people.cast(known, by_post)
    ]
    _reference(known["reference"], by=_user("finance"))
    for number, store in enumerate(made_up):
        unit = other if store is first else units.add_store(store)
        by = _user("sales2") if store is first else OPERATOR
        _invented(unit, store, today=today, seed=seed, by=by)
        tell(number + 1, stores_wanted)
    ledger.record(
        MADE,
        units.group,
        unit_id=units.group.pk,
        by=OPERATOR,
        at=_at(today),
        values={"token": token},
    )
    return sign_ins


@dataclass(frozen=True, slots=True)
class _Units:
    """The group and its regions."""

    group: Unit
    regions: list[Unit]

    @classmethod
    def found(cls, stores_wanted: int) -> "_Units":
        """Found the group with its regions."""
        at = _at(BEFORE_ALL)
        group = found_group(code="group", name=names.GROUP, by=OPERATOR, at=at)
        regions = [
            add_unit(
                kind=UnitKind.REGION,
                parent=group,
                code=f"R{number:02d}",
                name=name,
                by=OPERATOR,
                at=at,
            )
            for number, name in enumerate(names.REGIONS[: stores.region_count(stores_wanted)], 1)
        ]
        return cls(group, regions)

    def add_reference(self) -> Unit:
        """Add the reference store."""
        return self._add(self.regions[0], stores.REFERENCE_CODE, names.REFERENCE_STORE)

    def add_store(self, store: Store) -> Unit:
        """Add an invented store."""
        return self._add(self.regions[store.region], store.code, store.name)

    def _add(self, region: Unit, code: str, name: str) -> Unit:
        return add_unit(
            kind=UnitKind.STORE,
            parent=region,
            code=code,
            name=name,
            by=OPERATOR,
            at=_at(BEFORE_ALL),
        )


def _reference(unit: Unit, *, by: Scope) -> None:
    opened = _at(date(reference.YEAR, 1, 4))
    for name, post in reference.posts().items():
        add_employee(unit=unit, name=name, post=post, by=by, at=opened)
    load_catalogue(
        unit=unit, year=reference.YEAR, catalogue=strategy.of_reference(), by=by, at=opened
    )
    # Some months contradict themselves and are held: that is what the store's file says.
    _set_bands(unit, reference.YEAR, reference.bands(), by=by)
    for month, cells in reference.actuals().items():
        _report(unit, month, cells, by=by, on=_reported_on(month))


def _invented(unit: Unit, store: Store, *, today: date, seed: int, by: Scope) -> None:
    months = figures.last_months(Month.of(today), MONTHS)
    whole = store.number < WHOLE_STORES
    shown = months if whole else months[-MONTHS_OF_OTHERS:]
    for year in sorted({month.year for month in shown}):
        opened = _at(date(year, 1, 4))
        catalogue = strategy.of_store(store, year, today=today, seed=seed)
        _complete(load_catalogue(unit=unit, year=year, catalogue=catalogue, by=by, at=opened))
        cells = _band_cells(store, year, None if whole else shown)
        _complete(_set_bands(unit, year, cells, by=by))
    told = figures.actuals(store, months, reference.measured(), seed=seed, shown=len(shown))
    for month, own in _reports(told, shown[-1], whole=whole).items():
        cells_of_month = [_cell(figure) for figure in own]
        on = min(_reported_on(month), today)
        _complete(_report(unit, month, cells_of_month, by=by, on=on))


def _reports(
    told: Iterable[figures.Figure], last: Month, *, whole: bool
) -> dict[Month, list[figures.Figure]]:
    # Each month has its own report; the others of a large group hand theirs in together.
    return figures.by_month(told) if whole else {last: list(told)}


def _band_cells(store: Store, year: int, only: list[Month] | None) -> Iterator[BandCell]:
    numbers = None if only is None else {month.number for month in only if month.year == year}
    for band in figures.bands(store, year, reference.measured()):
        if numbers is None or band.month in numbers:
            yield BandCell(metric=band.metric, month=band.month, band=band.name, value=band.value)


def _set_bands(unit: Unit, year: int, cells: Iterable[BandCell], *, by: Scope) -> Outcome:
    scorecard = scorecard_of(by, unit, year)
    if scorecard is None:
        raise ValueError(f"{unit} has no scorecard of {year}")
    return put_bands(
        scorecard=scorecard,
        cells=cells,
        approve=True,
        by=by,
        at=_at(date(year, 1, 4)),
        source_name=f"{year}年目标分解.xlsx",
    )


def _cell(figure: figures.Figure) -> ActualCell:
    return ActualCell(
        metric=figure.metric,
        month=figure.month,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
    )


def _report(unit: Unit, month: Month, cells: list[ActualCell], *, by: Scope, on: date) -> Outcome:
    return put_actuals(
        unit=unit,
        cells=cells,
        by=by,
        at=_at(on),
        source=Source.IMPORTED,
        source_name=f"{month}月报.xlsx",
    )


def _reported_on(month: Month) -> date:
    return month.next().first_day.replace(day=REPORT_DAY)


def _complete(outcome: Outcome) -> None:
    if not outcome.complete:
        raise ValueError(f"made-up figures were refused: {outcome[:3]}")


def _user(username: str) -> Scope:
    # The operator's reach in somebody's name, so that the history shows people.
    return Scope(user_id=User.objects.get(username=username).pk, everything=True)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), ZONE)

"""Heat map and ranking: the same lights as on a store's own pages, and nobody else's stores."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sinan.base.accounts.models import User
from sinan.base.org.api import Scope, add_unit, found_group, grant_role, scope_of
from sinan.base.org.models import Role, Unit
from sinan.kernel.lights import Light, Reason
from sinan.kernel.money import unscale
from sinan.kernel.month import Month
from sinan.management.scorecard.models import (
    Actual,
    BandState,
    MetricDefinition,
    MetricVersion,
    MonthBands,
    Objective,
    Scorecard,
    ScorecardMetric,
)
from sinan.management.scorecard.queries.board import metric_month
from sinan.management.scorecard.queries.heat import RowState, heat_map, light_trend
from sinan.management.scorecard.queries.ranking import GroupReason, Standing, ranking
from sinan.management.scorecard.queries.year import year_of

AT = datetime(2016, 3, 1, 4, 0, tzinfo=UTC)
OPERATOR = Scope.of_operator()
FEBRUARY = Month(2016, 2)
MARGIN = "scorecard.margin.see"
pytestmark = pytest.mark.django_db


@dataclass
class Company:
    """A group in the making."""

    group: Unit
    regions: dict[str, Unit] = field(default_factory=dict)
    versions: dict[tuple[str, int], MetricVersion] = field(default_factory=dict)

    def region(self, code: str) -> Unit:
        if code not in self.regions:
            self.regions[code] = self._unit("region", self.group, code, f"{code}区")
        return self.regions[code]

    def store(self, code: str, region: str = "north") -> Unit:
        return self._unit("store", self.region(region), code, f"{code}店")

    def version(self, code: str, number: int = 1, **wording: Any) -> MetricVersion:
        definition, _ = MetricDefinition.objects.get_or_create(unit=self.group, code=code)
        told = {
            "name_zh": f"指标{code}",
            "measured_in": "辆",
            "direction": "higher",
            "precision": 0,
            "aggregate": "sum",
            "ability": "",
            **wording,
        }
        version = MetricVersion.objects.create(
            unit=self.group, definition=definition, number=number, since=AT, **told
        )
        self.versions[code, number] = version
        return version

    def adopt(self, store: Unit, *versions: MetricVersion, year: int = 2016) -> Scorecard:
        card = Scorecard.objects.create(unit=store, year=year, opened_at=AT)
        objective = Objective.objects.create(
            unit=store, scorecard=card, code="P5", perspective="internal_process",
            name_zh="销量", position=1,
        )  # fmt: skip
        for position, version in enumerate(versions, 1):
            ScorecardMetric.objects.create(
                unit=store, scorecard=card, objective=objective, version=version,
                definition_id=version.definition_id, department="sales", position=position,
            )  # fmt: skip
        return card

    def person(self, unit: Unit, role: str) -> User:
        user, _ = User.objects.get_or_create(
            username=f"{role}-{unit.key}", defaults={"joined_at": AT}
        )
        grant_role(user_id=user.pk, unit=unit, role=role, by=OPERATOR, at=AT)
        return user

    def _unit(self, kind: str, parent: Unit, code: str, name: str) -> Unit:
        return add_unit(kind=kind, parent=parent, code=code, name=name, by=OPERATOR, at=AT)


@pytest.fixture
def company(db: None) -> Company:
    return Company(found_group(code="hh", name="和合集团", by=OPERATOR, at=AT))


def metric_of(store: Unit, code: str, year: int = 2016) -> ScorecardMetric:
    return ScorecardMetric.objects.get(
        scorecard__unit=store, scorecard__year=year, definition__code=code
    )


def put_bands(
    store: Unit,
    code: str,
    four: tuple[Any, ...],
    *,
    month: Month = FEBRUARY,
    state: str = "approved",
) -> None:
    names = ("threshold", "target", "challenge_1", "challenge_2")
    bands = {n: None if v is None else Decimal(str(v)) for n, v in zip(names, four, strict=True)}
    metric = metric_of(store, code, month.year)
    MonthBands.objects.create(
        unit=store, metric=metric, month=month.number, state=state, entered_at=AT,
        version=metric.bands.filter(month=month.number).count() + 1, **bands,
    )  # fmt: skip


def put_actual(
    store: Unit,
    code: str,
    value: Any,
    *,
    month: Month = FEBRUARY,
    parts: tuple[Any, Any] | None = None,
) -> None:
    numerator, denominator = parts or (None, None)
    Actual.objects.create(
        unit=store, metric=metric_of(store, code, month.year), month=month.number,
        value=Decimal(str(value)), source="entered", entered_at=AT,
        numerator=numerator, denominator=denominator,
    )  # fmt: skip


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def lights_of(scope: Scope, unit: Unit, month: Month = FEBRUARY) -> dict[str, list[str]]:
    heat = heat_map(scope, unit, month)
    return {
        row.store.code: ["" if v is None else v[0].value for v in row.verdicts] for row in heat.rows
    }


# ---- the same lights as everywhere


def random_figure(chance: random.Random, spread: int = 6) -> Decimal:
    return Decimal(chance.randint(-spread * 4, spread * 4)) / 4


def fill(company: Company, chance: random.Random, stores: int, metrics: int) -> list[Unit]:
    """Give random stores random metrics with all the faults that bands can have."""
    versions = [
        company.version(
            f"M{n}",
            direction=chance.choice(["higher", "lower"]),
            precision=chance.choice([0, 1, 2, 6]),
            ability=chance.choice(["", "", MARGIN]),
            aggregate=chance.choice(["sum", "ratio", "mean", "last"]),
        )
        for n in range(1, metrics + 1)
    ]
    found = []
    for number in range(stores):
        store = company.store(f"S{number}", chance.choice(["north", "south"]))
        company.adopt(store, *chance.sample(versions, chance.randint(1, metrics)))
        found.append(store)
    for metric in ScorecardMetric.objects.select_related("version", "unit"):
        for month in range(1, 4):
            random_month(metric, month, chance)
    return found


def random_month(metric: ScorecardMetric, month: int, chance: random.Random) -> None:
    states = chance.choice(
        [["approved"], ["draft"], [], ["superseded"], ["superseded", "approved", "draft"]]
    )
    for version, state in enumerate(states, 1):
        four: list[Decimal | None] = [*sorted(random_figure(chance) for _ in range(4))]
        if metric.version.direction == "lower":
            four.reverse()
        if chance.random() < 0.2:
            chance.shuffle(four)
        if chance.random() < 0.2:
            four[chance.randrange(4)] = None
        if chance.random() < 0.05:
            four = [None] * 4
        names = ("threshold", "target", "challenge_1", "challenge_2")
        MonthBands.objects.create(
            unit=metric.unit, metric=metric, month=month, version=version, state=state,
            entered_at=AT, **dict(zip(names, four, strict=True)),
        )  # fmt: skip
    if chance.random() < 0.85:
        Actual.objects.create(
            unit=metric.unit, metric=metric, month=month, value=random_figure(chance),
            source="entered", entered_at=AT,
        )  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_every_cell_is_what_the_stores_own_board_says(company: Company, seed: int) -> None:
    chance = random.Random(seed)
    stores = fill(company, chance, stores=5, metrics=6)
    reader = scope_of(company.person(company.group, "owner").pk)
    compared = 0
    for number in range(1, 5):
        month = Month(2016, number)
        heat = heat_map(reader, company.group, month)
        rows = {row.store.pk: row for row in heat.rows}
        for store in stores:
            year = year_of(reader, store, 2016)
            assert year is not None
            for at, column in enumerate(heat.columns):
                info = year.metric(column.code)
                verdict = rows[store.pk].verdicts[at]
                if info is None:
                    assert verdict is None
                    continue
                judgement = metric_month(year, info, month).judgement
                assert verdict is not None
                value = None if verdict[2] is None else unscale(verdict[2], 6)
                assert (verdict[0], verdict[1], value) == (
                    judgement.light,
                    judgement.reason,
                    judgement.value,
                )
                compared += 1
    assert compared > 20


@pytest.mark.parametrize("seed", range(3))
def test_the_trend_counts_what_the_heat_maps_of_the_months_show(
    company: Company, seed: int
) -> None:
    chance = random.Random(100 + seed)
    fill(company, chance, stores=4, metrics=5)
    for month, counts in light_trend(OPERATOR, company.group, Month(2016, 4)):
        verdicts = [
            v for row in heat_map(OPERATOR, company.group, month).rows for v in row.verdicts if v
        ]
        expected = {light: sum(v[0] is light for v in verdicts) for light in Light}
        assert counts == expected, month


def test_only_approved_and_sound_bands_give_a_light(company: Company) -> None:
    version = company.version("M3")
    sound = (162, 180, 198, 216)
    cases: Mapping[str, tuple[tuple[Any, ...], str]] = {
        "approved": (sound, "approved"),
        "draft": (sound, "draft"),
        "held": ((162, 1500, 1400, 1600), "draft"),
        "disorder": ((162, 1500, 1400, 1600), "approved"),
        "incomplete": ((162, 180, None, 216), "approved"),
    }
    for code, (four, state) in cases.items():
        store = company.store(code)
        company.adopt(store, version)
        put_bands(store, "M3", four, state=state)
        put_actual(store, "M3", 88)
    heat = heat_map(OPERATOR, company.group, FEBRUARY)
    found = {row.store.code: row.verdicts[0] for row in heat.rows}
    assert found == {
        "approved": (Light.RED, Reason.JUDGED, 88_000_000),
        "draft": (Light.GREY, Reason.NO_BANDS, 88_000_000),
        "held": (Light.GREY, Reason.HELD_BANDS, 88_000_000),
        "disorder": (Light.GREY, Reason.HELD_BANDS, 88_000_000),
        "incomplete": (Light.GREY, Reason.INCOMPLETE_BANDS, 88_000_000),
    }


def test_other_months_and_other_years_stay_out(company: Company) -> None:
    version, store = company.version("M3"), company.store("S1")
    company.adopt(store, version)
    company.adopt(store, version, year=2015)
    last_year = Month(2015, 2)
    put_bands(store, "M3", (1, 2, 3, 4), month=last_year)
    put_actual(store, "M3", 9, month=last_year)
    assert lights_of(OPERATOR, company.group) == {"S1": ["grey"]}
    assert lights_of(OPERATOR, company.group, last_year) == {"S1": ["two_stars"]}


def test_stores_without_a_scorecard_are_listed_with_the_reason(company: Company) -> None:
    full, bare, none = (company.store(code) for code in ("A", "B", "C"))
    company.adopt(full, company.version("M3"))
    company.adopt(bare)
    states = {row.store.pk: row.state for row in heat_map(OPERATOR, company.group, FEBRUARY).rows}
    assert states == {
        full.pk: RowState.JUDGED,
        bare.pk: RowState.NO_METRICS,
        none.pk: RowState.NO_SCORECARD,
    }


def test_columns_stand_in_the_order_of_their_numbers_with_the_newest_wording(
    company: Company,
) -> None:
    store, other = company.store("A"), company.store("B")
    ten, two = company.version("M10"), company.version("M2")
    newer = company.version("M2", 2, measured_in="万元", precision=2)
    company.adopt(store, ten, two)
    company.adopt(other, newer)
    heat = heat_map(OPERATOR, company.group, FEBRUARY)
    assert [(c.code, c.number) for c in heat.columns] == [("M2", 2), ("M10", 1)]
    others = {row.store.code: {at: v.number for at, v in row.others.items()} for row in heat.rows}
    assert others == {"A": {0: 1}, "B": {}}


# ---- who sees what


@pytest.fixture
def two_regions(company: Company) -> Company:
    version = company.version("M7", measured_in="元", aggregate="ratio", ability=MARGIN)
    for code, region in (("N1", "north"), ("N2", "north"), ("Z1", "south")):
        store = company.store(code, region)
        company.adopt(store, version)
        put_bands(store, "M7", (100, 200, 300, 400))
        put_actual(store, "M7", 250)
    return company


def unit_named(code: str) -> Unit:
    return Unit.objects.get(code=code)


def test_a_region_manager_sees_the_regions_stores_only(two_regions: Company) -> None:
    north = two_regions.region("north")
    client = signed_in(two_regions.person(north, "region_manager"))
    answer = client.get("/u/north/scorecard/heatmap/data/?m=2016-02")
    assert [row[1] for row in answer.json()["rows"]] == ["N1", "N2"]
    for page in ("heatmap/", "heatmap/data/", "heatmap/trend/", "ranking/"):
        assert client.get(f"/u/hh/scorecard/{page}?m=2016-02").status_code == 404
        assert client.get(f"/u/south/scorecard/{page}?m=2016-02").status_code == 404


def test_a_store_manager_may_not_compare(two_regions: Company) -> None:
    client = signed_in(two_regions.person(unit_named("N1"), "store_manager"))
    for page in ("heatmap/", "heatmap/data/", "heatmap/trend/", "ranking/"):
        assert client.get(f"/u/N1/scorecard/{page}?m=2016-02").status_code == 403


def test_another_group_does_not_exist(two_regions: Company) -> None:
    other = found_group(code="xy", name="星野集团", by=OPERATOR, at=AT)
    client = signed_in(two_regions.person(other, "owner"))
    for page in ("heatmap/", "heatmap/data/", "heatmap/trend/", "ranking/"):
        assert client.get(f"/u/hh/scorecard/{page}?m=2016-02").status_code == 404
    assert client.get("/u/xy/scorecard/heatmap/data/?m=2016-02").json()["rows"] == []


@pytest.fixture
def north_margins(two_regions: Company) -> User:
    """Return somebody who may compare all stores but know margins in the north only."""
    Role.objects.create(
        unit=two_regions.group, code="watcher", name_zh="观察员", name_en="Watcher",
        abilities=["scorecard.see", "scorecard.compare"],
    )  # fmt: skip
    Role.objects.create(
        unit=two_regions.group, code="margins", name_zh="毛利", name_en="Margins",
        abilities=[MARGIN],
    )  # fmt: skip
    user = two_regions.person(two_regions.group, "watcher")
    grant_role(
        user_id=user.pk, unit=two_regions.region("north"), role="margins", by=OPERATOR, at=AT
    )
    return user


def test_a_margin_is_hidden_store_by_store_and_its_light_is_not(
    two_regions: Company, north_margins: User
) -> None:
    rows = signed_in(north_margins).get("/u/hh/scorecard/heatmap/data/?m=2016-02").json()["rows"]
    assert {row[1]: (row[5], row[6]) for row in rows} == {
        "N1": ("g", [250]),
        "N2": ("g", [250]),
        "Z1": ("g", [None]),
    }


def test_a_hidden_figure_shows_neither_in_the_ranking_nor_by_a_total(
    two_regions: Company, north_margins: User
) -> None:
    put_actual(unit_named("Z1"), "M7", 987_654, month=Month(2016, 1))
    Actual.objects.filter(unit=unit_named("Z1"), month=2).update(value=Decimal(123_456))
    found = ranking(scope_of(north_margins.pk), two_regions.group, FEBRUARY, "M7")
    assert found is not None
    lines = {line.store.code: line for line in found.lines}
    assert lines["Z1"].standing is Standing.HIDDEN
    assert lines["Z1"].light is Light.TWO_STARS
    assert (lines["Z1"].rank, lines["Z1"].value, lines["Z1"].attained) == (None, None, None)
    assert found.group.reason is GroupReason.HIDDEN
    page = signed_in(north_margins).get("/u/hh/scorecard/ranking/?m=2016-02&metric=M7")
    text = page.content.decode()
    assert "123,456" not in text
    assert "123456" not in text
    assert "987" not in text


# ---- ranking


def ranked_company(company: Company, values: Mapping[str, Any], **wording: Any) -> None:
    version = company.version("M3", **wording)
    lower = wording.get("direction") == "lower"
    for code, value in values.items():
        store = company.store(code)
        company.adopt(store, version)
        put_bands(store, "M3", (40, 30, 20, 10) if lower else (10, 20, 30, 40))
        if value is not None:
            put_actual(store, "M3", value)


def ranks_in(company: Company) -> dict[str, int | None]:
    found = ranking(OPERATOR, company.group, FEBRUARY, "M3")
    assert found is not None
    return {line.store.code: line.rank for line in found.lines}


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        ("higher", {"C": 1, "A": 2, "D": 2, "B": 4, "E": None}),
        ("lower", {"B": 1, "A": 2, "D": 2, "C": 4, "E": None}),
    ],
)
def test_the_best_stands_on_top_whichever_way_is_better(
    company: Company, direction: str, expected: dict[str, int | None]
) -> None:
    ranked_company(company, {"A": 20, "B": 5, "C": 30, "D": 20, "E": None}, direction=direction)
    found = ranks_in(company)
    assert found == expected
    assert list(found) == list(expected)


def test_changes_are_against_the_month_before_over_the_turn_of_the_year(
    company: Company,
) -> None:
    january, december = Month(2016, 1), Month(2015, 12)
    version = company.version("M3")
    for code, before, now in (("A", 10, 30), ("B", 20, 25), ("C", None, 5)):
        store = company.store(code)
        company.adopt(store, version)
        company.adopt(store, version, year=2015)
        put_actual(store, "M3", now, month=january)
        if before is not None:
            put_actual(store, "M3", before, month=december)
    found = ranking(OPERATOR, company.group, january, "M3")
    assert found is not None
    changes = {line.store.code: (line.value_change, line.rank_change) for line in found.lines}
    assert changes == {"A": (20, 1), "B": (5, -1), "C": (None, None)}


def test_three_red_months_in_a_row_are_flagged(company: Company) -> None:
    ranked_company(company, {"A": 1, "B": 1})
    for code in "AB":
        for month in (Month(2016, 1), Month(2015, 12)):
            if month.year == 2015:
                company.adopt(unit_named(code), company.versions["M3", 1], year=2015)
            put_bands(unit_named(code), "M3", (10, 20, 30, 40), month=month)
            value = 25 if (code, month.number) == ("B", 12) else 2
            put_actual(unit_named(code), "M3", value, month=month)
    found = ranking(OPERATOR, company.group, FEBRUARY, "M3")
    assert found is not None
    assert {line.store.code: line.long_red for line in found.lines} == {"A": True, "B": False}


def test_a_sum_is_added_up_and_says_what_is_missing(company: Company) -> None:
    ranked_company(company, {"A": "20.4", "B": "5.4", "C": None})
    found = ranking(OPERATOR, company.group, FEBRUARY, "M3")
    assert found is not None
    assert (found.group.value, found.group.reason, found.group.without) == (
        Decimal("25.8"),
        GroupReason.GIVEN,
        1,
    )


def test_a_share_is_never_averaged_it_needs_its_parts(company: Company) -> None:
    ranked_company(company, {"A": 50, "B": 10}, aggregate="ratio", measured_in="%")
    assert group_of(company) == (None, GroupReason.NEEDS_PARTS)
    Actual.objects.filter(unit__code="A").update(numerator=Decimal(1), denominator=Decimal(2))
    assert group_of(company) == (None, GroupReason.NEEDS_PARTS)
    Actual.objects.filter(unit__code="B").update(numerator=Decimal(9), denominator=Decimal(98))
    assert group_of(company) == (Decimal(10), GroupReason.GIVEN)


def group_of(company: Company) -> tuple[Decimal | None, GroupReason]:
    found = ranking(OPERATOR, company.group, FEBRUARY, "M3")
    assert found is not None
    return found.group.value, found.group.reason


@pytest.mark.parametrize("aggregate", ["mean", "last"])
def test_states_and_means_of_stores_do_not_add_up(company: Company, aggregate: str) -> None:
    ranked_company(company, {"A": 50, "B": 10}, aggregate=aggregate)
    assert group_of(company) == (None, GroupReason.NOT_ADDITIVE)


def test_another_unit_of_measure_is_not_ranked_among_the_others(company: Company) -> None:
    ranked_company(company, {"A": 50})
    store = company.store("B")
    company.adopt(store, company.version("M3", 2, measured_in="万元"))
    put_actual(store, "M3", 7)
    found = ranking(OPERATOR, company.group, FEBRUARY, "M3")
    assert found is not None
    standings = {line.store.code: line.standing for line in found.lines}
    assert standings == {"B": Standing.RANKED, "A": Standing.MEASURED_OTHERWISE}
    assert found.group.value == 7


def test_the_ranking_page_lists_sorts_and_pages(company: Company) -> None:
    ranked_company(company, {f"S{n:03d}": n for n in range(105)})
    client = signed_in(company.person(company.group, "owner"))
    address = "/u/hh/scorecard/ranking/?m=2016-02&metric=M3"
    shown = client.get(address).content.decode()
    assert "S104店" in shown
    assert "S004店" not in shown
    assert "S004店" in client.get(f"{address}&page=2").content.decode()
    assert "S000店" in client.get(f"{address}&sort=-rank").content.decode()
    red = client.get(f"{address}&show=red").content.decode()
    assert "S009店" in red
    assert "S010店" not in red
    assert client.get(f"{address}&sort=bogus&show=bogus&page=x").status_code == 200


def test_an_unknown_metric_is_absent_and_a_bad_month_is_said(two_regions: Company) -> None:
    client = signed_in(two_regions.person(two_regions.group, "owner"))
    assert client.get("/u/hh/scorecard/ranking/?m=2016-02&metric=M99").status_code == 404
    assert client.get("/u/hh/scorecard/heatmap/?m=2016-13").status_code == 422


def test_pages_of_a_group_without_scorecards_say_so(company: Company) -> None:
    client = signed_in(company.person(company.group, "owner"))
    for page in ("heatmap/", "ranking/"):
        answer = client.get(f"/u/hh/scorecard/{page}?m=2016-02")
        assert answer.status_code == 200
        assert "2016" in answer.content.decode()
    assert client.get("/u/hh/scorecard/heatmap/data/?m=2016-02").json()["columns"] == []


def test_values_travel_in_the_last_decimal_shown_and_never_lose_a_digit(company: Company) -> None:
    store = company.store("A")
    fine = company.version("M1", precision=2, measured_in="万元")
    huge = company.version("M2", precision=6)
    company.adopt(store, fine, huge)
    put_actual(store, "M1", "-1108.005")
    put_actual(store, "M2", "123456789012.123457")
    client = signed_in(company.person(company.group, "owner"))
    data = client.get("/u/hh/scorecard/heatmap/data/?m=2016-02").json()
    assert [column["precision"] for column in data["columns"]] == [2, 6]
    assert data["rows"][0][5:7] == ["bb", [-110801, "123456789012123457"]]


# ---- as many statements for sixty stores as for three


@pytest.mark.parametrize(
    "page", ["heatmap/", "heatmap/data/", "heatmap/trend/", "ranking/", "ranking/?metric=M2"]
)
def test_the_number_of_statements_does_not_grow_with_the_stores(
    company: Company, page: str
) -> None:
    versions = [company.version(f"M{n}", aggregate="ratio", ability=MARGIN) for n in (1, 2)]
    client = signed_in(company.person(company.group, "owner"))
    address = f"/u/hh/scorecard/{page}{'&' if '?' in page else '?'}m=2016-02"
    counts = []
    for upto in (3, 60):
        for number in range(Unit.objects.stores().count(), upto):
            store = company.store(f"S{number}", f"R{number % 5}")
            company.adopt(store, *versions)
            put_bands(store, "M1", (1, 2, 3, 4), state=BandState.APPROVED)
            put_actual(store, "M1", number)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 22


def test_the_month_left_open_is_the_last_one_with_figures(two_regions: Company) -> None:
    client = signed_in(two_regions.person(two_regions.group, "owner"))
    assert client.get("/u/hh/scorecard/heatmap/data/").json()["month"] == "2016-02"

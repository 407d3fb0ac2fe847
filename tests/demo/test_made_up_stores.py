"""The generator: pure, so it is looked at without a database."""

from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from sinan.kernel.lights import Bands, Direction, Light, judge, out_of_order, round_half_up
from sinan.kernel.month import Month
from sinan.kernel.spans import Aggregate, ratio_of, suspect_year
from sinan.site.demo import figures, plans, posts, reference, stores
from sinan.site.demo.seasons import season, spring_festival
from sinan.site.demo.shapes import SHAPES

TODAY = date(2026, 11, 21)
SEED = 29
MONTHS = figures.last_months(Month.of(TODAY), 14)
ORDINARY = ("steady", "improving", "sliding", "excellent", "weak")


@cache
def group(count: int = 11, seed: int = SEED) -> list[stores.Store]:
    return stores.invented(count, seed=seed)


def direction(code: str) -> Direction:
    return Direction.LOWER if reference.measured()[code].lower else Direction.HIGHER


@cache
def bands(store: stores.Store, year: int) -> dict[tuple[str, int], Bands]:
    found: dict[tuple[str, int], dict[str, Decimal]] = {}
    for band in figures.bands(store, year, reference.measured()):
        found.setdefault((band.metric, band.month), {})[band.name] = band.value
    return {key: Bands(**four) for key, four in found.items()}


@cache
def told(store: stores.Store) -> tuple[figures.Figure, ...]:
    return tuple(figures.actuals(store, MONTHS, reference.measured(), seed=SEED))


@cache
def lights(store: stores.Store) -> dict[tuple[str, Month], Light]:
    measured = reference.measured()
    found = {}
    for figure in told(store):
        four = bands(store, figure.month.year)[figure.metric, figure.month.number]
        code = figure.metric
        light = judge(figure.value, four, direction(code), measured[code].precision).light
        found[code, figure.month] = light
    return found


def store_of(tale: str) -> stores.Store:
    return next(store for store in group() if store.tale == tale)


def mood(store: stores.Store, months: list[Month]) -> float:
    worth = {light: place for place, light in enumerate(Light)}
    seen = [worth[light] for (_, month), light in lights(store).items() if month in months]
    return sum(seen) / len(seen)


def test_the_months_end_with_the_last_closed_one():
    assert (str(MONTHS[0]), str(MONTHS[-1]), len(MONTHS)) == ("2025-09", "2026-10", 14)


def test_the_same_seed_and_day_make_the_same_stores():
    again = stores.invented(11, seed=SEED)
    assert again == group()
    for store in again[:3]:
        assert tuple(figures.actuals(store, MONTHS, reference.measured(), seed=SEED)) == told(store)


def test_another_seed_makes_others():
    assert [s.people for s in group(seed=SEED)] != [s.people for s in group(seed=SEED + 1)]


def test_more_stores_leave_the_first_ones_their_figures():
    for few, many in zip(group(3), group(80), strict=False):
        assert few.name == many.name
        assert few.people == many.people
        assert told(few) == told(many)


def test_every_shape_comes_after_what_moves_it_and_none_is_missing():
    seen: set[str] = set()
    for shape in SHAPES:
        assert set(shape.moved_by) <= seen, shape.code
        seen.add(shape.code)
    assert seen == set(reference.measured()) - {"M9b"}
    assert len(seen) == 27


@pytest.mark.parametrize("tale", ORDINARY)
def test_every_metric_has_a_light_in_every_month(tale):
    judged = lights(store_of(tale))
    assert len(judged) == 27 * 14
    assert Light.GREY not in judged.values()


def test_the_store_with_gaps_lacks_one_metric_always_and_after_sales_once():
    judged = lights(store_of("gaps"))
    missing = {
        (shape.code, str(month))
        for shape in SHAPES
        for month in MONTHS
        if (shape.code, month) not in judged
    }
    assert {month for code, month in missing if code == "M23"} == set(map(str, MONTHS))
    months = {month for code, month in missing if code != "M23"}
    assert len(months) == 1
    assert {code for code, _ in missing} == {
        *("M15", "M16", "M17", "M18", "M19", "M20", "M21", "M23")
    }


def test_all_six_lights_are_there_every_month_and_not_all_is_red():
    total: Counter[Light] = Counter()
    for month in MONTHS:
        seen = Counter(
            lights(store).get((shape.code, month), Light.GREY)
            for store in group()
            for shape in SHAPES
        )
        assert set(seen) == set(Light), month
        total += seen
    share = {light: count / total.total() for light, count in total.items()}
    assert 0.05 < share[Light.RED] < 0.2
    assert share[Light.GREEN] > 0.2
    assert share[Light.GREY] < 0.05


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2024, 1, 1), date(2030, 7, 15)])
def test_it_works_on_other_days(day):
    months = figures.last_months(Month.of(day), 14)
    seen = list(figures.actuals(group()[0], months, reference.measured(), seed=SEED))
    assert len(seen) == 27 * 14
    assert str(months[-1]) == str(Month.of(day).previous())


def test_stores_have_their_tales():
    early, late = MONTHS[:4], MONTHS[-4:]
    improving, sliding = store_of("improving"), store_of("sliding")
    assert mood(improving, late) > mood(improving, early) + 0.5
    assert mood(sliding, late) < mood(sliding, early) - 0.5
    assert mood(store_of("excellent"), MONTHS) > mood(store_of("steady"), MONTHS) + 0.5


@pytest.mark.parametrize("store", group(40)[::4], ids=lambda store: store.code)
def test_bands_are_in_order_and_the_year_column_is_believable(store):
    for (code, month), four in bands(store, 2026).items():
        assert four.complete
        assert out_of_order(four, direction(code)) == (), (code, month)
    for code, measured in reference.measured().items():
        if code == "M9b":
            continue
        column = [bands(store, 2026)[code, month].target for month in range(1, 13)]
        year = bands(store, 2026)[code, 0].target
        step = Decimal(0) if measured.aggregate is Aggregate.SUM else Decimal(1)
        assert suspect_year(measured.aggregate, column, year, step) is None, code


def test_values_agree_with_their_parts():
    for figure in told(group()[0]):
        measured = reference.measured()[figure.metric]
        assert figure.value == round_half_up(figure.value, measured.precision)
        if figure.denominator is None or figure.numerator is None:
            assert measured.aggregate is not Aggregate.RATIO
            continue
        exact = ratio_of(figure.numerator, figure.denominator, percent=measured.percent)
        assert exact is not None
        assert round_half_up(exact, measured.precision) == figure.value, figure
        if measured.percent:
            assert 0 <= figure.numerator <= figure.denominator


def test_what_is_counted_is_whole_and_shared():
    own = {(figure.metric, figure.month): figure for figure in told(group()[0])}
    for month in MONTHS:
        deliveries = own["M3", month].value
        assert deliveries == int(deliveries)
        for code in ("M2", "M4", "M5", "M7", "M8", "M9", "M10", "M11"):
            assert own[code, month].denominator == deliveries
        assert own["M14", month].denominator == own["M13", month].value
        assert own["M16", month].denominator == own["M15", month].value


def test_few_leads_bring_few_sales():
    """Compare deliveries with their target where showroom leads were good and where they failed."""
    reached: dict[bool, list[float]] = {True: [], False: []}
    for store in group(40):
        own = {(figure.metric, figure.month): figure.value for figure in told(store)}
        for month in MONTHS:
            four = bands(store, month.year)
            leads, sales = four["M12", month.number].target, four["M3", month.number].target
            assert leads is not None
            assert sales is not None
            reached[own["M12", month] >= leads].append(float(own["M3", month] / sales))
    many, few = (sum(values) / len(values) for values in reached.values())
    assert many > few + 0.03


def test_the_festival_month_is_low_and_autumn_high():
    year = {number: season(Month(2026, number)) for number in range(1, 13)}
    assert min(year, key=year.__getitem__) == 2
    assert year[9] > year[8]
    assert year[10] > year[7]
    assert season(Month(2025, 1)) < season(Month(2026, 1))
    assert spring_festival(2026) == date(2026, 2, 17)
    assert spring_festival(2199).month == 2


def test_a_thousand_stores_have_different_names_and_codes():
    many = stores.invented(1500, seed=SEED)
    assert len({store.name for store in many}) == len({store.code for store in many}) == 1500
    assert {store.region for store in many} == set(range(stores.region_count(1500)))


def test_somebody_answers_for_every_metric():
    store = group()[0]
    for code in {shape.code for shape in SHAPES}:
        for names in posts.owners(store, code).values():
            assert names
            assert set(names) <= set(store.people)
    assert len(set(store.people)) == len(stores.POSTS)


def test_milestones_know_nothing_of_tomorrow():
    seen = [
        step
        for store in group()
        for year in (2025, 2026)
        for step in plans.steps(store, year, today=TODAY, seed=SEED)
    ]
    assert all(step.done_on is None or step.done_on <= TODAY for step in seen)
    assert all(step.started_on is None or step.started_on <= TODAY for step in seen)
    assert all(step.started_on for step in seen if step.done_on)
    assert any(step.planned_on > TODAY for step in seen)
    late = [step for step in seen if step.planned_on < TODAY and step.done_on is None]
    assert 0 < len(late) < len(seen) / 8

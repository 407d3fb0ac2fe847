"""The invented stores: where they stand, what they sell, how they are doing."""

from dataclasses import dataclass
from random import Random

from . import names

# Brands after creatures of the Classic of Mountains and Seas: name, price level, usual size.
_BRANDS = (("飞廉", 0.85, 190), ("乘黄", 1.0, 130), ("驺吾", 1.6, 80))
REFERENCE_CODE = "S001"
_STORES_A_REGION = 25
_FEWEST_REGIONS = 3
# The first stores tell one story each, so that every demonstration has all of them.
_TALES = ("steady", "improving", "sliding", "excellent", "gaps", "steady", "weak")

# Posts of a store in the order of its people; the first answers for the whole.
POSTS = (
    *("店总", "销售经理", "展厅主管", "网电销主管", "二网主管", "水平业务主管", "市场经理"),
    *("售后经理", "服务主管", "钣喷主管", "配件主管", "客服经理", "财务经理", "会计", "行政经理"),
    *("销售信息员", "售后信息员", "内训师", "销售顾问"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An invented store.

    `size` is its mean month's deliveries, `mood` how far it usually is from its targets (1 is
    about the step to the next band), and `drift` how the mood changes over the months shown.
    """

    number: int
    code: str
    name: str
    region: int
    tale: str
    size: float
    price: float
    mood: float
    drift: float
    people: tuple[str, ...]

    def person(self, post: str) -> str:
        """Return who holds a post."""
        return self.people[POSTS.index(post)]

    def scale(self, of: str) -> float:
        """Return the factor by which this store's levels differ."""
        return {"size": self.size, "price": self.price, "": 1.0}[of]


def dice(*words: object) -> Random:
    """Return chance that always falls alike for the same words."""
    return Random("/".join(map(str, words)))  # noqa: S311 - a demonstration, no secret


def region_count(stores: int) -> int:
    """Return in how many regions so many stores stand."""
    return min(max(_FEWEST_REGIONS, stores // _STORES_A_REGION), len(names.REGIONS))


def invented(count: int, *, seed: int) -> list[Store]:
    """Make up so many stores; the first ones are the same however many follow."""
    return [_store(number, region_count(count), seed) for number in range(count)]


def _store(number: int, regions: int, seed: int) -> Store:
    chance = dice(seed, "store", number)
    brand, price, size = _BRANDS[number % len(_BRANDS)]
    tale = _TALES[number] if number < len(_TALES) else chance.choice(("steady", *_TALES))
    mood, drift = _course(tale, chance)
    return Store(
        number=number,
        code=f"S{number + 2:03d}",
        name=names.store_name(number, brand),
        region=number % regions,
        tale=tale,
        size=round(size * chance.uniform(0.7, 1.4)),
        price=round(price * chance.uniform(0.92, 1.08), 3),
        mood=mood,
        drift=drift,
        people=tuple(names.people(chance, len(POSTS))),
    )


def _course(tale: str, chance: Random) -> tuple[float, float]:
    if tale == "improving":
        return 0.0, 1.9
    if tale == "sliding":
        return 0.0, -1.9
    usual = {"excellent": 1.2, "weak": -0.5}.get(tale, 0.15)
    return usual + chance.gauss(0, 0.15), chance.gauss(0, 0.2)

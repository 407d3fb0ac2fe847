"""The shape of every metric: its level, how its bands stand, what moves it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How one metric behaves in an invented store.

    `level` is the usual target, times the store's `scale` where it has one. `steps` lead from
    the target to threshold, challenge 1 and challenge 2: shares of it when `relative`. `season`
    is how strongly the target follows the year (0 not at all), `grid` what bands are rounded
    to. A ratio has a `base` (what it is divided by) and `decimals` of its numerator. `moved_by`
    are metrics that come first and pull this one along.
    """

    code: str
    level: float
    steps: tuple[float, float, float]
    scale: str = ""
    relative: bool = False
    season: float = 0.0
    growth: float = 0.0
    grid: str = "1"
    base: str = ""
    decimals: int = 0
    moved_by: Mapping[str, float] = field(default_factory=lambda: NOTHING)


def _volume(code: str, level: float, steps: tuple[float, float, float], **more: object) -> Shape:
    settings = {"scale": "size", "relative": True, "season": 1.0, "growth": 0.04, **more}
    return Shape(code=code, level=level, steps=steps, **settings)  # type: ignore[arg-type]


def _share(code: str, level: float, steps: tuple[float, float, float], **more: object) -> Shape:
    settings = {"base": "deliveries", **more}
    return Shape(code=code, level=level, steps=steps, **settings)  # type: ignore[arg-type]


# In the order in which they are drawn: what moves comes before what is moved.
SHAPES = (
    _volume("M12", 1.93, (-0.09, 0.09, 0.18), grid="10"),
    _volume("M13", 4.6, (-0.08, 0.08, 0.15), season=0.4, grid="10"),
    _volume("M3", 1.0, (-0.10, 0.10, 0.20), moved_by={"M12": 0.45, "M13": 0.3}),
    _volume("M15", 4.2, (-0.08, 0.05, 0.10), season=0.5, grid="5"),
    _share("M14", 12, (-2, 3, 6), base="online_leads", moved_by={"M13": -0.15}),
    _share("M4", 30, (-2, 1, 2), moved_by={"M13": 0.4}),
    _share("M5", 20, (-2, 1, 2)),
    _share("M6", 15, (2, -1, -2), base="stock", moved_by={"M3": 0.4}),
    _share("M7", 3600, (-1000, 350, 700), scale="price", grid="10", decimals=2),
    _share("M8", 900, (-150, 80, 160), scale="price", grid="10", decimals=2),
    _share("M9", 38, (-3, 2, 4)),
    _share("M10", 50, (-10, 5, 10)),
    _share("M11", 74, (-5, 4, 8)),
    _share("M2", 380, (40, -25, -50), scale="price", grid="5", decimals=2, moved_by={"M6": 0.4}),
    _share("M16", 1150, (-80, 50, 100), base="visits", scale="price", grid="10", decimals=2),
    _share(
        *("M20", 430, (-40, 25, 50)),
        base="visits",
        scale="price",
        grid="5",
        decimals=2,
        moved_by={"M16": 0.4},
    ),
    _volume("M17", 0.35, (-0.12, 0.08, 0.16), season=0.4, moved_by={"M15": 0.4}),
    _share("M18", 82, (-5, 4, 8), base="first_due"),
    _share("M19", 62, (-4, 3, 6), base="periodic_due", moved_by={"M15": 0.3}),
    _share("M21", 8, (2, -1, -2), base="parts_inventory", decimals=2),
    _share("M23", 58, (-3, 2, 4), base="active_customers", moved_by={"M19": 0.3}),
    _volume("M22", 0.55, (-0.10, 0.08, 0.16), season=0.5, moved_by={"M23": 0.3}),
    Shape(code="M24", level=90, steps=(-2, 1.5, 3), grid="0.5"),
    Shape(code="M25", level=88, steps=(-2, 1.5, 3), grid="0.5"),
    _share("M26", 6.5, (0.6, -0.3, -0.6), base="revenue", decimals=2, grid="0.1"),
    _share("M27", 90, (-6, 5, 8), base="hazards"),
    _volume(
        *("M1", 0.22, (-0.15, 0.10, 0.20)),
        moved_by={"M3": 0.45, "M7": 0.3, "M16": 0.15},
    ),
)

"""Invented names of places, stores and people."""

from itertools import product
from random import Random

GROUP = "云杉汽车集团"
REFERENCE_STORE = "云州启明4S店"
REGIONS = (
    *("云州大区", "澜江大区", "青原大区", "景川大区", "宁泽大区", "朔南大区"),
    *("瑞湾大区", "霁陵大区", "苍岭大区", "沧浦大区", "望海大区", "松原北大区"),
)
_CITIES = [first + second for second, first in product("屿原泽湾岭浦溪", "澜青景宁云朔瑞霁苍沐")]
_WORDS = ("听澜", "牧云", "映山", "嘉禾", "远帆", "星河", "长亭", "望舒", "晨曦", "松风", "鹤鸣")
_SURNAMES = "林周顾陈许苏江沈陆叶唐韩宋程严方罗范梁柳秦白夏温邵季孟贺"
_GIVEN = (
    *("知行", "若溪", "明远", "景行", "书禾", "亦安", "望舒", "云帆", "子墨", "清越"),
    *("长风", "予安", "嘉言", "思齐", "泽宇", "语桐", "星野", "南乔", "怀瑾", "舒和"),
    *("简", "岩", "岚", "辰", "枫", "澄", "朗", "宁", "远", "棠"),
)


def store_name(number: int, brand: str) -> str:
    """Name the store with this number; all are different."""
    lap, place = divmod(number, len(_CITIES))
    later, shift = divmod(lap, len(_WORDS))
    # Steps without a common divisor with the lists, so that neighbours do not look alike.
    city = _CITIES[place * 31 % len(_CITIES)]
    word = _WORDS[(place + shift) % len(_WORDS)]
    return f"{city}{word}{brand}4S店" + (f"({later + 1}店)" if later else "")


def people(dice: Random, count: int) -> list[str]:
    """Return so many different names of people."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[dice.choice(_SURNAMES) + dice.choice(_GIVEN)] = None
    return list(found)

"""Which posts of an invented store answer for a metric."""

from .stores import Store

KINDS = ("target", "achiever", "provider")
# Target owner | achiever | data provider; several people share with 、 between them.
_ANSWERS = {
    "M1": "店总|销售经理、售后经理|会计",
    "M2": "财务经理|财务经理|会计",
    "M3": "销售经理|展厅主管、网电销主管|销售信息员",
    "M4": "销售经理|网电销主管|销售信息员",
    "M5": "销售经理|二网主管|销售信息员",
    "M6": "销售经理|展厅主管|销售信息员",
    "M7": "销售经理|销售经理|会计",
    "M8": "销售经理|水平业务主管|会计",
    "M9": "销售经理|水平业务主管|水平业务主管",
    "M10": "销售经理|水平业务主管|销售信息员",
    "M11": "销售经理|水平业务主管|销售信息员",
    "M12": "市场经理|展厅主管|销售信息员",
    "M13": "市场经理|网电销主管|销售信息员",
    "M14": "销售经理|网电销主管|销售信息员",
    "M15": "售后经理|服务主管|售后信息员",
    "M16": "售后经理|服务主管|售后信息员",
    "M17": "售后经理|钣喷主管|售后信息员",
    "M18": "售后经理、客服经理|客服经理|售后信息员",
    "M19": "售后经理、客服经理|客服经理|售后信息员",
    "M20": "售后经理|服务主管、钣喷主管|会计",
    "M21": "售后经理|配件主管|配件主管",
    "M22": "客服经理|客服经理|售后信息员",
    "M23": "客服经理|客服经理、服务主管|售后信息员",
    "M24": "客服经理|销售经理、展厅主管|客服经理",
    "M25": "客服经理|售后经理、服务主管|客服经理",
    "M26": "行政经理|行政经理|会计",
    "M27": "行政经理|行政经理、钣喷主管|行政经理",
}
_OBJECTIVES = {"F": "店总", "C": "客服经理", "P": "销售经理", "L": "行政经理"}
_OTHERWISE = {
    "F5": "行政经理",
    "P1": "市场经理",
    "P3": "市场经理",
    "P6": "售后经理",
    "P7": "行政经理",
}


def owners(store: Store, metric: str) -> dict[str, tuple[str, ...]]:
    """Return by kind the names of those who answer for a metric."""
    shared = _ANSWERS[metric].split("|")
    return {
        kind: tuple(map(store.person, posts.split("、")))
        for kind, posts in zip(KINDS, shared, strict=True)
    }


def objective_owner(store: Store, objective: str) -> str:
    """Return who owns an objective."""
    return store.person(_OTHERWISE.get(objective) or _OBJECTIVES[objective[0]])

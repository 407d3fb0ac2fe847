"""The pages of the demonstration that a person can open, and a walk along every link."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import islice
from urllib.parse import parse_qs, urljoin, urlsplit

from .served import FEBRUARY, Answer, Visitor

OCTOBER = "m=2026-10"
_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
# The longest walk: more would only be more months and orders of the same pages.
MOST = 160

STORE = {
    name: f"/u/S001/scorecard/{path}{'&' if '?' in path else '?'}{FEBRUARY}"
    for name, path in {
        "overview": "",
        "map": "map/",
        "panel": "map/?o=P5",
        "matrix": "matrix/",
        "nothing in the matrix": "matrix/?light=one_star",
        "metrics": "metrics/",
        "metric": "metrics/M3/",
        "history": "metrics/M6/?tab=history",
        "held metric": "metrics/M13/",
        "grey metric": "metrics/M1/",
        "departments": "departments/",
        "department": "departments/sales/",
        "owners": "owners/",
        "mine": "owners/me/",
        "plans": "plans/",
        "plan": "plans/K1/",
    }.items()
} | {"year without scorecard": "/u/S001/scorecard/metrics/?m=2013-05"}
GROUP = {
    "heat map": f"/u/group/scorecard/heatmap/?{OCTOBER}",
    "ranking": f"/u/group/scorecard/ranking/?{OCTOBER}&metric=M3",
    "region's heat map": f"/u/R01/scorecard/heatmap/?{OCTOBER}",
    "group without scorecard": f"/u/group/scorecard/?{OCTOBER}",
    "heat map of no store": "/u/group/scorecard/heatmap/?m=2013-05",
    "store that is made up": f"/u/S002/scorecard/?{OCTOBER}",
    "units": "/units/",
    "search": "/find/?q=S",
    "account": "/account/",
}


def links_of(answer: Answer) -> Iterator[str]:
    """Give the addresses on this server that a page leads to."""
    here = urlsplit(answer.address)
    for href in _LINK.findall(answer.text):
        found = urlsplit(urljoin(answer.address, unescape(href)))
        if found.netloc == here.netloc and not found.path.startswith("/static/"):
            yield f"{found.path}?{found.query}" if found.query else found.path


def walk(
    visitor: Visitor, start: str, follow: Callable[[str], bool]
) -> Iterator[tuple[str, str, Answer]]:
    """Open a page and whatever it leads to; give address, where the link stood, and answer."""
    waiting, known = [(start, "")], {start}
    for path, source in islice(waiting, MOST):
        answer = visitor.get(path)
        yield path, source, answer
        for link in links_of(answer):
            if link not in known and follow(link):
                known.add(link)
                waiting.append((link, path))


def month_of(address: str) -> str:
    """Return the month that an address asks for."""
    return parse_qs(urlsplit(address).query).get("m", [""])[0]

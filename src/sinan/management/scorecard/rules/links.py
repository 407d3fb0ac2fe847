"""Cause and effect between objectives."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter


def circle(links: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the codes of one circle of causes, first and last the same; empty without one."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for cause, effect in links:
        sorter.add(effect, cause)
    try:
        sorter.prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()

"""How lights come together: the worst of them, and how many there are of each."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sinan.kernel.lights import Light

# From worst to best; lights are strings, so their own order would be the alphabet's.
_LIT = (Light.RED, Light.YELLOW, Light.GREEN, Light.ONE_STAR, Light.TWO_STARS)
_SHOWN = (*_LIT, Light.GREY)


def worst(lights: Iterable[Light]) -> Light:
    """Give the worst light; grey ones are left out unless all are grey or there is none."""
    there = set(lights)
    return next((light for light in _LIT if light in there), Light.GREY)


def objective_light(metrics: Sequence[Light], plans: Sequence[Light]) -> Light:
    """Give an objective's light: from its metrics if it has any, else from its action plans.

    Metrics that are all grey still count as having some: the objective is then grey.
    """
    return worst(metrics or plans)


def count_lights(lights: Iterable[Light]) -> dict[Light, int]:
    """Count each of the six lights, from red to two stars and grey last; zeros included."""
    counted = Counter(lights)
    return {light: counted[light] for light in _SHOWN}

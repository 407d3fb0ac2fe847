"""Words of the scorecard in templates."""

from django import template

from ..models.catalogue import Department, Perspective
from ..queries.shapes import MetricMonth
from ..sentences import sentence as sentence_of
from ..sentences import unit_word

register = template.Library()


@register.filter
def perspective(code: str) -> str:
    """Say a perspective's name."""
    return str(Perspective(code).label)


@register.filter
def department(code: str) -> str:
    """Say a department's name."""
    return str(Department(code).label)


@register.filter
def sentence(metric: MetricMonth) -> str:
    """Explain a metric's light."""
    return sentence_of(metric)


@register.filter
def unit(measured_in: str) -> str:
    """Say a metric's unit."""
    return unit_word(measured_in)

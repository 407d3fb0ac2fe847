"""Words of the scorecard in templates."""

from django import template

from ..models.catalogue import Department, Perspective

register = template.Library()


@register.filter
def perspective(code: str) -> str:
    """Say a perspective's name."""
    return str(Perspective(code).label)


@register.filter
def department(code: str) -> str:
    """Say a department's name."""
    return str(Department(code).label)

"""What a list is narrowed to by its address: only what the list offers."""

from enum import StrEnum
from typing import TypeVar

from django.db.models import TextChoices
from django.http import HttpRequest

from sinan.kernel.lights import Light
from sinan.kernel.refusal import Refusal

from ..models.catalogue import Department
from ..queries.metric_table import MetricFilter

Choice = TypeVar("Choice", bound=StrEnum | TextChoices)


def asked_filter(request: HttpRequest) -> MetricFilter:
    """Read light and department; raises `Refusal` for any that there is not."""
    return MetricFilter(
        light=one_of(request, "light", Light),
        department=one_of(request, "department", Department),
    )


def one_of(request: HttpRequest, name: str, choices: type[Choice]) -> Choice | None:
    """Read one choice of a list's address, None for none; raises `Refusal` for an unknown one."""
    text = request.GET.get(name, "")
    if not text:
        return None
    try:
        return choices(text)
    except ValueError:
        raise Refusal("list.filter_unknown", field=name, value=text[:40]) from None

"""People whom a catalogue names."""

from collections.abc import Iterable, Sequence

from sinan.base.org.api import add_employee
from sinan.base.org.models import Employee, Unit

from ..rules.catalogue import Catalogue, PersonName
from .stamp import Stamp


def staff(unit: Unit, catalogue: Catalogue, stamp: Stamp) -> dict[str, Employee]:
    """Return the people the catalogue names, entered at `unit` where they are not yet."""
    posts: dict[str, str] = {}
    for person in _named(catalogue):
        posts[person.name] = posts.get(person.name) or person.post
    there = Employee.objects.within(stamp.by, "org.unit.see").filter(unit=unit, name__in=posts)
    found = {person.name: person for person in there}
    for name, post in posts.items():
        if name not in found:
            found[name] = add_employee(unit=unit, name=name, post=post, by=stamp.by, at=stamp.at)
    return found


def first_of(names: Sequence[PersonName], people: dict[str, Employee]) -> int | None:
    """Return the key of the first of these people, None without any."""
    return people[names[0].name].pk if names else None


def _named(catalogue: Catalogue) -> Iterable[PersonName]:
    for objective in catalogue.objectives:
        yield from objective.owner or ()
    for metric in catalogue.metrics:
        for names in metric.owners.values():
            yield from names
    for plan in catalogue.plans:
        yield from plan.lead or ()
        yield from plan.members or ()

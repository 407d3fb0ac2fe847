"""What `ask` does, once the apps are ready."""

import json
import sys

from django.utils import timezone

from sinan.base.jobs.api import Job, cancel, enqueue
from sinan.base.org.api import Scope, first_group

OPERATOR = Scope.of_operator()
FIELDS = ("id", "kind", "state", "attempts", "problem", "result", "done", "unit_id")


def main(words: list[str]) -> None:
    if not words:
        sys.stdout.write(json.dumps(list(Job.objects.order_by("pk").values(*FIELDS))))
    elif words[0] == "cancel":
        cancel(job=Job.objects.get(pk=words[1]), by=OPERATOR, at=timezone.now())
    else:
        ask(words[0], int(words[1]), json.loads(words[2]))


def ask(kind: str, count: int, payload: dict[str, object]) -> None:
    group = first_group(OPERATOR)
    assert group is not None
    for number in range(count):
        given = {**payload, "number": number}
        enqueue(kind=kind, unit=group, payload=given, by=OPERATOR, at=timezone.now())

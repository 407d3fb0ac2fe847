"""Ask for jobs from outside: ``python -m tests.jobs.trial.ask KIND COUNT {payload}``.

Each payload gets a `number`. Without words it tells what has become of every job.
"""

import json
import sys

import django


def main(words: list[str]) -> None:
    django.setup(set_prefix=False)
    from django.utils import timezone

    from sinan.base.jobs.api import cancel, enqueue
    from sinan.base.jobs.models import Job
    from sinan.base.org.api import Scope, first_group

    operator = Scope.of_operator()
    if not words:
        fields = ("id", "kind", "state", "attempts", "problem", "result", "done", "unit_id")
        print(json.dumps(list(Job.objects.order_by("pk").values(*fields))))  # noqa: T201
    elif words[0] == "cancel":
        cancel(job=Job.objects.get(pk=words[1]), by=operator, at=timezone.now())
    else:
        kind, count, payload = words
        group = first_group(operator)
        assert group is not None
        for number in range(int(count)):
            given = {**json.loads(payload), "number": number}
            enqueue(kind=kind, unit=group, payload=given, by=operator, at=timezone.now())


if __name__ == "__main__":
    main(sys.argv[1:])

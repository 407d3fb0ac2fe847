"""The life of a job, how long it rests between two tries, and when a schedule is due."""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

# Schedules follow the clock of the trade, wherever the machine stands.
ZONE = ZoneInfo("Asia/Shanghai")
LONGEST_REST = timedelta(hours=1)
GROWTH = 4


class JobState(StrEnum):
    """Where a job stands. A failed one is parked: it waits for a person."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ACTIVE = frozenset({JobState.QUEUED, JobState.RUNNING})
ENDED = frozenset(JobState) - ACTIVE

# From each state, the states that may follow. From running back to queued: another try, or a
# worker that ends and gives its job back.
STEPS: dict[JobState, frozenset[JobState]] = {
    JobState.QUEUED: frozenset({JobState.RUNNING, JobState.CANCELLED}),
    JobState.RUNNING: frozenset(
        {JobState.DONE, JobState.FAILED, JobState.CANCELLED, JobState.QUEUED}
    ),
    JobState.DONE: frozenset(),
    JobState.FAILED: frozenset({JobState.QUEUED, JobState.CANCELLED}),
    JobState.CANCELLED: frozenset({JobState.QUEUED}),
}


def before(state: JobState) -> list[str]:
    """Return the states from which `state` may be reached."""
    return sorted(str(earlier) for earlier, later in STEPS.items() if state in later)


def rest_after(attempt: int, first: timedelta) -> timedelta:
    """Return how long a job rests after its `attempt`-th failed try: four times longer each."""
    # The exponent is bounded, so that no number of tries overflows.
    growth: int = GROWTH ** min(attempt - 1, 12)
    return min(first * growth, LONGEST_REST)


def period_of_minutes(at: datetime, minutes: int) -> str:
    """Name the stretch of `minutes` that `at` lies in."""
    length = minutes * 60
    start = int(at.timestamp()) // length * length
    return f"{datetime.fromtimestamp(start, UTC):%Y-%m-%dT%H:%MZ}"


def period_of_day(at: datetime, hour: time) -> str:
    """Name the last day on which `hour` has struck."""
    there = at.astimezone(ZONE)
    day = there.date() if there.time() >= hour else there.date() - timedelta(days=1)
    return day.isoformat()

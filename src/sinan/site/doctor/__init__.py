"""``sinan doctor``: what is wrong with an installation and how to mend it."""

from collections.abc import Iterable

from .database import database_findings
from .findings import Finding, Level
from .surroundings import surroundings_findings

__all__ = ["Finding", "Level", "examine", "is_well", "unsafe"]


def examine() -> list[Finding]:
    """Look at everything."""
    return [*surroundings_findings(), *database_findings()]


def is_well(findings: Iterable[Finding]) -> bool:
    """Tell whether nothing needs mending; notes do not count."""
    return all(finding.level in {Level.OK, Level.NOTE} for finding in findings)


def unsafe(findings: Iterable[Finding]) -> list[Finding]:
    """Return what forbids to serve."""
    return [finding for finding in findings if finding.level is Level.UNSAFE]

"""The product's own settings and the tests' kinds of jobs."""

from sinan.site.settings import *  # noqa: F403
from sinan.site.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "tests.jobs.trial"]

"""Ask for jobs from outside: ``python -m tests.jobs.trial.ask KIND COUNT {payload}``.

Each payload gets a `number`. Without words it tells what has become of every job.
"""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup(set_prefix=False)
    # Models are there only now.
    import_module("tests.jobs.trial.deeds").main(sys.argv[1:])

"""Run the command line as ``python -m sinan``."""

from sinan.site.command import main

if __name__ == "__main__":
    raise SystemExit(main())

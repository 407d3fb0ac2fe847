"""What must not stand in a log."""

import logging
import re

# A one-time link opens an account to whoever reads it. Django logs the address of every answer
# from 400 on, also when only the new password was too weak and the link still works.
_LINK = re.compile(r"(/enter/)[^\s'\"?]+")


class WithoutLinks(logging.Filter):
    """Leaves the secret part of one-time links out of every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Blot out what opens a door; keep the line."""
        said = record.getMessage()
        kept = _LINK.sub(r"\1…", said)
        if kept != said:
            record.msg, record.args = kept, ()
        return True

"""SQLite engine that brings its own library.

Importing the package puts pysqlite3 in the place of the standard library's module, so every
entry point (server, worker, tests, a shell) runs on the same SQLite: the system's own may be
older than 3.51.3 and lose commits in WAL mode with two connections.
"""

import sys

try:
    import pysqlite3
    from pysqlite3 import dbapi2
except ImportError:  # no wheel for this platform: the system's library, with a TRUNCATE journal
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = dbapi2

"""Whether a database may be filled: only an empty one, or one that the demonstration filled."""

from django.db import connection
from django.db.backends.utils import CursorWrapper

from sinan.base.audit.models import AuditDetail

# What a fresh database holds after its migrations.
_BOOKKEEPING = frozenset(
    ("django_migrations", "django_content_type", "auth_permission", "sqlite_sequence")
)
MADE = "site.demo.made"


def holds_anything() -> bool:
    """Tell whether any table, ours or not, has a row; works before the migrations too."""
    with connection.cursor() as cursor:
        return any(
            _has_row(cursor, table)
            for table in connection.introspection.table_names(cursor)
            if table not in _BOOKKEEPING
        )


def _has_row(cursor: CursorWrapper, table: str) -> bool:
    # The name comes from the database itself and is quoted by it.
    cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608
    return cursor.fetchone() is not None


def bears(token: str) -> bool:
    """Tell whether the demonstration with this token filled the database."""
    return AuditDetail.objects.filter(line__deed=MADE, values__token=token).exists()

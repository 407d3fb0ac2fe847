"""Make the demonstration once, whole, and nowhere but in an empty database."""

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.db import connection, transaction

from sinan.kernel.refusal import Refusal
from sinan.site.installation import migrate

from . import ground, marker
from .build import build
from .marker import Marker


def make(
    *,
    folder: Path,
    today: date,
    seed: int,
    stores: int,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> tuple[Marker, bool]:
    """Return the demonstration of this folder, and whether it was made just now.

    All of it goes in with one transaction, so that an interrupted run leaves an empty database.
    Raises `Refusal` for a database that holds anything else.
    """
    database = marker.database_name(connection.settings_dict, folder)
    found = _found(folder, database)
    if found is not None:
        return found, False
    if ground.holds_anything():
        raise Refusal("demo.real")
    migrate()
    token = secrets.token_hex(16)
    with transaction.atomic():
        # Once more: now nobody else writes.
        if ground.holds_anything():
            raise Refusal("demo.real")
        sign_ins = build(today=today, seed=seed, stores_wanted=stores, token=token, tell=tell)
        made = Marker(
            database=database,
            token=token,
            today=today.isoformat(),
            seed=seed,
            stores=stores,
            sign_ins=sign_ins,
        )
        marker.begin(folder, made)
    marker.finish(folder)
    return made, True


def _found(folder: Path, database: str) -> Marker | None:
    """Return the demonstration that is there, finishing what an interruption left undone."""
    finished = marker.read(folder)
    if finished is not None and finished.database != database:
        raise Refusal("demo.other_database", database=finished.database)
    unfinished = marker.read(folder, marker.UNFINISHED)
    for one in (finished, unfinished):
        if one is not None and one.database == database and _is_in_database(one):
            if one is unfinished:
                marker.finish(folder)
            return one
    return None


def _is_in_database(one: Marker) -> bool:
    # A database that was removed or emptied beneath its marker is filled again.
    return ground.holds_anything() and ground.bears(one.token)

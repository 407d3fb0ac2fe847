"""What metrics mean, kept at the group: definitions and their versions."""

from collections.abc import Sequence

from sinan.base.audit import ledger
from sinan.base.org.models import Unit

from ..models import MetricDefinition, MetricVersion
from ..rules.catalogue import MetricRow
from .stamp import CHUNK, Stamp


def adopt(group: Unit, rows: Sequence[MetricRow], stamp: Stamp) -> dict[str, MetricVersion]:
    """Return for each code the version that says what its row says, made where there is none.

    Scorecards that adopted another version keep theirs.
    """
    definitions = _definitions(group, [row.code for row in rows])
    known = _versions(definitions)
    adopted: dict[str, MetricVersion] = {}
    fresh: list[MetricVersion] = []
    for row in rows:
        versions = known.get(row.code, [])
        meant = _meaning(row)
        version = next((v for v in reversed(versions) if _says(v, meant)), None)
        if version is None:
            version = MetricVersion(
                unit=group,
                definition=definitions[row.code],
                number=max((v.number for v in versions), default=0) + 1,
                since=stamp.at,
                **meant,
            )
            fresh.append(version)
        adopted[row.code] = version
    MetricVersion.objects.bulk_create(fresh, batch_size=CHUNK)
    ledger.record_all([_deed(group, version) for version in fresh], by=stamp.by, at=stamp.at)
    return adopted


def _meaning(row: MetricRow) -> dict[str, str | int]:
    return {
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "measured_in": row.measured_in,
        "direction": row.direction.value,
        "precision": row.precision,
        "aggregate": row.aggregate.value,
        "formula_zh": row.formula_zh,
        "formula_en": row.formula_en,
        "ability": row.ability,
    }


def _says(version: MetricVersion, meant: dict[str, str | int]) -> bool:
    return all(getattr(version, name) == value for name, value in meant.items())


def _definitions(group: Unit, codes: Sequence[str]) -> dict[str, MetricDefinition]:
    there = MetricDefinition.objects.filter(unit=group, code__in=codes)
    found = {definition.code: definition for definition in there}
    fresh = [MetricDefinition(unit=group, code=code) for code in codes if code not in found]
    MetricDefinition.objects.bulk_create(fresh, batch_size=CHUNK)
    return found | {definition.code: definition for definition in fresh}


def _versions(definitions: dict[str, MetricDefinition]) -> dict[str, list[MetricVersion]]:
    rows = MetricVersion.objects.filter(definition__in=list(definitions.values()))
    found: dict[str, list[MetricVersion]] = {}
    for version in rows.select_related("definition").order_by("number"):
        found.setdefault(version.definition.code, []).append(version)
    return found


def _deed(group: Unit, version: MetricVersion) -> ledger.Deed:
    return ledger.Deed(
        deed="scorecard.definition.versioned",
        subject=version.definition,
        unit_id=group.pk,
        values={"code": version.definition.code, "version": version.number},
    )

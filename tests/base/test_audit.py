"""The ledger: one line per deed, provable without its detail, gone with its transaction."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from sinan.base.audit.ledger import Deed, digest, record, record_all
from sinan.base.audit.models import AuditDetail, AuditLine
from sinan.base.audit.queries import history_of
from sinan.base.org.services import add_unit
from tests.conftest import NOW, OPERATOR, Trade


def recorded(trade: Trade) -> AuditLine:
    values = {"value": Decimal("1.50"), "on": date(2016, 2, 1), "note": "改正"}
    record("test.deed", trade.store, unit_id=trade.store.pk, by=OPERATOR, at=NOW, values=values)
    return AuditLine.objects.get(deed="test.deed")


def test_line_says_who_what_and_when(trade: Trade) -> None:
    line = recorded(trade)
    assert (line.at, line.by, line.unit_id) == (NOW, None, trade.store.pk)
    assert line.subject == f"org.unit:{trade.store.pk}"


def test_digest_proves_the_detail_as_it_reads_back(trade: Trade) -> None:
    line = recorded(trade)
    detail = AuditDetail.objects.get(line=line)
    assert digest(detail.salt, detail.values) == line.digest
    detail.values["value"] = "1.51"
    assert digest(detail.salt, detail.values) != line.digest


def test_equal_details_have_different_digests(trade: Trade) -> None:
    deeds = [Deed(deed="d", subject=trade.store, unit_id=trade.store.pk) for _ in range(2)]
    record_all(deeds, by=OPERATOR, at=NOW)
    first, second = AuditLine.objects.filter(deed="d")
    assert first.digest != second.digest


def test_detail_can_be_erased_and_the_line_stays_readable(trade: Trade) -> None:
    line = recorded(trade)
    AuditDetail.objects.filter(line=line).delete()
    line.refresh_from_db()
    assert len(line.digest) == 64
    assert history_of([trade.store])[0].values == {}


def test_refused_deed_leaves_no_line(trade: Trade) -> None:
    before = AuditLine.objects.count()

    def fail() -> None:
        with transaction.atomic():
            add_unit(kind="store", parent=trade.group, code="S9", name="x", by=OPERATOR, at=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert AuditLine.objects.count() == before
    assert AuditDetail.objects.count() == before


def test_many_deeds_cost_two_statements(
    trade: Trade, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    deeds = [Deed(deed="d", subject=trade.store, unit_id=trade.store.pk) for _ in range(100)]
    with django_assert_num_queries(2):
        record_all(deeds, by=OPERATOR, at=NOW)

"""Rules of every table."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

# The tree itself; people, who may work in several groups; the detail, which is its line's;
# the processes that work on jobs, which serve every unit.
WITHOUT_UNIT = {"org.Unit", "accounts.User", "audit.AuditDetail", "jobs.Worker"}


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("sinan.")]


def foreign_keys() -> Iterator[tuple[type[models.Model], "models.ForeignKey[object, object]"]]:
    for model in our_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey):
                yield model, field


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_row_has_a_unit() -> None:
    found = []
    for model in our_models():
        label = model._meta.label
        names = {field.name: field for field in model._meta.local_fields}
        if label not in WITHOUT_UNIT and ("unit" not in names or names["unit"].null):
            found.append(label)
    assert not found


def test_keys_across_apps_point_one_way() -> None:
    found = [
        f"{model._meta.label}.{field.name}"
        for model, field in foreign_keys()
        if field.related_model._meta.app_label != model._meta.app_label
        and not field.remote_field.hidden
    ]
    many = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.local_many_to_many
        if field.related_model._meta.app_label != model._meta.app_label
        and not field.remote_field.hidden
    ]
    assert not [*found, *many]


def test_nothing_is_deleted_along() -> None:
    kinds = {models.CASCADE, models.SET_NULL, models.SET_DEFAULT}
    assert not [
        f"{model._meta.label}.{field.name}"
        for model, field in foreign_keys()
        if field.remote_field.on_delete in kinds
    ]


def test_numbers_are_exact() -> None:
    assert not [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.local_fields
        if isinstance(field, models.DecimalField | models.FloatField)
    ]


def test_labels_are_the_apps_own_names() -> None:
    for config in apps.get_app_configs():
        if config.name.startswith("sinan."):
            assert config.label == config.name.rpartition(".")[2]

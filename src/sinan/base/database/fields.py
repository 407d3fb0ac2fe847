"""Decimals kept as whole numbers, because SQLite would keep a DecimalField as a float."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinan.kernel.money import scale, unscale
from sinan.kernel.refusal import Refusal

if TYPE_CHECKING:
    WholeNumber = models.BigIntegerField[Any, Any]
else:
    WholeNumber = models.BigIntegerField


class ScaledField(WholeNumber):
    """A Decimal with a fixed number of `places`, stored as an integer of 10**-places.

    Exact on every database, also in sums, comparisons and conditional updates.
    """

    description = "Exact decimal"
    default_error_messages = {
        "invalid_decimal": _("“%(value)s” is not a number."),
        "too_precise": _("No more than %(places)s decimals are kept."),
    }

    def __init__(self, *args: Any, places: int, **kwargs: Any) -> None:
        self.places = places
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Keep `places` in migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "places": self.places}

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Refuse a negative number of places."""
        found = super().check(**kwargs)
        if self.places < 0:
            found.append(checks.Error("places must not be negative.", obj=self, id="sinan.E001"))
        return found

    def from_db_value(self, value: int | None, *_: object) -> Decimal | None:
        """Turn the stored integer into a Decimal."""
        return None if value is None else unscale(int(value), self.places)

    def to_python(self, value: Any) -> Decimal | None:
        """Accept what a form or a fixture gives; floats are not numbers here."""
        if value is None or isinstance(value, Decimal):
            return value
        try:
            if isinstance(value, (int, str)):
                return Decimal(value)
        except InvalidOperation:
            pass
        raise ValidationError(
            self.error_messages["invalid_decimal"],
            code="invalid_decimal",
            params={"value": value},
        )

    def get_prep_value(self, value: Any) -> Any:
        """Turn a Decimal into the stored integer, refusing what would have to be rounded."""
        if value is None or hasattr(value, "resolve_expression"):
            return value
        number = self.to_python(value)
        return None if number is None else scale(number, self.places)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse more decimals than are kept."""
        super().validate(value, model_instance)
        if value is None:
            return
        try:
            scale(value, self.places)
        except Refusal:
            raise ValidationError(
                self.error_messages["too_precise"],
                code="too_precise",
                params={"places": self.places},
            ) from None

    @property
    def validators(self) -> list[Callable[[Any], None]]:
        """Leave out the integer range: `scale` holds it."""
        return list(super(models.IntegerField, self).validators)

    def formfield(self, **kwargs: Any) -> Any:
        """Offer a decimal input."""
        options = {"form_class": forms.DecimalField, "decimal_places": self.places}
        return models.Field.formfield(self, **{**options, **kwargs})


class MoneyField(ScaledField):
    """Yuan in Python, whole fen (分) in the database."""

    description = "Money in fen"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("places", 2)
        super().__init__(*args, **kwargs)


def scaled(value: Decimal, *, places: int = 2) -> models.Value:
    """State an exact number for use inside an expression.

    Write ``F("price") + scaled(Decimal("0.10"))``; a bare Decimal there would reach the database
    unscaled.
    """
    return models.Value(value, output_field=ScaledField(places=places))

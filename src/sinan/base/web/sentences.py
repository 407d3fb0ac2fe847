"""What the lowest floors say when they say no."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "month.malformed": _("%(text)s is not a month; write it like 2026-03."),
    "month.beyond": _("%(text)s is too far away; Sinan reckons from 1901 to 2199."),
    "number.not_a_number": _("%(text)s is not a number."),
    "number.not_finite": _("%(text)s is not a number."),
    "number.too_large": _("%(text)s is too large."),
    "number.too_precise": _("%(text)s has more than %(places)s decimals."),
    "number.wrong_unit": _("The unit is %(unit)s where %(expected)s is expected."),
    "money.too_precise": _("%(text)s has more than %(places)s decimals; money is kept in fen."),
    "list.filter_unknown": _("The list cannot be narrowed to %(value)s."),
    "list.order_unknown": _("The list cannot be sorted by %(order)s."),
}

"""What the organisation says when it says no."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "unit.code_taken": _("There is a unit with the code %(code)s already."),
    "unit.code_malformed": _(
        "A code has 1 to 32 Latin letters, digits, “-” or “_”; %(code)s does not fit."
    ),
    "unit.name_length": _("A name has 1 to 80 printable characters."),
    "unit.parent_is_store": _("Nothing stands below a store."),
    "unit.unknown": _("There is no unit %(code)s."),
    "group.unknown": _("There is no group %(code)s."),
    "group.none": _("There is no group yet: run “sinan init”."),
    "role.unknown": _("The group has no role %(role)s."),
}

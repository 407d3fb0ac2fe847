"""What the organisation says when it says no."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "unit.code_taken": _(
        "The code %(code)s is taken already; small and big letters make no difference."
    ),
    "unit.code_malformed": _(
        "A code has 1 to 32 Latin letters, digits, “-” or “_”; %(code)s does not fit."
    ),
    "unit.name_length": _("A name has 1 to 80 printable characters."),
    "unit.parent_is_store": _("Nothing stands below a store."),
    "unit.unknown": _(
        "There is no store, region or group with the code “%(code)s”; check how it is written."
    ),
    "group.unknown": _("There is no group %(code)s."),
    "group.none": _("There is no group yet: run “sinan init”."),
    "role.unknown": _("The group has no role %(role)s."),
}

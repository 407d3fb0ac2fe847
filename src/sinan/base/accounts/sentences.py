"""What the door says when it says no."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "user.name_length": _("A user name has 1 to 60 printable characters."),
    "user.phone_malformed": _("%(phone)s is not a phone number."),
    "user.taken": _("There is a user with the name or phone %(name)s already."),
    "user.unknown": _("There is no user %(name)s."),
    "user.password_weak": _("The password is too weak: %(why)s"),
    "user.passwords_differ": _("The two passwords differ."),
    "user.theme_unknown": _("There is no such theme."),
}

"""Tags and filters of every template: names by language, lights, numbers, icons."""

from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from sinan.kernel.lights import Light
from sinan.kernel.numbers import format_number

register = template.Library()

# Shape and word beside the colour: nobody has to tell red from green.
MARKS = {
    Light.RED: ("▼", _("Red")),
    Light.YELLOW: ("◆", _("Yellow")),
    Light.GREEN: ("●", _("Green")),
    Light.ONE_STAR: ("★", _("One star")),
    Light.TWO_STARS: ("★★", _("Two stars")),
    Light.GREY: ("○", _("Grey")),
}
NOTHING = "—"


@register.filter
def named(thing: Any, field: str = "name") -> str:
    """Return the thing's name in the reader's language, the other one where that is missing."""
    chinese: str = getattr(thing, f"{field}_zh")
    english: str = getattr(thing, f"{field}_en")
    return (english or chinese) if (get_language() or "").startswith("en") else chinese or english


@register.filter
def light_word(light: Light) -> str:
    """Say a light in one word."""
    return str(MARKS[Light(light)][1])


@register.filter
def light_mark(light: Light) -> str:
    """Return a light's shape."""
    return MARKS[Light(light)][0]


@register.filter
def light_class(light: Light | str) -> str:
    """Return a light as the last part of its CSS names: ``--light-one-star``."""
    return str(light).replace("_", "-")


@register.simple_tag
def light_pill(light: Light | str) -> SafeString:
    """Show a light with its word beside the shape."""
    mark = light_tag(light)
    return format_html(
        '<span class="light-pill light-{}">{}<span aria-hidden="true">{}</span></span>',
        light_class(light),
        mark,
        MARKS[Light(light)][1],
    )


@register.simple_tag(name="light")
def light_tag(light: Light | str | None, extra: str = "") -> SafeString:
    """Show a light: colour, shape, and its word for tooltip and screen reader."""
    if light is None or light == "":
        return format_html('<span class="light light-none {}">·</span>', extra)
    shape, word = MARKS[Light(light)]
    return format_html(
        '<span class="light light-{} {}" role="img" aria-label="{}" title="{}">{}</span>',
        light_class(light),
        extra,
        word,
        word,
        shape,
    )


@register.filter
def number(value: Decimal | None, precision: int = 0) -> str:
    """Write a number with its precision and grouping, a dash for none."""
    return NOTHING if value is None else format_number(value, precision)


@register.filter
def plain(value: Decimal | None) -> str:
    """Write a number with the decimals it has, without trailing zeros; a dash for none."""
    if value is None:
        return NOTHING
    exponent = value.normalize().as_tuple().exponent
    return format_number(value, max(0, -int(exponent)))


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """Show an icon of the shipped subset; decorative, so hidden from screen readers."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        extra,
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def html_language() -> str:
    """Return the language of the page as HTML and fonts know it: zh-Hans, en."""
    code: str = get_language_info(get_language() or "zh-hans")["code"]
    return "zh-Hans" if code == "zh-hans" else code

"""What the demonstration says."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from .marker import Marker

REFUSALS = {
    "demo.real": _(
        "This database holds data that the demonstration did not make; it is left alone. "
        "Name an empty folder in SINAN_HOME."
    ),
    "demo.other_database": _(
        "The demonstration of this folder lies in another database (%(database)s); this one is "
        "left alone."
    ),
    "demo.there": _(
        "There is a demonstration already, made with other options. To make it anew, name an "
        "empty folder in SINAN_HOME."
    ),
    "demo.options": _("Stores: 1 to 5000. The day: 2016-04-01 to 2199-12-31."),
}


def invitation(marker: Marker, address: str) -> Iterator[str]:
    """Say how to sign in, in both languages whatever the operator's is."""
    yield f"演示数据已就绪(1 家参照店 + {marker.stores} 家门店,截至 {marker.today})。"
    yield f"The demonstration is ready (the reference store and {marker.stores} more)."
    yield ""
    yield f"  地址 Address:   {address}/"
    yield f"  密码 Password:  {marker.sign_ins[0].password}"
    yield "  用户名 User name:"
    for one in marker.sign_ins:
        yield f"    {one.username:10}{one.name} · {one.role_zh} {one.role_en} · {one.unit}"
    yield ""
    yield f"  参照店 2016 年 2 月 The reference store in February 2016: {address}{_past(marker)}"


def _past(marker: Marker) -> str:
    return next((one.path for one in marker.sign_ins if "?m=" in one.path), "/")

"""When the house says no: the refusal's code becomes a sentence and a 422 page."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sinan.kernel.refusal import Refusal

_words: dict[str, str | Promise] = {}


def word(sentences: Mapping[str, str | Promise]) -> None:
    """Add sentences by code; parameters stand as ``%(name)s``. An app does so when it is ready."""
    _words.update(sentences)


def worded(refusal: Refusal) -> str:
    """Say a refusal in the reader's language; one nobody worded says its code."""
    sentence = _words.get(refusal.code)
    if sentence is None:
        return _("This is not possible (%(code)s).") % {"code": refusal.code}
    return str(sentence) % refusal.params


def known_codes() -> frozenset[str]:
    """Return the codes that have a sentence."""
    return frozenset(_words)


class RefusalMiddleware:
    """Turn a refusal that no view caught into a page that says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer what was not refused."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with 422; leave everything else to Django."""
        if not isinstance(exception, Refusal):
            return None
        context = {"sentence": worded(exception)}
        return TemplateResponse(request, "web/refused.html", context, status=422).render()

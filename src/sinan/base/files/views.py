"""Handing out a file."""

from typing import cast
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_safe

from sinan.base.org.models import Unit
from sinan.base.org.scope import ScopedRequest
from sinan.base.web.guards import requires

from . import queries
from .rules import SORTS, FileKind

# Should a browser show it after all, nothing in it runs or loads anything.
POLICY = "default-src 'none'; sandbox"


class UnitRequest(ScopedRequest):
    """A request about a unit."""

    unit: Unit


@require_safe
@requires(queries.SEE)
def download(request: UnitRequest, file_id: UUID) -> HttpResponse:
    """Send a file to be saved, never to be shown: no content here was made by us."""
    file = queries.file_of(request.scope, request.unit, file_id)
    if file is None:
        raise Http404
    response = FileResponse(
        queries.content_of(file),
        as_attachment=True,
        filename=file.name,
        content_type=SORTS[FileKind(file.kind)].content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    return cast("HttpResponse", response)

"""Screens of metrics: the list and the page of one."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from sinan.base.web.fragments import fragments
from sinan.base.web.guards import requires

from ..queries.history import HISTORY, changes_of, versions_of
from ..queries.metric_page import MetricPage, metric_page
from ..queries.metric_table import metric_list as listed
from ..queries.trends import metric_rows
from ..sentences import sentence
from .asked import UnitRequest
from .change_lines import worded
from .metric_chart import chart
from .narrowed import asked_filter
from .of_year import On, of_year


@require_safe
@requires("scorecard.see")
@fragments("metrics")
@of_year
def metric_list(request: UnitRequest, on: On) -> HttpResponse:
    """Show all metrics of the scorecard in the month."""
    rows = metric_rows(request.scope, request.unit, on.year, on.month)
    found = listed(
        request.scope,
        request.unit,
        rows,
        order=request.GET.get("order", ""),
        narrowed=asked_filter(request),
    )
    context = {"on": on, "month": on.month, "list": found}
    return TemplateResponse(request, "scorecard/metric_list.html", context)


@require_safe
@requires("scorecard.see")
@fragments("tab", "drawer-content")
@of_year
def metric(request: UnitRequest, on: On, metric_code: str) -> HttpResponse:
    """Show one metric: sentence, chart, band table, and a tab of what is behind it."""
    page = metric_page(request.scope, request.unit, on.year, on.month, metric_code)
    if page is None:
        raise Http404
    context = {
        "on": on,
        "month": on.month,
        "page": page,
        "sentence": sentence(page.now),
        "chart": chart(page.year, page.table, page.former, on.month),
        "sees_history": request.scope.can(HISTORY, request.unit),
        **_tab(request, page),
    }
    return TemplateResponse(request, "scorecard/metric.html", context)


def _tab(request: UnitRequest, page: MetricPage) -> dict[str, object]:
    # Only the tab that is shown is read.
    name = request.GET.get("tab", "definition")
    if name == "history":
        if not request.scope.can(HISTORY, request.unit):
            raise PermissionDenied
        lines = changes_of(request.scope, request.unit, page.info)
        return {"tab": name, "changes": [worded(line, page.info) for line in lines]}
    if name == "former" and page.former_table is not None:
        return {"tab": name}
    versions = versions_of(request.scope, request.unit, page.info)
    return {"tab": "definition", "versions": versions}

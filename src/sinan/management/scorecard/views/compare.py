"""Stores beside each other: the heat map and the ranking of a metric."""

import json
from typing import Any

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from sinan.base.web.guards import requires

from ..queries.heat import heat_map, light_trend
from ..queries.ranking import adopted_metrics
from ..queries.ranking import ranking as ranking_of
from .asked import UnitRequest, month_for
from .heat_data import heat_data, heat_words, trend_data
from .ranking_page import asked_list, ranking_page

COMPARE = "scorecard.compare"


@require_safe
@requires(COMPARE)
def heatmap(request: UnitRequest) -> HttpResponse:
    """Show the frame of the heat map; the figures come by themselves."""
    month = month_for(request)
    here = {"unit_key": request.unit.key}
    anywhere = {"unit_key": "__store__", "metric_code": "__metric__"}
    heat = {
        "month": str(month),
        "data": f"{reverse('scorecard:heatmap_data', kwargs=here)}?m={month}",
        "trend": f"{reverse('scorecard:heatmap_trend', kwargs=here)}?m={month}",
        "metric": reverse("scorecard:metric", kwargs=anywhere),
        "store": reverse("scorecard:overview", kwargs={"unit_key": "__store__"}),
        "words": heat_words(),
    }
    return TemplateResponse(request, "scorecard/heatmap.html", {"month": month, "heat": heat})


@require_safe
@requires(COMPARE)
def heatmap_data(request: UnitRequest) -> HttpResponse:
    """Answer with the judged figures of all stores."""
    return _json(heat_data(heat_map(request.scope, request.unit, month_for(request))))


@require_safe
@requires(COMPARE)
def heatmap_trend(request: UnitRequest) -> HttpResponse:
    """Answer with how many lights of each kind the last twelve months had."""
    return _json(trend_data(light_trend(request.scope, request.unit, month_for(request))))


@require_safe
@requires(COMPARE)
def ranking(request: UnitRequest) -> HttpResponse:
    """Show the stores by one metric."""
    month = month_for(request)
    metrics = adopted_metrics(request.scope, request.unit, month.year)
    code = request.GET.get("metric") or next((metric.code for metric in metrics), "")
    found = ranking_of(request.scope, request.unit, month, code)
    if metrics and found is None:
        raise Http404
    context = {"month": month, "metrics": metrics, "ranking": found}
    if found is not None:
        context |= ranking_page(found, asked_list(request.GET))
    return TemplateResponse(request, "scorecard/ranking.html", context)


def _json(data: dict[str, Any]) -> HttpResponse:
    # Without blanks and escapes: a thousand stores are a quarter smaller.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type="application/json")

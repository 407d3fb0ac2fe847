"""The strategy as a map and as a matrix."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from sinan.base.web.fragments import fragments
from sinan.base.web.guards import requires
from sinan.kernel.lights import Light

from ..models.catalogue import Perspective
from ..queries.board import board_of
from ..queries.matrix import matrix_rows, narrowed
from ..queries.strategy_map import playable, strategy_map
from .asked import UnitRequest
from .narrowed import one_of
from .of_year import On, of_year


@require_safe
@requires("scorecard.see")
@fragments("objective")
@of_year
def show_map(request: UnitRequest, on: On) -> HttpResponse:
    """Show the map; ``?o=`` opens what one objective's light comes from."""
    drawn = strategy_map(on.year, on.month, today=on.today)
    context = {
        "on": on,
        "month": on.month,
        "map": drawn,
        "objective": drawn.objectives.get(request.GET.get("o", "")),
        "playable": playable(drawn),
    }
    return TemplateResponse(request, "scorecard/map.html", context)


@require_safe
@requires("scorecard.see")
@of_year
def matrix(request: UnitRequest, on: On) -> HttpResponse:
    """Show the matrix; ``?light=`` and ``?perspective=`` narrow it."""
    board = board_of(on.year, on.month, today=on.today)
    chosen = {
        "light": one_of(request, "light", Light) or "",
        "perspective": one_of(request, "perspective", Perspective) or "",
    }
    shown = narrowed(board, **chosen)
    context = {
        "on": on,
        "month": on.month,
        "board": board,
        "shown": shown,
        "rows": matrix_rows(shown),
        "chosen": chosen,
    }
    return TemplateResponse(request, "scorecard/matrix.html", context)

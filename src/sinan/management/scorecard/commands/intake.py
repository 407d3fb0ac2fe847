"""Commands that put a catalogue, bands or actuals in."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinan.base.console.command import OK, SOME_REFUSED, Command, say
from sinan.base.exchange.tables import content_of
from sinan.base.org.models import Unit
from sinan.kernel.refusal import Refusal

from ..imports.actuals import read_actuals
from ..imports.bands import read_bands
from ..imports.catalogue import read_catalogue
from ..models.figures import Source
from ..queries.shapes import MetricInfo
from ..queries.year import metrics_of, scorecard_of
from ..rules.problems import Outcome, Place, Problem, refused
from ..sentences import line_of, problem_sentence
from ..services.actuals import put_actuals
from ..services.bands import put_bands
from ..services.catalogue import load_catalogue
from .asked import (
    OPERATOR,
    Misuse,
    answering_misuse,
    asked_unit,
    asked_year,
    store_argument,
    year_argument,
)

CHINESE = "zh-hans"


def _json_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("Answer in JSON"))


def _catalogue_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help=_("Folder with objectives.csv and the rest"))
    store_argument(parser)
    year_argument(parser)
    _json_argument(parser)


def _file_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("Workbook (.xlsx) or CSV file"))
    store_argument(parser)
    parser.add_argument(
        "--sheet", metavar="NAME", help=_("Sheet of the workbook; else the first that fits")
    )
    parser.add_argument(
        "--fractions",
        action="store_true",
        help=_("Bare numbers of percent metrics are fractions: 0.39 is 39%%"),
    )
    _json_argument(parser)


def _bands_arguments(parser: ArgumentParser) -> None:
    _file_arguments(parser)
    year_argument(parser)
    parser.add_argument(
        "--approve", action="store_true", help=_("Put what is complete and in order into force")
    )
    parser.add_argument("--reason", default="", help=_("Why approved bands change"))


def _actuals_arguments(parser: ArgumentParser) -> None:
    _file_arguments(parser)
    parser.add_argument(
        "--year", metavar="YEAR", help=_("Calendar year of columns that name only a month")
    )


@answering_misuse
def _load_catalogue(given: Namespace) -> int:
    unit, year = asked_unit(given), asked_year(given)
    try:
        catalogue, outcome = read_catalogue(Path(given.folder))
    except Refusal as refusal:
        raise Misuse(refusal) from None
    loaded = load_catalogue(
        unit=unit, year=year, catalogue=catalogue, by=OPERATOR, at=timezone.now()
    )
    outcome.absorb(loaded)
    return _answer(outcome, given)


@answering_misuse
def _import_bands(given: Namespace) -> int:
    unit, year = asked_unit(given), asked_year(given)
    path, content = _content(given)
    try:
        outcome = _bands(unit, year, path, content, given)
    except Refusal as refusal:
        outcome = _refused_whole(refusal, path)
    return _answer(outcome, given)


def _bands(unit: Unit, year: int, path: Path, content: bytes, given: Namespace) -> Outcome:
    scorecard = scorecard_of(OPERATOR, unit, year)
    if scorecard is None:
        raise Refusal("scorecard.none_that_year", store=unit.code, year=year)
    reading = read_bands(
        content,
        file=path.name,
        metrics=metrics_of(scorecard),
        year=year,
        fractions=given.fractions,
        sheet_name=given.sheet,
    )
    put = put_bands(
        scorecard=scorecard,
        cells=reading.rows,
        approve=given.approve,
        by=OPERATOR,
        at=timezone.now(),
        source_name=path.name,
        reason=given.reason,
    )
    reading.outcome.absorb(put)
    return reading.outcome


@answering_misuse
def _import_actuals(given: Namespace) -> int:
    unit = asked_unit(given)
    year = None if given.year is None else asked_year(given)
    path, content = _content(given)

    def metrics_of_year(year: int) -> Iterable[MetricInfo]:
        scorecard = scorecard_of(OPERATOR, unit, year)
        if scorecard is None:
            raise Refusal("scorecard.none_that_year", store=unit.code, year=year)
        return metrics_of(scorecard)

    try:
        reading = read_actuals(
            content,
            file=path.name,
            metrics_of_year=metrics_of_year,
            fractions=given.fractions,
            year=year,
            sheet_name=given.sheet,
        )
    except Refusal as refusal:
        return _answer(_refused_whole(refusal, path), given)
    put = put_actuals(
        unit=unit,
        cells=reading.rows,
        by=OPERATOR,
        at=timezone.now(),
        source=Source.IMPORTED,
        source_name=path.name,
    )
    reading.outcome.absorb(put)
    return _answer(reading.outcome, given)


def _content(given: Namespace) -> tuple[Path, bytes]:
    path = Path(given.file)
    try:
        return path, content_of(path)
    except Refusal as refusal:
        raise Misuse(refusal) from None


def _refused_whole(refusal: Refusal, path: Path) -> Outcome:
    outcome = Outcome([refused(refusal, Place(file=path.name))])
    outcome.tally.refused = 1
    return outcome


def _answer(outcome: Outcome, given: Namespace) -> int:
    """Tell what went in and what did not; the exit code says whether all did."""
    if given.json:
        say(json.dumps(_as_json(outcome), ensure_ascii=False, indent=1))
    else:
        for problem in sorted(outcome, key=_by_place):
            say(line_of(problem))
        say(_summary(outcome))
    return OK if outcome.complete else SOME_REFUSED


def _by_place(problem: Problem) -> tuple[str, int]:
    return problem.place.file, problem.place.row or 0


def _summary(outcome: Outcome) -> str:
    counted = _(
        "New %(new)s, changed %(changed)s, unchanged %(unchanged)s, refused %(refused)s, held"
        " %(held)s."
    )
    told = [counted]
    if outcome.tally.approved:
        told.append(_("Months and years approved: %(approved)s."))
    elif outcome.changed_nothing:
        told.append(_("Nothing changed."))
    if outcome.tally.waiting:
        told.append(
            _("Drafts that wait: %(waiting)s; import again with --approve to put them into force.")
        )
    between = "" if translation.get_language() == CHINESE else " "
    return between.join(told) % outcome.tally.as_dict()


def _as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "complete": outcome.complete,
        "counts": outcome.tally.as_dict(),
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity.value,
                "file": problem.place.file,
                "row": problem.place.row,
                "column": problem.place.column,
                "key": problem.place.key,
                "sentence": problem_sentence(problem),
            }
            for problem in sorted(outcome, key=_by_place)
        ],
    }


INTAKE = (
    Command(
        words="load-catalogue",
        help=gettext_lazy("Load objectives, metrics and action plans of a year"),
        arguments=_catalogue_arguments,
        run=_load_catalogue,
    ),
    Command(
        words="import bands",
        help=gettext_lazy("Import thresholds, targets and challenges by month"),
        arguments=_bands_arguments,
        run=_import_bands,
    ),
    Command(
        words="import actuals",
        help=gettext_lazy("Import actual values by month"),
        arguments=_actuals_arguments,
        run=_import_actuals,
    ),
)

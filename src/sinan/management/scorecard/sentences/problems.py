"""What did not go in or looks odd, said so that it can be mended."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinan.base.web.refusals import worded
from sinan.kernel.refusal import Refusal

from ..rules.figures import written
from ..rules.problems import Place, Problem, Severity

BANDS: dict[str, Promise] = {
    "threshold": _("threshold"),
    "target": _("target"),
    "challenge_1": _("challenge 1"),
    "challenge_2": _("challenge 2"),
}
KINDS: dict[str, Promise] = {
    "objective": _("objective"),
    "metric": _("metric"),
    "plan": _("action plan"),
    "milestone": _("milestone"),
    "link": _("link"),
    "headline": _("headline"),
}
SEVERITIES: dict[Severity, Promise] = {
    Severity.ERROR: _("error"),
    Severity.WARNING: _("warning"),
    Severity.NOTE: _("note"),
}
ROW = _("row %(row)s")
COLUMN = _("column %(column)s")
PROBLEMS: dict[str, Promise] = {
    "metric.missing": _("No metric is named here; write its code."),
    "metric.unknown": _("%(metric)s is no metric of this scorecard; check the code."),
    "metric.ambiguous": _("%(metric)s may be any of %(codes)s; write the code."),
    "metric.meaning_changed": _(
        "%(metric)s now has another unit or direction, and its figures keep their numbers; check"
        " them."
    ),
    "month.outside": _("%(text)s is outside the year; months are 01 to 12."),
    "band.unknown": _(
        "“%(text)s” is no band; there are threshold, target, challenge_1 and challenge_2."
    ),
    "bands.out_of_order": _(
        "Out of order: %(easier)s %(easier_value)s is harder to reach than %(harder)s"
        " %(harder_value)s (rows %(rows)s). The month is held as a draft; correct one of them."
    ),
    "bands.approved_stays": _("What was approved before stays in force."),
    "bands.incomplete": _("The month stays a draft: %(missing)s missing."),
    "bands.year_suspect": _(
        "The year's %(value)s does not fit its months; about %(expected)s was expected. The months"
        " went in."
    ),
    "percent.over_hundred": _("%(value)s%% is more than 100%%; it went in, please check."),
    "percent.like_fractions": _(
        "All bare numbers of %(metric)s lie within ±1 and were taken as points (0.39 is 0.39%%);"
        " if they are fractions (0.39 is 39%%), import again with --fractions."
    ),
    "actual.one_part": _("Numerator and denominator go together; one of them is missing."),
    "actual.part_in_percent": _(
        "A numerator or denominator is a count or an amount, not a percentage."
    ),
    "actual.divided_by_zero": _("The denominator is zero; there is no value to reckon."),
    "actual.no_data": _("Nothing out of nothing (0/0) is no data; the month stays empty."),
    "actual.parts_dropped": _(
        "The value changed without its parts, so the former numerator and denominator were dropped."
    ),
    "actual.differs_from_parts": _(
        "Reported is %(value)s, its parts give %(recomputed)s; both are kept, the reported one is"
        " judged."
    ),
    "actuals.are_bands": _("This table has a column of bands; take “sinan import bands” for it."),
    "actuals.year_needed": _(
        "The column “%(column)s” does not say its year; import again with --year."
    ),
    "actuals.year_left_out": _("The column “%(column)s” was not imported; only months are."),
    "actuals.year_to_date": _("%(value)s is the sum of the months (year to date)."),
    "table.total_row": _("“%(text)s” is a row of totals and was left out."),
    "scorecard.none_that_year": _(
        "%(store)s has no scorecard for %(year)s; load its catalogue first."
    ),
    "twice.equal": _("The same as row %(row)s; taken once."),
    "twice.different": _(
        "Rows %(rows)s say the same thing with different values; none was taken, keep one."
    ),
    "objective.unknown": _("There is no objective %(objective)s; check the code."),
    "objective.unmeasured": _(
        "%(objective)s has neither a metric nor an action plan; it stays grey."
    ),
    "plan.unknown": _("There is no action plan %(plan)s; check the code."),
    "link.to_itself": _("%(objective)s cannot be its own cause."),
    "link.circle": _("Causes run in a circle: %(codes)s. They went in; check them."),
    "leftover.stays": _(
        "The %(kind)s %(name)s is no longer in the files; it stays, because data hang on it."
    ),
    "leftover.removed": _(
        "The %(kind)s %(name)s is no longer in the files; nothing hung on it and it was removed."
    ),
    "person.first_only": _("Only one person can stand here; %(name)s was taken."),
    "person.malformed": _("“%(text)s” is no name; write names separated by 、 and posts in ()."),
    "text.missing": _("This cell must not be empty."),
    "text.too_long": _("The text is longer than %(longest)s characters."),
    "text.unprintable": _("The text holds characters that cannot be shown."),
    "code.malformed": _("“%(text)s” is no code; use letters, digits, dot, dash and underscore."),
    "choice.unknown": _("“%(text)s” is not known here; there are: %(known)s."),
    "precision.malformed": _("“%(text)s” is no number of decimals; 0 to %(most)s are."),
    "date.malformed": _("“%(text)s” is not a date; write it like 2016-02-29."),
    "date.beyond": _("%(text)s is too far away; Sinan reckons from 1901 to 2199."),
    "yes_no.malformed": _("“%(text)s” is neither yes nor no."),
    "milestone.done_before_start": _("Done before it was started on %(started_on)s."),
    "year.malformed": _("%(text)s is not a year; write it like 2016."),
    "file.not_a_folder": _("%(path)s is not a folder with a catalogue."),
}


def problem_sentence(problem: Problem) -> str:
    """Say what is wrong, without the place."""
    told = {name: _told(name, value) for name, value in problem.params.items()}
    return worded(Refusal(problem.code, **told))


def place_words(place: Place) -> str:
    """Say where something stands; empty for nowhere."""
    parts: list[str] = [place.file] if place.file else []
    if place.row is not None:
        parts.append(str(ROW) % {"row": place.row})
    if place.column:
        parts.append(str(COLUMN) % {"column": place.column})
    if place.key:
        parts.append(place.key)
    return ", ".join(parts)


def line_of(problem: Problem) -> str:
    """Say place, severity and problem on one line."""
    where = place_words(problem.place)
    what = f"{SEVERITIES[problem.severity]}: {problem_sentence(problem)}"
    return f"{where}: {what}" if where else what


def _told(name: str, value: Any) -> str:
    """Write a parameter as people read it."""
    if isinstance(value, Decimal):
        return str(written(value))
    if name == "missing" and not isinstance(value, str):
        return ", ".join(_word(BANDS, band) for band in value)
    if name in {"easier", "harder"}:
        return _word(BANDS, value)
    return _word(KINDS, value) if name == "kind" else str(value)


def _word(words: Mapping[str, Promise], code: str) -> str:
    return str(words.get(code, code))

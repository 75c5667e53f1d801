"""What the pages of the form are given: the fields, their faults, the sentence, and where one stands on the way."""

from collections.abc import Iterable
from typing import Any

from babel.dates import get_month_names
from flask import render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from climserv.needs.guessing import guesses
from climserv.needs.house_units import in_house_units
from climserv.needs.loading import need_from_dict
from climserv.needs.missing import missing
from climserv.needs.need import Need
from climserv.needs.standing import is_guess
from climserv.vocabulary.metric_definitions import DEFINITIONS, THEMES
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.problems import Problem
from climserv.vocabulary.texts import text_in

from ..house import house
from ..languages import language
from ..places.telling import problem_words
from ..saying import said
from .asked_settings import METRIC_NAMES, setting_questions
from .choices import LANGUAGES
from .examples import said_by_others
from .fault_words import in_other_words
from .form import field_of_problem, filled_paths, row_numbers, value_at
from .questions import Screen, Values
from .reading_aloud import deadline_words, parts_of, title_of
from .screens import ROUNDS, SCREENS, all_questions


def read(record: dict[str, Any], drawn: Iterable[Problem] = ()) -> tuple[dict[str, Any], Need, list[Problem]]:
    """A record as it was typed: with its quantities in the house's form, as a need, and with what cannot be read.

    drawn   what is wrong with the place that was drawn
    """
    turned, asked = in_house_units(record, language())
    need, unread = need_from_dict({**turned, "need": record.get("need") or "new"})
    places = {problem.where for problem in asked}
    return turned, need, [*drawn, *asked, *(problem for problem in unread if problem.where not in places)]


def form_page(
    values: Values, record: dict[str, Any], problems: list[Problem], *, screen: Screen | None, saved=None,
    refused: bool = False,
) -> str:  # fmt: skip
    """One screen, or with `screen` None all questions on one page."""
    need = need_from_dict({**record, "need": record.get("need") or "new"})[0]
    listed, wrong = _placed(problems, values.one("metric.is") or need.metric.is_ or "")
    questions = screen.questions if screen else tuple(all_questions())
    fields = {
        "typed": values, "wrong": wrong, "months": _months(), "written": LANGUAGES,
        "settings": setting_questions(need.metric.is_ or ""), "metric": need.metric.is_ or "",
        "rows": {q.path: row_numbers(values, q) for q in questions if q.kind == "rows"},
        "filled": filled_paths(values) | set(wrong),
        "units": any(leaf.kind in ("quantity", "settings") for one in questions for leaf in one.leaves),
        **_metric(need.metric.is_ or ""),
    }  # fmt: skip
    if any(question.kind == "metric" for question in questions):
        fields |= _metric_choices(need)
    more = _way(screen, record, need) if screen else {"screens": SCREENS.values(), "rounds": ROUNDS}
    return render_template(
        "needs/screen.html" if screen else "needs/all.html", f=fields, screen=screen, parts=parts_of(need),
        deadline=deadline_words(need), problems=listed, problems_heading=_heading(saved, refused),
        need_id=saved.need_id if saved else None, version=saved.number if saved else None, title=title_of(need),
        action=_action(saved, screen), guess=is_guess(need), guessed_from=need.metric.guessed_from,
        example=request.values.get("example", ""), **more,
    )  # fmt: skip


def told(problem: Problem) -> str:
    """A problem beside its field: what is wrong, what would be right, what to do."""
    if problem.code == "need.newer":
        return said(problem)
    if words := problem_words(problem, language()):
        return words
    if language() != "en" and (words := in_other_words(problem)):
        return words
    text = problem.what[:1].upper() + problem.what[1:] + "."
    if problem.allowed:
        text += " " + _("It can be: %(allowed)s.", allowed=problem.allowed)
    return text + (f" {problem.next_step}." if problem.next_step else "")


def heard(need: Need) -> dict[str, Any]:
    """The need as the script shows it: its sentence, and the day by which the answer must be there."""
    parts = [{"text": part.text, "gap": part.gap, "field": part.field} for part in parts_of(need)]
    return {"sentence": parts, "deadline": deadline_words(need)}


def is_answered(screen: Screen, record: dict[str, Any]) -> str:
    """ "said", "unknown" when the group said that it does not know yet, "" when nothing was said."""
    paths = {leaf.path for leaf in screen.leaves}
    if any(value_at(record, path) not in (None, "", [], {}) for path in paths if path != "unknown"):
        return "said"
    unknown = set(record.get("unknown", ()))
    if screen.id == "open":
        return "said" if unknown - {question.path for question in all_questions()} else ""
    return "unknown" if paths & unknown else ""


def may_be_asked(screen: Screen, record: dict[str, Any]) -> bool:
    """The numbers are asked once it is said what they count, where it has any."""
    return screen.id != "numbers" or bool(setting_questions(value_at(record, "metric.is") or ""))


def next_open(record: dict[str, Any]) -> Screen | None:
    """Where one goes on after a pause: the first screen with no answer yet."""
    screens = (screen for screen in SCREENS.values() if may_be_asked(screen, record))
    return next((screen for screen in screens if not is_answered(screen, record)), None)


def _way(screen: Screen, record: dict[str, Any], need: Need) -> dict[str, Any]:
    """How far one is on the way, and what others said here."""
    round_ = [one for one in SCREENS.values() if one.round == screen.round]
    with house().database.reading() as session:
        others = said_by_others(session, current_user, screen, record, language())
    return {
        "round": ROUNDS[screen.round], "number": round_.index(screen) + 1, "of": len(round_),
        "still": len(missing(need, "product" if screen.round == "draft" else "confirm")),
        "first": screen is next(iter(SCREENS.values())), "others": others,
        "differ": [one for one in need.differences if field_of_problem(one.field, "") in _paths(screen)],
    }  # fmt: skip


def _paths(screen: Screen) -> set[str]:
    return {leaf.path for leaf in screen.leaves}


def _metric_choices(need: Need) -> dict[str, Any]:
    """What may be meant by the group's words, with the reason; and everything that can be counted, by theme."""
    guessed = [
        {"code": one.metric, "label": one.label, "why": one.why, "what": text_in(DEFINITIONS[one.metric], language())}
        for one in guesses(need, language()) if one.metric in METRIC_NAMES
    ]  # fmt: skip
    themes = [
        {"name": text_in(theme.words, language()), "holds": need.metric.is_ in theme.metrics,
         "metrics": [_metric(code) for code in theme.metrics if code in METRIC_NAMES]} for theme in THEMES
    ]  # fmt: skip
    return {"guesses": guessed, "themes": themes, "chosen": _metric(need.metric.is_) if need.metric.is_ else None}


def _metric(code: str) -> dict[str, str]:
    label = text_in(METRICS[code].label, language()) if code else ""
    return {"code": code, "label": label, "what": text_in(DEFINITIONS.get(code, {}), language())}


def _placed(problems: list[Problem], metric: str) -> tuple[list[dict[str, str]], dict[str, list[str]]]:
    wrong: dict[str, list[str]] = {}
    listed = []
    for problem in problems:
        place = field_of_problem(problem.where, metric)
        listed.append({"field": place, "text": told(problem)})
        if place:
            wrong.setdefault(place, []).append(told(problem))
    return listed, wrong


def _action(saved, screen: Screen | None) -> str:
    if saved is None:
        return url_for("needs.create")
    return url_for("needs.save", need_id=saved.need_id, screen_id=screen.id if screen else None)


def _heading(saved, refused: bool) -> str:
    if refused:
        return _("Not saved: somebody else saved in the meantime. What you wrote stands below.")
    if saved:
        return _("What could be read is saved. This is still to be mended:")
    return _("Not saved yet. What you wrote stands below; this is to be mended:")


def _months() -> list[tuple[int, str]]:
    return sorted(get_month_names("wide", "stand-alone", locale=get_locale()).items())

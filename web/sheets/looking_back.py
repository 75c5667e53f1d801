"""Looking back: the season's review of both sides, slips for what nobody says by name, stories, and the report."""

from collections.abc import Mapping

from flask import Response, redirect, render_template, request, url_for

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.looking_back import indicators
from climserv.coproduction.looking_back.outcome_stories import OutcomeStory
from climserv.coproduction.looking_back.review_questions import FORMS, REFLECTIONS, SECRET, Question
from climserv.coproduction.looking_back.reviews import Review, secret_counts, side_by_side, side_by_side_for_all
from climserv.coproduction.people.people import Person
from climserv.vocabulary.texts import text_in

from ..cases.telling import name_of
from ..cases.who import does, here, values_of
from ..cases.words import SIDES, word
from ..house import house
from ..languages import language
from . import blueprint
from .attributing import others, whose


@blueprint.get("/<case_id>/review")
def review(case_id: str) -> str:
    """The reviews, the newest first, and the form of one's side; `?side=` shows the other form to who writes for it."""
    with house().database.reading() as session:
        state, me = here(session, case_id)
    reviews = list(state.of(Review).values())[::-1]
    now = next((one for one in reviews if one.state == "open"), None)
    side = _side(me)
    writes = [one for one in others(state, me) if state.find(Person, one[0]).side == side]
    return render_template(
        "sheets/review.html", case=state.find(Case, case_id), now=now, reviews=reviews, side=side, sides=SIDES,
        form=_asked(FORMS[side]), secret=_asked(SECRET), people=writes, answers_self=me.side == side and me.has_voice,
        actions=possible(state, "review", now.id, me.id) if now else [],
        may_open="open" in possible(state, "review", "", me.id),
        told=[_told(state, one, side_by_side(state, one)) for one in reviews],
    )  # fmt: skip


@blueprint.get("/<case_id>/review/paper")
def review_paper(case_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
    side = _side(me)
    return render_template("sheets/review_paper.html", case=state.find(Case, case_id), form=_asked(FORMS[side]),
                           side=word(SIDES, side))  # fmt: skip


@blueprint.post("/<case_id>/review")
def act_on_review(case_id: str) -> Response:
    """Open, close, answer, or count the slips out of the box."""
    form, action = request.form, request.form.get("action", "")
    known = form.get("review", "")
    if action == "answer":
        with house().database.reading() as session:
            _state, me = here(session, case_id)
        person = form.get("whose") or me.id
        answers = values_of(form, *_names(form))
        does(case_id, "review_answer", "give", f"{known}:{person}", data={"answers": answers}, **whose(form))
    elif action == "count":
        does(case_id, "review", "count", known, data={"counts": _slips(form)})
    else:
        data = values_of(form, "season", "baseline", "why")
        does(case_id, "review", action, known or None, data=data, reason=form.get("reason", ""))
    return redirect(url_for("sheets.review", case_id=case_id), 303)


@blueprint.get("/<case_id>/sessions/<session_id>/reflect")
def reflecting(case_id: str, session_id: str) -> str:
    with house().database.reading() as session:
        state, _me = here(session, case_id)
    return render_template("sheets/reflect.html", case=state.find(Case, case_id), session_id=session_id,
                           form=_asked(REFLECTIONS))  # fmt: skip


@blueprint.post("/<case_id>/sessions/<session_id>/reflect")
def reflect(case_id: str, session_id: str) -> Response:
    with house().database.reading() as session:
        _state, me = here(session, case_id)
    answers = values_of(request.form, *(one.name for one in REFLECTIONS))
    does(case_id, "reflection", "give", f"{session_id}:{me.id}", data={"answers": answers}, meeting=session_id)
    return redirect(url_for("sheets.index", case_id=case_id), 303)


@blueprint.get("/<case_id>/report")
def report(case_id: str) -> str:
    """For a funder and for all: what changed, who confirms it, and what it took."""
    with house().database.reading() as session:
        state, me = here(session, case_id)
    stories = [{"it": one, "words": one.latest.content, "by": name_of(state, one.by), "why": one.why,
                "confirmed_by": name_of(state, one.confirmed_by) if one.confirmed_by else "",
                "actions": possible(state, "outcome_story", one.id, me.id)}
               for one in state.of(OutcomeStory).values()]  # fmt: skip
    outcomes = [event for event in state.story("case", case_id) if "outcomes" in event.said]
    return render_template(
        "sheets/report.html", case=state.find(Case, case_id), stories=stories, outcomes=outcomes,
        days=indicators.reply_days(state), answered=indicators.answered(state), by_users=indicators.set_by_users(state),
        promises=_by_side(indicators.promises_kept(state, house().clock())), hours=_by_side(indicators.hours(state)),
        said_back=indicators.said_back(state), may_tell="tell" in possible(state, "outcome_story", "", me.id),
        told=[_told(state, one, side_by_side_for_all(state, one)) for one in state.of(Review).values()],
    )  # fmt: skip


@blueprint.post("/<case_id>/report/stories")
def tell(case_id: str) -> Response:
    form = request.form
    data = values_of(form, "change", "matters", "helped")
    does(case_id, "outcome_story", form.get("action", "tell"), form.get("story") or None, data=data,
         reason=form.get("reason", ""), **whose(form))  # fmt: skip
    return redirect(url_for("sheets.report", case_id=case_id), 303)


def _asked(form: tuple[Question, ...]) -> list[dict]:
    return [{"name": one.name, "words": text_in(one.words, language()),
             "values": {code: text_in(words, language()) for code, words in (one.values or {}).items()}}
            for one in form]  # fmt: skip


def _told(state, one: Review, sides: Mapping) -> dict:
    """A review for the page: the two sides beside each other, and the slips as far as they may be shown."""
    return {"it": one, "sides": [(word(SIDES, side), _asked(FORMS[side]), answers) for side, answers in sides.items()],
            "secret": [(asked, secret_counts(one, asked["name"])) for asked in _asked(SECRET)]}  # fmt: skip


def _names(form) -> list[str]:
    asked = {one.name for several in FORMS.values() for one in several}
    return [name for name in form if name in asked]


def _slips(form) -> dict:
    """Slips as they were counted: `slips.question.side.answer`; what was left empty is none."""
    counts: dict = {}
    for name, value in form.items():
        if name.startswith("slips.") and name.count(".") == 3 and value.strip():
            _slip, question, side, answer = name.split(".")
            number = int(value) if value.strip().isdecimal() else value
            counts.setdefault(question, {}).setdefault(side, {})[answer] = number
    return counts


def _by_side(values) -> list[tuple[str, object]]:
    return [(word(SIDES, side), value) for side, value in values.items()]


def _side(me: Person) -> str:
    asked = request.args.get("side", me.side)
    return asked if asked in FORMS else "user"

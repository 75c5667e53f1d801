"""Looking back on a season: ten questions for each side, on screen or on one page of paper, and slips from a box."""

from collections import Counter
from collections.abc import Mapping

from flask import Response, redirect, render_template, request, url_for

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.looking_back.commitments import kept_by_side
from climserv.coproduction.looking_back.review_questions import BOX, FORMS
from climserv.coproduction.looking_back.reviews import Review, answers_to, secret_counts, side_by_side
from climserv.coproduction.people.people import Person

from ..cases.who import does, here, values_of
from ..cases.words import SIDES, word
from ..deciding.refusing import problems, told_on
from ..house import house
from . import blueprint
from .asking import asked_words
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
        form=asked_words(FORMS[side]), secret=asked_words(BOX), people=writes, problems=problems(),
        answers_self=me.side == side and me.has_voice, typed=request.form or ({} if writes else _mine(state, now, me)),
        actions=possible(state, "review", now.id, me.id) if now else [],
        may_open="open" in possible(state, "review", "", me.id), told=[told_of(state, one) for one in reviews],
        handed_in=[(word(SIDES, code), len(answers_to(state, now.id, code))) for code in FORMS] if now else [],
        kept=[(word(SIDES, code), *counted) for code, counted in kept_by_side(state, house().clock()).items()],
    )  # fmt: skip


@blueprint.get("/<case_id>/review/paper")
def review_paper(case_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
    side = _side(me)
    return render_template("sheets/review_paper.html", case=state.find(Case, case_id), form=asked_words(FORMS[side]),
                           side=word(SIDES, side))  # fmt: skip


@blueprint.get("/<case_id>/review/slips")
def slips_paper(case_id: str) -> str:
    """Slips to cut out and put in a box: nobody's name, nobody's hand but a tick."""
    with house().database.reading() as session:
        state, _me = here(session, case_id)
    return render_template("sheets/slips.html", case=state.find(Case, case_id), form=asked_words(BOX),
                           sides=[word(SIDES, side) for side in FORMS])  # fmt: skip


@blueprint.post("/<case_id>/review")
@told_on(review)
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
    return redirect(url_for("sheets.review", case_id=case_id, side=form.get("side") or None), 303)


def told_of(state: CaseState, one: Review) -> dict:
    """A review for the page: the two sides beside each other, and the slips as far as they may be shown."""
    sides = side_by_side(state, one)
    before = state.find(Review, one.baseline) if one.baseline else None
    return {
        "it": one, "before": before.season if before else "",
        "sides": [(word(SIDES, side), asked_words(FORMS[side]), _counted(answers)) for side, answers in sides.items()],
        "secret": [(asked, {word(SIDES, side) if side else "": counts
                            for side, counts in secret_counts(one, asked["name"]).items()})
                   for asked in asked_words(BOX)],
    }  # fmt: skip


def _counted(answers: Mapping) -> dict[str, dict[str, int]]:
    """Answers with how often each was given; the same words stand once."""
    return {name: dict(Counter(given)) for name, given in answers.items()}


def _mine(state: CaseState, now: Review | None, me: Person) -> Mapping[str, str]:
    """What I have handed in already, to look at and to change."""
    given = {one.person: one.answers for one in answers_to(state, now.id, me.side)} if now else {}
    return given.get(me.id, {})


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


def _side(me: Person) -> str:
    asked = request.values.get("side", me.side)
    return asked if asked in FORMS else "user"

"""Three questions after a session, on a phone or on paper; of five or more the group's words are shown, never whose."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.looking_back.review_questions import REFLECTIONS
from climserv.coproduction.looking_back.reviews import Reflection, reflected, reflections
from climserv.coproduction.meeting.attendance import present
from climserv.coproduction.people.people import Person

from ..cases.who import does, here, values_of
from ..deciding.refusing import problems, told_on
from ..house import house
from . import blueprint
from .asking import asked_words
from .attributing import others, whose


@blueprint.get("/<case_id>/sessions/<session_id>/reflect")
def reflecting(case_id: str, session_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
    words, people = reflected(state, session_id), others(state, me)
    return render_template(
        "sheets/reflect.html", case=state.find(Case, case_id), session_id=session_id, form=asked_words(REFLECTIONS),
        problems=problems(), typed=request.form or ({} if people else _mine(state, session_id, me)), people=people,
        may="give" in possible(state, "reflection", f"{session_id}:{me.id}", me.id), words=words,
        shown=any(words.values()), count=reflections(state, session_id), there=len(present(state, session_id)),
    )  # fmt: skip


@blueprint.get("/<case_id>/sessions/<session_id>/reflect/paper")
def reflect_paper(case_id: str, session_id: str) -> str:
    with house().database.reading() as session:
        state, _me = here(session, case_id)
    return render_template("sheets/reflect_paper.html", case=state.find(Case, case_id), session_id=session_id,
                           form=asked_words(REFLECTIONS))  # fmt: skip


@blueprint.post("/<case_id>/sessions/<session_id>/reflect")
@told_on(reflecting)
def reflect(case_id: str, session_id: str) -> Response:
    with house().database.reading() as session:
        _state, me = here(session, case_id)
    form = request.form
    answers = values_of(form, *(one.name for one in REFLECTIONS))
    person = form.get("whose") or me.id
    does(case_id, "reflection", "give", f"{session_id}:{person}", data={"answers": answers},
         **{**whose(form), "meeting": session_id})  # fmt: skip
    flash(_("Thank you. It is kept."), "good")
    return redirect(url_for("sheets.reflecting", case_id=case_id, session_id=session_id), 303)


def _mine(state: CaseState, session_id: str, me: Person) -> dict[str, str]:
    """What I have written already, to look at and to change."""
    mine = state.find(Reflection, f"{session_id}:{me.id}")
    return dict(mine.answers) if mine else {}

"""Opening a round: what it is about, which kind, and who will see what, said before it is asked."""

from flask import Response, redirect, render_template, request, url_for

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.deciding.rounds import WITH_OPTIONS, voters
from climserv.coproduction.deciding.secrecy import TOLD
from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.meeting.sessions import Session
from climserv.coproduction.people.small_numbers import LEAST
from climserv.coproduction.people.working_agreements import agreement_in_force
from climserv.vocabulary.texts import text_in

from ..cases.deciding_words import KINDS, PRIVACIES
from ..cases.who import does, here, values_of
from ..house import house
from ..languages import language
from . import blueprint
from .refusing import problems, told_on


@blueprint.get("/<case_id>/rounds/new")
def new_round(case_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
    chosen = state.find(Subject, request.values.get("subject", ""))
    meeting = _meeting(state)
    return render_template(
        "deciding/new_round.html", case=state.find(Case, case_id), kinds=KINDS, privacies=PRIVACIES,
        told={one: text_in(words, language()) for one, words in TOLD.items()}, subject=chosen, meeting=meeting,
        meetings=[one for one in state.of(Session).values() if one.state == "open"], least=LEAST,
        people=len(voters(state, meeting)), agreed=agreement_in_force(state) is not None, with_options=WITH_OPTIONS,
        may_open="open" in possible(state, "round", "", me.id), problems=problems(), typed=request.form,
    )  # fmt: skip


@blueprint.post("/<case_id>/rounds")
@told_on(new_round)
def open_round(case_id: str) -> Response:
    form = request.form
    with house().database.reading() as session:
        state, _me = here(session, case_id)
    found = state.find(Subject, form.get("subject", ""))
    data = {**values_of(form, "kind", "privacy", "question"), "hidden": form.get("shown") != "at_once",
            "split": form.get("split") == "yes"}  # fmt: skip
    if found is not None:
        # The version that was on the page: one made since is not asked about unseen.
        data |= {"subject": found.id, "version": form.get("version") or found.latest.hash}
    if data.get("kind") in WITH_OPTIONS:
        lines = (" ".join(line.split()) for line in form.get("options", "").splitlines())
        data |= {"options": [line for line in dict.fromkeys(lines) if line], "most": form.get("most", type=int) or 0}
    event = does(case_id, "round", "open", data=data, meeting=form.get("session", ""))
    return redirect(url_for("deciding.round_page", case_id=case_id, round_id=event.entity_id), 303)


def _meeting(state: CaseState) -> str:
    """The session that the round belongs to: the one chosen, else the one that is open."""
    if "session" in request.values:
        return request.values["session"]
    return next((one.id for one in state.of(Session).values() if one.state == "open"), "")

"""A session that is planned is planned otherwise: another day, another place, other steps; with the reason."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.meeting.agendas import SESSION_TYPES
from climserv.coproduction.meeting.sessions import Session
from climserv.coproduction.sheets import sheets
from climserv.storage.cases import cases
from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.texts import text_in

from ..cases.who import here
from ..house import house
from ..languages import language
from ..saying import said
from . import blueprint
from .planning import planned
from .telling import session_of

LONGEST_STEP, MOST_STEPS = 80, 30


@blueprint.get("/<session_id>/change")
def change(case_id: str, session_id: str) -> str:
    return _page(case_id, session_id)


@blueprint.post("/<session_id>/change")
def changed(case_id: str, session_id: str) -> Response | tuple[str, int]:
    """It is planned otherwise; who was invited reads why, and is invited again."""
    form = request.form
    try:
        reason = form.get("reason", "").strip()
        if not reason:
            what, mend = (
                _("it is not said why it is changed"),
                _("Write why: those who planned their day on it read it"),
            )
            raise Refused(Problem("session.why", "reason", what, "", "", mend))
        data = {**planned(form), "agenda": _steps(form)}
        with house().database.session() as writing:
            state, me = here(writing, case_id)
            session_of(state, session_id)
            data["busy"] = [*_busy_as_planned(state, session_id), *sheets.busy(state)]
            cases.do(writing, house().cases, case_id, me.id, "session", "change", entity_id=session_id, data=data,
                     reason=reason, meeting=session_id, clock=house().clock)  # fmt: skip
    except Refused as refused:
        return _page(case_id, session_id, [said(one) for one in refused.problems]), 422
    flash(_("It is changed. Invite to it again: who joined early sees the new day by themselves."), "good")
    return redirect(url_for("sessions.show", case_id=case_id, session_id=session_id), 303)


def _steps(form) -> list[str]:
    """The names of the steps that are ticked, in the order of their numbers; then those that were written."""
    ticked = [(form.get(f"place-{name}", type=int) or 0, name) for name in form.getlist("step")]
    own = (" ".join(line.split())[:LONGEST_STEP] for line in form.get("own", "").splitlines())
    names = [name for _place, name in sorted(ticked, key=lambda one: one[0])]
    return list(dict.fromkeys([*names, *filter(None, own)]))[:MOST_STEPS]


def _busy_as_planned(state: CaseState, session_id: str) -> list[dict[str, str]]:
    """What was said to keep people busy when the session was planned."""
    return list(state.story("session", session_id)[0].said.get("busy", ()))


def _page(case_id: str, session_id: str, problems=()) -> str:
    with house().database.reading() as reading:
        state, me = here(reading, case_id)
    session = session_of(state, session_id)
    day, _t, hour = session.starts.partition("T")
    stands = {"day": day, "hour": hour[:5], "hours": f"{session.hours:g}", "place": session.place, "reason": ""}
    typed = request.form if request.method == "POST" else None
    return render_template(
        "sessions/change.html", case=state.find(Case, case_id), session=session, problems=problems,
        given=typed or stands, chosen=typed.getlist("languages") if typed else session.languages,
        steps=_steps_shown(session, typed), own=typed.get("own", "") if typed else "\n".join(_own(session)),
        may_change="change" in possible(state, "session", session_id, me.id),
    )  # fmt: skip


def _own(session: Session) -> list[str]:
    known = {step.name for step in SESSION_TYPES[session.type].steps}
    return [name for name in session.agenda if name not in known]


def _steps_shown(session: Session, typed) -> list[dict]:
    """Every step that this kind of session knows: those of the agenda first, in their order."""
    ticked = typed.getlist("step") if typed else session.agenda
    told = []
    for usual, step in enumerate(SESSION_TYPES[session.type].steps, len(session.agenda) + 1):
        place = session.agenda.index(step.name) + 1 if step.name in session.agenda else usual
        place = (typed.get(f"place-{step.name}", type=int) if typed else None) or place
        told.append({"name": step.name, "words": text_in(step.texts, language()), "minutes": step.minutes,
                     "on": step.name in ticked, "place": place})  # fmt: skip
    return sorted(told, key=lambda one: one["place"])

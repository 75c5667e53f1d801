"""Planning a session, inviting to it, beginning and ending it, or calling it off."""

from flask import Response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.meeting.agendas import SESSION_TYPES
from climserv.coproduction.meeting.attendance import Attendance, attendance_id
from climserv.coproduction.sheets import sheets
from climserv.storage.cases import cases
from climserv.storage.cases.case_people import give_code, take_code
from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.texts import text_in

from ..cases.who import here, values_of
from ..house import house
from ..languages import language
from ..saying import said
from . import blueprint
from .telling import session_of, steers


@blueprint.get("/new")
def new(case_id: str) -> str:
    return _form(case_id, request.args)


@blueprint.post("/new")
def plan(case_id: str) -> Response | tuple[str, int]:
    form = request.form
    try:
        data = planned(form)
        with house().database.session() as writing:
            state, me = here(writing, case_id)
            data["busy"] += sheets.busy(state)
            event = cases.do(writing, house().cases, case_id, me.id, "session", "plan", data=data,
                             reason=form.get("reason", ""), clock=house().clock)  # fmt: skip
    except Refused as refused:
        return _form(case_id, form, [said(one) for one in refused.problems]), 422
    return redirect(url_for("sessions.show", case_id=case_id, session_id=event.entity_id), 303)


def planned(form) -> dict:
    """What was typed of a session; the hours that cannot be read are told."""
    told = values_of(form, "type", "place")
    day, hour = form.get("day", "").strip(), form.get("hour", "").strip() or "09:00"
    languages = [one for one in form.getlist("languages") if one]
    busy = [{"what": form.get("busy_what", "").strip(), "from": form.get("busy_from", "")[5:],
             "to": form.get("busy_to", "")[5:]}]  # fmt: skip
    try:
        hours = float(form.get("hours", "").replace(",", ".") or 0)
    except ValueError:
        raise Refused(Problem("session.hours", "hours", _("how long it takes cannot be read"), form.get("hours", ""),
                              "", _("Write a number of hours, such as 3"))) from None  # fmt: skip
    return {**told, "starts": f"{day}T{hour}" if day else "", "hours": hours, "languages": languages,
            "busy": [row for row in busy if all(row.values())]}  # fmt: skip


def _form(case_id: str, given, problems=()) -> str:
    with house().database.reading() as reading:
        state, me = here(reading, case_id)
    kinds = {name: text_in(one.texts, language()) for name, one in SESSION_TYPES.items()}
    agendas = [
        {"name": kinds[name], "minutes": one.minutes, "steps": [text_in(step.texts, language()) for step in one.steps]}
        for name, one in SESSION_TYPES.items() if one.steps
    ]  # fmt: skip
    case = state.find(Case, case_id)
    return render_template("sessions/new.html", case=case, me=me, given=given, problems=problems, kinds=kinds,
                           agendas=agendas)  # fmt: skip


@blueprint.get("/<session_id>")
def show(case_id: str, session_id: str) -> Response:
    """Who steers comes to the desk, everybody else to the page of a phone."""
    with house().database.reading() as reading:
        state, me = here(reading, case_id)
        session_of(state, session_id)
    where = "sessions.desk" if steers(state, me) else "sessions.phone"
    return redirect(url_for(where, case_id=case_id, session_id=session_id))


@blueprint.post("/<session_id>/moves")
def move(case_id: str, session_id: str) -> Response:
    """The session is invited to, begins, ends, is called off. Its code lives from the invitation to the end."""
    action = request.form.get("action", "")
    with house().database.session() as writing:
        state, me = here(writing, case_id)
        session_of(state, session_id)
        cases.do(writing, house().cases, case_id, me.id, "session", action, entity_id=session_id, meeting=session_id,
                 reason=request.form.get("reason", ""), clock=house().clock)  # fmt: skip
        if action in ("invite", "open"):
            give_code(writing, case_id, session_id)
        if action in ("close", "cancel"):
            take_code(writing, case_id, session_id)
        if action == "open":
            arrive(writing, case_id, session_id, me.id, me.id)
    return redirect(url_for("sessions.show", case_id=case_id, session_id=session_id), 303)


def arrive(writing, case_id: str, session_id: str, by: str, person: str) -> None:
    """Somebody is here, if they are not yet, and if the session allows it now."""
    state, at = house().cases.read(writing, case_id).state, attendance_id(session_id, person)
    known = state.find(Attendance, at)
    running = session_of(state, session_id).state in ("open", "minutes_draft")
    if running and (known is None or known.state == "left") and "arrive" in possible(state, "attendance", at, by):
        cases.do(writing, house().cases, case_id, by, "attendance", "arrive", entity_id=at, meeting=session_id,
                 clock=house().clock)  # fmt: skip

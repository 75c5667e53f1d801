"""What is said of a thing on the table, how it is answered, and which changes follow from it."""

from flask import Response, redirect, request, url_for

from climserv.coproduction.dialogue.contributions import LONGEST
from climserv.storage.cases import cases

from ..cases.remark_words import OWN
from ..cases.who import does, here
from ..house import house
from ..languages import language
from . import blueprint
from .pins import anchor_of
from .refusing import told_on
from .tabled import on_the_table, subject


def _back(case_id: str, subject_id: str, part: str) -> Response:
    return redirect(url_for("deciding.subject", case_id=case_id, subject_id=subject_id) + f"#{part}", 303)


@blueprint.post("/<case_id>/table/<subject_id>/remarks")
@told_on(subject)
def remark(case_id: str, subject_id: str) -> Response:
    """A remark, pinned to what it is about in the version that lies there, under the terms its author sets."""
    form = request.form
    with house().database.session() as session:
        state, me = here(session, case_id)
        found = on_the_table(state, subject_id)
        data = {"words": form.get("words", "").strip()[: LONGEST + 1], "language": language(),
                "kind": form.get("kind") or "comment", "shown": form.get("shown", ""),
                "labels": [{"kind": one} for one in form.getlist("label")]}  # fmt: skip
        told = cases.do(session, house().cases, case_id, me.id, "contribution", "note", data=data, clock=house().clock)
        anchor = anchor_of(form.get("about", ""), subject_id, found.latest.hash)
        cases.do(session, house().cases, case_id, me.id, "contribution", "pin", entity_id=told.entity_id,
                 data={"anchor": anchor}, clock=house().clock)  # fmt: skip
    return _back(case_id, subject_id, f"r-{told.entity_id}")


@blueprint.post("/<case_id>/table/<subject_id>/remarks/<contribution_id>/own")
@told_on(subject)
def own_remark(case_id: str, subject_id: str, contribution_id: str) -> Response:
    """Its author says it otherwise, and what was said first is kept; or takes it back, and all of it goes."""
    action = request.form.get("action", "")
    data = {"words": request.form.get("words", "").strip()[: LONGEST + 1]} if action == "reword" else None
    does(case_id, "contribution", action if action in OWN else "", contribution_id, data=data)
    return _back(case_id, subject_id, f"r-{contribution_id}")


@blueprint.post("/<case_id>/table/<subject_id>/remarks/<contribution_id>")
@told_on(subject)
def answer_remark(case_id: str, subject_id: str, contribution_id: str) -> Response:
    """Used, here or in another thing on the table; not used with the reason; kept for later with the reason."""
    form = request.form
    data = {"in": [form.get("in") or subject_id]} if form.get("action") == "use" else None
    does(case_id, "contribution", form.get("action", ""), contribution_id, data=data, reason=form.get("reason", ""))
    return _back(case_id, subject_id, "remarks")


@blueprint.post("/<case_id>/table/<subject_id>/requests")
@told_on(subject)
def request_change(case_id: str, subject_id: str) -> Response:
    """A change that is asked for, with what follows from which remarks; the remarks are then used."""
    form, logs, clock = request.form, house().cases, house().clock
    with house().database.session() as session:
        _state, me = here(session, case_id)
        cited = form.getlist("cites")
        told = {"text": " ".join(form.get("insight", "").split())[:500], "cites": cited}
        insight = cases.do(session, logs, case_id, me.id, "insight", "propose", data=told, clock=clock)
        told = {"subject": subject_id, "text": " ".join(form.get("text", "").split())[:500],
                "cites": [insight.entity_id]}  # fmt: skip
        asked = cases.do(session, logs, case_id, me.id, "change_request", "ask", data=told, clock=clock)
        state = logs.read(session, case_id).state
        for one in cited:
            if state.story("contribution", one)[-1].to_state in ("noted", "acknowledged"):
                cases.do(session, logs, case_id, me.id, "contribution", "use", entity_id=one,
                         data={"in": [insight.entity_id, asked.entity_id]}, clock=clock)  # fmt: skip
    return _back(case_id, subject_id, "requests")


@blueprint.post("/<case_id>/table/<subject_id>/requests/<request_id>")
@told_on(subject)
def move_request(case_id: str, subject_id: str, request_id: str) -> Response:
    action, reason = request.form.get("action", ""), request.form.get("reason", "")
    does(case_id, "change_request", action, request_id, reason=reason)
    return _back(case_id, subject_id, "requests")

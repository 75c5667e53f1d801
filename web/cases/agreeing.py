"""The working agreement: written down, read by both sides, consented to, brought into force, followed by the next."""

from flask import Response, redirect, render_template, request, url_for

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.people.working_agreements import WorkingAgreement, agreement_in_force

from ..house import house
from ..sheets.attributing import others, whose
from . import blueprint
from .telling import name_of
from .who import does, here, values_of

WORDS = ("decision_rule", "fallback", "spokespeople", "exit", "data_terms")


@blueprint.get("/<case_id>/agreement")
def agreement(case_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
    drafts = [one for one in state.of(WorkingAgreement).values() if one.state == "draft"]
    return render_template(
        "cases/agreement.html", case=state.find(Case, case_id), me=me, held=agreement_in_force(state),
        drafts=[_shown(state, one, me) for one in drafts],
        people=others(state, me), may_propose="propose" in possible(state, "working_agreement", "", me.id),
    )  # fmt: skip


@blueprint.post("/<case_id>/agreement")
def write_agreement(case_id: str) -> Response:
    """A first draft, or the next version of one: who consented to the last must read it again."""
    form = request.form
    quorum = {side: form.get(f"quorum_{side}", type=int) for side in ("user", "producer")}
    data = {**values_of(form, *WORDS), "quorum": quorum, "reply_days": form.get("reply_days", type=int)}
    known = form.get("agreement", "")
    does(case_id, "working_agreement", "edit" if known else "propose", known or None, data=data)
    return redirect(url_for("cases.agreement", case_id=case_id), 303)


@blueprint.post("/<case_id>/agreement/<agreement_id>")
def act_on_agreement(case_id: str, agreement_id: str) -> Response:
    form = request.form
    does(case_id, "working_agreement", form.get("action", ""), agreement_id, data=values_of(form, "to", "witness"),
         reason=form.get("reason", ""), **whose(form))  # fmt: skip
    return redirect(url_for("cases.agreement", case_id=case_id), 303)


def _shown(state, one: WorkingAgreement, me) -> dict:
    """A draft with who has consented to the version that stands."""
    consented = [name_of(state, person) for person, version in one.consents if version in one.tips]
    mine = any(person == me.id and version in one.tips for person, version in one.consents)
    acts = (event for event in state.story("working_agreement", one.id) if event.said.get("to") in one.tips)
    spoken = [(name_of(state, act.person), act.said["witness"]) for act in acts if act.said.get("witness")]
    return {"id": one.id, "versions": one.standing, "conflict": one.in_conflict, "consented": consented, "mine": mine,
            "spoken": spoken, "actions": possible(state, "working_agreement", one.id, me.id)}  # fmt: skip

"""The page of one thing on the table: the version in its frame, its story, what was said of it, what can be done."""

from flask import Response, redirect, render_template, request, url_for
from flask_login import current_user

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.dialogue.contributions import WAITING
from climserv.coproduction.dialogue.subjects import Kind, Subject
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.people.people import Person
from climserv.storage.permissions import NotThere
from climserv.storage.products import see_product
from climserv.vocabulary.problems import Problem

from ..cases.deciding_words import MOVES, REMARK_STATES, REQUEST_ACTIONS, STATES, TABLED, WITH_REASON
from ..cases.who import does, here
from ..cases.words import word
from ..house import house
from ..products.showing import page_of
from . import blueprint, made_of, shown, trying
from .refusing import problems, told_on


def on_the_table(state: CaseState, subject_id: str) -> Subject:
    """A thing on the table of this case; not there without one."""
    subject = state.find(Subject, subject_id)
    if subject is None or subject.latest is None:
        raise NotThere(Problem("subject.unknown", "", "there is no such thing on the table"))
    return subject


def sources_on(state: CaseState) -> list[Subject]:
    """What a product can be made from: rules, settings and recipes of which one version stands."""
    found = (one for one in state.of(Subject).values() if one.kind in (Kind.RULE, Kind.PARAMETERS, Kind.RECIPE))
    return [one for one in found if one.fixed]


@blueprint.get("/<case_id>/table/<subject_id>")
def subject(case_id: str, subject_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
        found = on_the_table(state, subject_id)
        content = found.latest.content
        product = made_of.product_of(session, content)
        open_to_me = product is not None and _may_read(session, product[0])
    return render_template(
        "deciding/subject.html", case=state.find(Case, case_id), me=me, subject=found, content=content,
        kind=word(TABLED, found.kind), state_word=word(STATES, found.state),
        versions=shown.versions_of(state, found, me),
        settings=shown.settings_in_words(content), product=product, open_to_me=open_to_me,
        page=page_of(product[1]) if product else None, problems=problems(), typed=request.form,
        remarks=shown.remarks_on(state, subject_id, me), requests=shown.requests_on(state, subject_id, me),
        request_actions=REQUEST_ACTIONS, remark_words=REMARK_STATES, waiting=WAITING,
        beside=[one for one in state.of(Subject).values() if one.id != subject_id],
        fields=trying.fields_of(content, product), tried=trying.tried(product), is_product=found.kind == Kind.PRODUCT,
        sources=sources_on(state), made_from=[source for source, _hash in content.get("made_from", ())],
        **_doable(state, found, me),
    )  # fmt: skip


@blueprint.post("/<case_id>/table/<subject_id>/moves")
@told_on(subject)
def move_subject(case_id: str, subject_id: str) -> Response:
    """Open it for remarks, close them, enter that it is agreed, take it off the table."""
    reason = request.form.get("reason", "")
    does(case_id, "subject", request.form.get("action", ""), subject_id, reason=reason)
    return redirect(url_for("deciding.subject", case_id=case_id, subject_id=subject_id), 303)


def _doable(state: CaseState, subject: Subject, me: Person) -> dict:
    actions = possible(state, "subject", subject.id, me.id)
    return {
        "moves": [(one, MOVES[one]) for one in actions if one in MOVES], "with_reason": WITH_REASON,
        "may_change": "edit" in actions, "may_ask": "open" in possible(state, "round", "", me.id),
        "may_say": "note" in possible(state, "contribution", "", me.id),
        "may_request": "ask" in possible(state, "change_request", "", me.id),
    }  # fmt: skip


def _may_read(session, product_id: str) -> bool:
    try:
        see_product(session, current_user, product_id)
    except NotThere:
        return False
    return True

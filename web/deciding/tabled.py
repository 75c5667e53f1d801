"""The page of one thing on the table: the version in its frame, its story, what was said of it, what can be done."""

from collections.abc import Mapping

from flask import Response, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.dialogue.contributions import WAITING
from climserv.coproduction.dialogue.subjects import Kind, Subject
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.people.people import Person
from climserv.needs.loading import need_from_dict
from climserv.storage.needs.needs import get_need
from climserv.storage.permissions import NotThere
from climserv.storage.products import see_product
from climserv.vocabulary.problems import Problem, Refused

from ..cases.deciding_words import MOVES, REQUEST_ACTIONS, STATES, TABLED, WITH_REASON
from ..cases.terms import terms_of
from ..cases.who import does, here
from ..cases.words import word
from ..house import house
from ..needs.reading_aloud import parts_of
from ..products.page import Page
from ..products.showing import page_of
from ..saying import said
from . import again, blueprint, made_of, pins, saying, shown, trying, years
from .refusing import problems, told_on

MOST_BESIDE = 6
"""So many of the newest versions are shown side by side with their years."""


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
        parts = _parts_of_need(session, found)
        others = again.newer(session, product)
        made = [(one.hash, made_of.product_of(session, one.content)) for one in found.versions[-MOST_BESIDE:]]
    record = product[1] if product else None
    page = page_of(record) if record else None
    known = pins.pinnable(content, record, page, parts)
    title = shown.title_of(found, record)
    return render_template(
        "deciding/subject.html", case=state.find(Case, case_id), me=me, subject=found, title=title, content=content,
        kind=word(TABLED, found.kind), state_word=word(STATES, found.state), parts=parts,
        versions=shown.versions_of(state, found, me), terms=terms_of(state),
        settings=shown.settings_in_words(content), product=product, open_to_me=open_to_me,
        problems=problems(), typed=request.form, others=others, changed_since=again.changed_since(product),
        requests=shown.requests_on(state, subject_id, me), lines=known.lines,
        request_actions=REQUEST_ACTIONS, waiting=WAITING,
        fields=trying.fields_of(content, product), is_product=found.kind == Kind.PRODUCT,
        tried=trying.tried(product, years.in_words(years.remembered(state, record))),
        elsewhere=[one for one in state.of(Subject).values() if one.id != subject_id],
        sources=sources_on(state), made_from=[source for source, _hash in content.get("made_from", ())],
        # Addresses within the page are short; on the page of a refused form, whose address is another, they are whole.
        page_url="" if request.method == "GET" else url_for("deciding.subject", case_id=case_id, subject_id=subject_id),
        beside={hash: page_of(one[1]) for hash, one in made if one} if len(found.versions) > 1 else {},
        **_years(state, record, page), **saying.room(state, found, me, known, record), **_doable(state, found, me),
    )  # fmt: skip


def _years(state: CaseState, record: Mapping | None, page: Page | None) -> dict:
    """The graph: the years remembered as bad, and the line that the reader draws, if they do."""
    if record is None:
        return {"page": None, "bad": {}, "line": None, "line_wrong": [], "box": None}
    bad, line, wrong = years.remembered(state, record), None, []
    typed = years.typed_line(request.args)
    if typed:
        try:
            line = years.own_line(record, typed)
        except Refused as refused:
            wrong = [said(problem) for problem in refused.problems]
    words = years.in_words(bad)
    return {"page": page, "bad": bad, "line": line, "line_typed": typed, "line_wrong": wrong,
            "box": years.box_of(record, line), "histories": (line.page if line else page).histories(words),
            "sides_said": years.sides_in_words(record)}  # fmt: skip


def _parts_of_need(session: Session, subject: Subject) -> tuple:
    """The sentences of a need on the table, for pointing at a part of it."""
    if subject.kind != Kind.NEED or not subject.latest.content.get("ref"):
        return ()
    try:
        version = get_need(session, str(subject.latest.content["ref"]), subject.latest.content.get("number"))
    except NotThere:
        # A case that came from elsewhere brings its words, and not the needs of the other site.
        return ()
    return tuple(parts_of(need_from_dict(version.record)[0]))


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
        "may_show": "show" in actions,
        "may_request": "ask" in possible(state, "change_request", "", me.id),
    }  # fmt: skip


def _may_read(session, product_id: str) -> bool:
    try:
        see_product(session, current_user, product_id)
    except NotThere:
        return False
    return True

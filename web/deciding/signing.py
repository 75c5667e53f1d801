"""What a version is made of, written down; and the two signatures under it, each with its own question."""

from flask import Response, redirect, render_template, request, url_for

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.deciding.agreements import agreement_on
from climserv.coproduction.deciding.sign_offs import QUESTIONS, SIDES, Kind, SignOff, sign_off_id
from climserv.coproduction.dialogue.subjects import Subject, with_hash
from climserv.coproduction.logbook.entity import Side
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.logbook.versions import Version
from climserv.coproduction.people.people import Person
from climserv.products.agreed import what_it_takes
from climserv.storage.permissions import NotThere
from climserv.vocabulary.problems import Problem
from climserv.vocabulary.texts import text_in

from ..cases.deciding_words import SIGNATURES, STATES
from ..cases.telling import name_of
from ..cases.who import does, here
from ..cases.words import SIDES as SIDE_WORDS
from ..cases.words import word
from ..house import house
from ..languages import language
from . import blueprint, made_of, shown
from .refusing import problems, told_on


def version_here(state: CaseState, hash: str) -> tuple[Subject, Version]:
    """A version on the table by its hash; not there without one."""
    found = with_hash(state, hash)
    if found is None:
        raise NotThere(Problem("version.unknown", "", "there is no such version on the table"))
    return found


@blueprint.get("/<case_id>/signing/<version>")
def signing(case_id: str, version: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
        subject, made = version_here(state, version)
        product = made_of.product_of(session, made.content)
    return render_template(
        "deciding/signing.html", case=state.find(Case, case_id), me=me, subject=subject, version=made,
        stands=subject.fixed == made, state_word=word(STATES, subject.state), problems=problems(),
        typed=request.form, product=product, settings=shown.settings_in_words(made.content),
        agreement=agreement_on(state, version), parts=made.content.get("made_of") or {},
        may_write="make" in possible(state, "agreement", "", me.id),
        signatures=[_signature(state, kind, version, me) for kind in Kind],
    )  # fmt: skip


@blueprint.post("/<case_id>/signing/<version>/agreement")
@told_on(signing)
def write_agreement(case_id: str, version: str) -> Response:
    """Write down what the version is made of: what it takes to make it again, with its hash."""
    with house().database.reading() as session:
        state, _me = here(session, case_id)
        _subject, made = version_here(state, version)
        product = made_of.product_of(session, made.content)
    data = {**(made.content.get("made_of") or {}), "version": version, "language": language(),
            "content_hash": made.content.get("content_hash", ""),
            "again": what_it_takes(product[1]) if product else {}}  # fmt: skip
    does(case_id, "agreement", "make", data=data)
    return redirect(url_for("deciding.signing", case_id=case_id, version=version), 303)


@blueprint.post("/<case_id>/signing/<version>")
@told_on(signing)
def sign(case_id: str, version: str) -> Response:
    """Sign, say why not, or take one's signature back."""
    form = request.form
    kind, action = form.get("kind", ""), form.get("action", "")
    data = {"question": form.get("question", "")} if action == "give" else None
    does(case_id, "sign_off", action, sign_off_id(kind, version), data=data, reason=form.get("reason", ""))
    return redirect(url_for("deciding.signing", case_id=case_id, version=version), 303)


def _signature(state: CaseState, kind: Kind, version: str, me: Person) -> dict:
    """One of the two, with its question in the language of the page, and what I may do about it."""
    given = state.find(SignOff, sign_off_id(kind, version))
    side: Side = SIDES[kind]
    actions = possible(state, "sign_off", sign_off_id(kind, version), me.id)
    mine = me.has_voice and me.side == side
    return {
        "kind": kind, "word": word(SIGNATURES, kind), "question": text_in(QUESTIONS[kind], language()),
        "side": word(SIDE_WORDS, side), "given": given, "by": name_of(state, given.signer) if given else "",
        "when": shown.moment(given.since) if given else "",
        "actions": [one for one in actions if mine or one == "take_back"],
    }  # fmt: skip

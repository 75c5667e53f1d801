"""Where did this go? From a remark to the version, and the line of the product, that it changed; and back."""

from flask import render_template
from sqlalchemy.orm import Session

from climserv.coproduction.cases import Case
from climserv.coproduction.dialogue.contributions import Contribution, named, open_to, side_of
from climserv.coproduction.dialogue.subjects import with_hash
from climserv.coproduction.dialogue.tracing import went_to
from climserv.coproduction.logbook.state import CaseState
from climserv.storage.permissions import NotThere
from climserv.vocabulary.problems import Problem

from ..cases.deciding_words import PLACES, REQUEST_STATES, STATES
from ..cases.remark_words import STANDS
from ..cases.who import here
from ..cases.words import SIDES, word
from ..house import house
from ..products.showing import page_of
from . import blueprint, made_of
from .pins import lines_of


@blueprint.get("/<case_id>/where/<contribution_id>")
def where(case_id: str, contribution_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
        ways = went_to(state, contribution_id)
        lines = {place.hash: _lines(session, state, place.hash) for way in ways for place in way
                 if place.kind == "line"}  # fmt: skip
    said = state.find(Contribution, contribution_id)
    if said is None:
        raise NotThere(Problem("contribution.unknown", "", "there is no such remark"))
    return render_template(
        "deciding/where.html", case=state.find(Case, case_id), said=said, may_show=open_to(said, me.id),
        by=named(state, said), side=word(SIDES, side_of(state, said)), state_word=word(STANDS, said.state),
        ways=ways, lines=lines, places=PLACES,
        states={**STANDS, **REQUEST_STATES, **STATES},
    )  # fmt: skip


def _lines(session: Session, state: CaseState, hash: str) -> dict:
    """The lines that the version of this hash says, by name, and the thing on the table that says them."""
    subject, version = with_hash(state, hash)
    product = made_of.product_of(session, version.content)
    return {"subject": subject.id, "said": lines_of(page_of(product[1])) if product else {}}

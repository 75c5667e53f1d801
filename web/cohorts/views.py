"""Which groups should sit at one table: proposed with the reasons, the people, and what there is to talk about."""

from flask import render_template
from flask_login import current_user, login_required

from climserv.matching.demand.board import Board
from climserv.matching.demand.cohorts import Cohort, cohorts
from climserv.needs.deadline import information_deadline
from climserv.needs.sentence import day_in_words
from climserv.storage.permissions import refuse_unless
from climserv.storage.visibility import open_needs
from climserv.vocabulary.texts import text_in

from ..house import house
from ..languages import language
from ..needs.reading_aloud import place_name, title_of
from . import blueprint


@blueprint.get("/")
@login_required
def index() -> str:
    refuse_unless(current_user, "workshop.plan")
    with house().database.reading() as session:
        board = house().boards.board(session)
        versions = {one.need_id: one for one in session.scalars(open_needs(current_user, "need.see"))}
    found = cohorts(asked for name, asked in board.needs.items() if name in versions)
    return render_template("cohorts/index.html", cohorts=[_shown(one, board, versions) for one in found])


def _shown(cohort: Cohort, board: Board, versions: dict) -> dict:
    needs = [_need(name, board, versions[name]) for name in cohort.needs]
    return {
        "reason": text_in(cohort.reasons, language()),
        "needs": needs,
        "groups": sorted({need["organisation"] for need in needs}),
        "people": sum(need["people"] or 0 for need in needs),
    }


def _need(name: str, board: Board, version) -> dict:
    need, best = board.needs[name].need, board.best[name]
    return {
        "id": name, "title": title_of(need), "organisation": version.need.organisation.name, "people": need.who.people,
        "place": place_name(need), "by": day_in_words(information_deadline(need), language()),
        "verdict": best.worst if best is not None else "cannot",
    }  # fmt: skip

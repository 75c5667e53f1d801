"""Whether it helped: the table of indicators, and the report for a funder and for all, to read and to take along."""

from collections.abc import Iterator
from datetime import date

from flask import Response, abort, render_template, request
from sqlalchemy.orm import Session

from climserv.coproduction.cases import Case
from climserv.coproduction.deciding.releases import Release
from climserv.coproduction.dialogue.subjects import Kind, Subject
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.looking_back.indicator_table import Reading, readings
from climserv.coproduction.looking_back.indicator_words import REPORT
from climserv.coproduction.looking_back.minutes_words import WORDS
from climserv.coproduction.looking_back.report_text import measures, report
from climserv.needs.deadline import next_deadline
from climserv.needs.loading import need_from_dict
from climserv.products.documents import FORMS
from climserv.storage.needs.needs import get_need
from climserv.storage.permissions import NotThere
from climserv.vocabulary.texts import text_in

from ..cases.who import here
from ..house import house
from ..languages import language
from . import blueprint


@blueprint.get("/<case_id>/indicators")
def indicators(case_id: str) -> str:
    with house().database.reading() as session:
        state, _me = here(session, case_id)
        found = measured(session, state)
    return render_template("sheets/indicators.html", case=state.find(Case, case_id),
                           lines=list(measures(state, found, language())))  # fmt: skip


@blueprint.get("/<case_id>/report.<form>")
def take_report(case_id: str, form: str) -> Response:
    if form not in FORMS:
        abort(404)
    with house().database.reading() as session:
        state, _me = here(session, case_id)
        found = measured(session, state)
    asked = request.args.get("lang", "")
    chosen = asked if asked in WORDS else language()
    title = f"{text_in(REPORT['title'], chosen)} {state.find(Case, case_id).title}"
    answer = Response(FORMS[form].write(report(state, found, chosen), title, chosen), mimetype=FORMS[form].media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="report-{case_id}-{chosen}.{form}"'
    return answer


def measured(session: Session, state: CaseState) -> list[Reading]:
    """Every indicator of a case as it stands now."""
    now = house().clock()
    return readings(state, now, list(_deadlines(session, state, now.date())))


def _deadlines(session: Session, state: CaseState, today: date) -> Iterator[tuple[str, date]]:
    """Products on the table with the day they were needed by, once they are out or that day is over."""
    out = {one.subject for one in state.of(Release).values()}
    for subject in state.of(Subject).values():
        made_of = subject.latest.content.get("made_of") if subject.kind == Kind.PRODUCT and subject.latest else None
        day = _needed_by(session, ((made_of or {}).get("need") or {}).get("id"), _asked_on(state, subject))
        if day and (subject.id in out or day < today):
            yield subject.id, day


def _asked_on(state: CaseState, product: Subject) -> date:
    """The day on which the case began to owe an answer: that of its first need, else of the product."""
    needs = [one.made for one in state.of(Subject).values() if one.kind == Kind.NEED]
    return min([*needs, product.made]).date()


def _needed_by(session: Session, need_id: str | None, asked: date) -> date | None:
    try:
        need, _problems = need_from_dict(get_need(session, need_id).record) if need_id else (None, [])
    except NotThere:
        # A case that came from elsewhere brings its words, and not the needs of the other site.
        return None
    return next_deadline(need, asked) if need else None

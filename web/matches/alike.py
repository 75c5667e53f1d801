"""Needs that are alike, and the question to two groups whether they want to join."""

from flask import Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_required
from sqlalchemy.orm import Session

from climserv.needs.loading import need_from_dict
from climserv.needs.similar import Likeness
from climserv.storage.models import NeedJoin, NeedVersion
from climserv.storage.needs.need_joins import (
    ASKED,
    DECLINED,
    JOINED,
    answer_join,
    answers_to,
    ask_to_join,
    joins_of,
    open_to_group_of,
    similar_for,
    state_of_join,
)
from climserv.storage.needs.needs import get_need, may_edit, may_see, see_need
from climserv.vocabulary.problems import Refused

from ..house import house
from ..languages import language
from ..needs.reading_aloud import title_of
from ..saying import said
from . import blueprint

# So many others are told of; more would bury the match.
MOST = 4


@blueprint.app_template_global("alike_of")
def alike_of(need_id: str) -> dict[str, list[dict]]:
    """What the page of a need, or of its match, tells of others like it."""
    with house().database.reading() as session:
        return _alike(session, see_need(session, current_user, need_id))


def _alike(session: Session, saved: NeedVersion) -> dict[str, list[dict]]:
    """What there is to tell about other needs like this one, for who looks: only of needs that are open to them.

    similar    not asked yet, for those who may ask
    questions  asked and still to be answered by one of the two
    joined     whose groups have joined, and declined, whose have not
    """
    told: dict[str, list[dict]] = {"similar": [], "questions": [], "joined": [], "declined": []}
    concerned = may_edit(current_user, saved)
    known = {saved.need_id}
    for join in joins_of(session, saved.need_id):
        other = get_need(session, _other(join, saved.need_id))
        known.add(other.need_id)
        state = state_of_join(session, join)
        if may_see(current_user, other) and (concerned or state == JOINED):
            where = {ASKED: "questions", JOINED: "joined", DECLINED: "declined"}[state]
            told[where].append(_question(session, join, saved, other, concerned))
    if concerned or getattr(current_user, "role", "") == "facilitator":
        for one in _similar(session, saved):
            other = get_need(session, one.other)
            ours = other.need.organisation_id == saved.need.organisation_id
            if one.other not in known and not ours and len(told["similar"]) < MOST:
                reasons = one.reasons.get(language(), one.reasons["en"])
                closed = not open_to_group_of(saved, other)
                told["similar"].append({**_named(other), "reasons": reasons, "closed": closed})
    return told


@blueprint.post("/<need_id>/joins")
@login_required
def ask(need_id: str) -> Response:
    """Ask the group of another need whether it wants to join; asking is the yes of one's own."""
    other = request.form.get("other", "")
    try:
        with house().database.session() as session:
            one = _like(session, need_id, other)
            ask_to_join(session, current_user, need_id, other, one.reasons, clock=house().clock)
    except Refused as refused:
        flash(" ".join(said(problem) for problem in refused.problems), "bad")
    else:
        flash(_("They are asked now. Their answer will stand here, and you will be told."), "good")
    return redirect(url_for("matches.show", need_id=need_id) + "#alike", 303)


@blueprint.post("/<need_id>/joins/<int:join_id>")
@login_required
def answer(need_id: str, join_id: int) -> Response:
    """The answer of one's own group, with a word to the other."""
    given = "yes" if request.form.get("answer") == "yes" else "no"
    reason = request.form.get("reason", "").strip()[:500]
    with house().database.session() as session:
        state = answer_join(session, current_user, join_id, need_id, given, reason=reason, clock=house().clock)
    told = {
        JOINED: _("You have joined. Both groups now see each other’s need beside their own."),
        DECLINED: _("They are told that you do not join. You can say otherwise at any time."),
        ASKED: _("Your answer is kept. The other group has not answered yet."),
    }
    flash(told[state], "good")
    return redirect(url_for("matches.show", need_id=need_id) + "#alike", 303)


def _similar(session: Session, saved: NeedVersion) -> list[Likeness]:
    board = house().boards.board(session)
    areas = {name: asked.area for name, asked in board.needs.items() if asked.area is not None}
    return similar_for(
        session, current_user, saved.need_id,
        lambda need: areas[need.need].bounds if need.need in areas else None,
        among=[asked.need for asked in board.needs.values()],
    )  # fmt: skip


def _like(session: Session, need_id: str, other: str) -> Likeness:
    """Why two needs are alike now; nothing where they no longer are."""
    found = _similar(session, get_need(session, need_id))
    return next((one for one in found if one.other == other), Likeness(other, 0.0, {}))


def _question(session: Session, join: NeedJoin, saved: NeedVersion, other: NeedVersion, concerned: bool) -> dict:
    answers = answers_to(session, join)
    mine, theirs = answers.get(saved.need_id), answers.get(other.need_id)
    return {
        **_named(other), "join": join.id, "reasons": join.reasons.get(language()) or join.reasons.get("en", []),
        "mine": mine.answer if mine else "", "theirs": theirs.answer if theirs else "",
        "word": theirs.reason if theirs else "", "may_answer": concerned,
    }  # fmt: skip


def _named(version: NeedVersion) -> dict:
    need, _problems = need_from_dict(version.record)
    return {"id": version.need_id, "title": title_of(need), "organisation": version.need.organisation.name,
            "people": need.who.people}  # fmt: skip


def _other(join: NeedJoin, need_id: str) -> str:
    return join.other_id if join.one_id == need_id else join.one_id

"""Answering a round: by oneself, for somebody without a screen, as a count of hands; and objections met."""

from typing import Any

from flask import Response, flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _

from climserv.coproduction.deciding.hands import hands_id
from climserv.coproduction.deciding.objections import objection_id
from climserv.coproduction.deciding.responses import response_id
from climserv.coproduction.deciding.rounds import Kind, Round, Word
from climserv.coproduction.logbook.events import Channel
from climserv.coproduction.people.people import Person
from climserv.storage.cases import case_ballots, cases

from ..cases.who import MARK, does, here, values_of
from ..errors import wants_json
from ..house import house
from . import blueprint
from .refusing import told_on
from .rounds import asked_here, round_page


@blueprint.post("/<case_id>/rounds/<round_id>/answers")
@told_on(round_page)
def answer(case_id: str, round_id: str) -> Response:
    """One's own answer, or that of somebody else as written on paper or spoken; sent twice, it is taken once."""
    form = request.form
    # Only a script throws a mark for each answer; on a page gone back to, another answer would have the old one.
    act = form.get("act", "") if wants_json() and MARK.fullmatch(form.get("act", "")) else cases.new_id()
    with house().database.session() as session:
        state, me = here(session, case_id)
        asked = asked_here(state, round_id)
        other = form.get("person", "")
        how: dict[str, Any] = {"meeting": asked.session, "clock": house().clock}
        if other and other != me.id:
            how |= {"on_behalf_of": other, "channel": form.get("channel", "")}
        if not cases.was_sent(session, case_id, me.id, act):
            _give(session, case_id, me, asked, act, how)
    flash(_("Your answer is in. Nobody sees it before all sides have answered.") if asked.hidden
          else _("Your answer is in."), "good")  # fmt: skip
    there = url_for("deciding.round_page", case_id=case_id, round_id=round_id)
    return jsonify(ok=True, next=there) if wants_json() else redirect(there, 303)


def _give(session, case_id: str, me: Person, asked: Round, act: str, how: dict[str, Any]) -> None:
    """The acts that make up one answer, in one transaction: an objection with its words comes before its value.

    act   the mark of the one that holds the value
    """
    form, logs, voice = request.form, house().cases, how.get("on_behalf_of") or me.id
    value: Any = form.get("value", "")
    if asked.secret:
        reason = " ".join(filter(None, (form.get(name, "").strip() for name in ("words", "harm", "mend"))))
        case_ballots.answer_secretly(session, logs, case_id, me.id, asked.id, value, reason, id=act, **how)
        return
    if asked.kind == Kind.CONSENT and value == Word.OBJECT:
        data = values_of(form, "harm", "mend")
        cases.do(session, logs, case_id, me.id, "objection", "raise", entity_id=objection_id(asked.id, voice),
                 data=data, **how)  # fmt: skip
    if asked.kind in (Kind.DOTS, Kind.SCORE):
        numbers = ((one, form.get(f"of-{place}", type=int)) for place, one in enumerate(asked.options))
        value = {one: number for one, number in numbers if number is not None}
    given = response_id(asked.id, voice)
    cases.do(session, logs, case_id, me.id, "response", "give", entity_id=given, data={"value": value}, id=act,
             **how)  # fmt: skip
    words = values_of(form, "words")
    if words:
        cases.do(session, logs, case_id, me.id, "response", "explain", entity_id=given, data=words, **how)


@blueprint.post("/<case_id>/rounds/<round_id>/hands")
@told_on(round_page)
def count_hands(case_id: str, round_id: str) -> Response:
    """The hands of one side, as who facilitates has counted them."""
    form = request.form
    with house().database.session() as session:
        state, me = here(session, case_id)
        asked = asked_here(state, round_id)
        typed = ((value, form.get(f"hands-{place}", "").strip()) for place, value in enumerate(asked.values))
        counts = {value: int(number) if number.isdecimal() else number for value, number in typed if number}
        cases.do(session, house().cases, case_id, me.id, "hands", "count", data={"counts": counts},
                 entity_id=hands_id(asked.id, form.get("side", "")), channel=Channel.SPOKEN, meeting=asked.session,
                 clock=house().clock)  # fmt: skip
    return redirect(url_for("deciding.round_page", case_id=case_id, round_id=round_id), 303)


@blueprint.post("/<case_id>/rounds/<round_id>/objections")
@told_on(round_page)
def close_objection(case_id: str, round_id: str) -> Response:
    """Its author says how it was met; nobody else can."""
    person = request.form.get("person", "")
    does(case_id, "objection", "close", objection_id(round_id, person), data=values_of(request.form, "met"))
    return redirect(url_for("deciding.round_page", case_id=case_id, round_id=round_id), 303)

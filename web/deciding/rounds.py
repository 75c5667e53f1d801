"""The page of a round: the exact version in a frame, the question, one's answer; once shown, the counts and dissent."""

from flask import Response, redirect, render_template, request, url_for

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.deciding.counting import count
from climserv.coproduction.deciding.hands import Hands, hands_id
from climserv.coproduction.deciding.objections import Objection, objection_id, objections_to
from climserv.coproduction.deciding.responses import Response as Answer
from climserv.coproduction.deciding.responses import response_id, responses_to
from climserv.coproduction.deciding.rounds import ANSWERING, Kind, Round, voters
from climserv.coproduction.deciding.secrecy import TOLD
from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.logbook.entity import SCRIBES
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.meeting.attendance import was_there
from climserv.coproduction.people.people import Person, roles_of
from climserv.coproduction.people.working_agreements import agreement_in_force
from climserv.storage.cases import case_ballots, cases
from climserv.storage.permissions import NotThere
from climserv.vocabulary.problems import Problem
from climserv.vocabulary.texts import text_in

from ..cases.deciding_words import ANSWERS, CHANNELS, COUNTED, KINDS, ROUND_ACTIONS, ROUND_STATES, WITH_REASON
from ..cases.telling import name_of
from ..cases.who import here
from ..cases.words import SIDES, word
from ..house import house
from ..languages import language
from . import blueprint, shown
from .counted import outcome
from .refusing import problems, told_on


def asked_here(state: CaseState, round_id: str) -> Round:
    """A round of this case; not there without one."""
    found = state.find(Round, round_id)
    if found is None:
        raise NotThere(Problem("round.unknown", "", "there is no such round"))
    return found


@blueprint.get("/<case_id>/rounds/<round_id>")
def round_page(case_id: str, round_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
        number = house().cases.read(session, case_id).number
    asked = asked_here(state, round_id)
    result = outcome(state, asked)
    return render_template(
        "deciding/round.html", case=state.find(Case, case_id), me=me, round=asked, kind=word(KINDS, asked.kind),
        state_word=word(ROUND_STATES, asked.state), told=text_in(TOLD[asked.privacy], language()),
        problems=problems(), typed=request.form, answers=[(one, word(ANSWERS, one)) for one in asked.values],
        counted_words=COUNTED, channels=CHANNELS, with_reason=WITH_REASON, result=result,
        fallback=_fallback(state), quorum=_quorum(state, asked), number=number,
        **_about(state, asked, me), **_mine(state, asked, me),
        **_for_others(state, asked, me),
        objections=[_objection(state, asked, one, me) for one in objections_to(state, asked.id)],
        moves=[(one, ROUND_ACTIONS[one]) for one in _fitting(asked, result, possible(state, "round", asked.id, me.id))],
    )  # fmt: skip


@blueprint.post("/<case_id>/rounds/<round_id>/moves")
@told_on(round_page)
def move_round(case_id: str, round_id: str) -> Response:
    """Reveal, pass, hold, fall back, fail, close, cancel: each by its own rules."""
    action, reason = request.form.get("action", ""), request.form.get("reason", "")
    with house().database.session() as session:
        state, me = here(session, case_id)
        asked = asked_here(state, round_id)
        where = (session, house().cases, case_id, me.id)
        how = {"meeting": asked.session, "clock": house().clock}
        if action == "reveal":
            case_ballots.reveal(*where, asked.id, **how)
        elif action == "cancel":
            case_ballots.cancel(*where, asked.id, reason, **how)
        else:
            cases.do(*where, "round", action, entity_id=asked.id, reason=reason, **how)
    return redirect(url_for("deciding.round_page", case_id=case_id, round_id=round_id), 303)


def _fitting(asked: Round, result: dict, actions: list[str]) -> list[str]:
    """The moves that fit the kind of round and how it stands, in the order in which they come."""
    consent = asked.kind == Kind.CONSENT
    unfit = {"close"} if consent else {"pass", "hold", "fall_back", "fail"}
    unfit |= {"pass"} if result["stands_in_the_way"] else {"fail", "hold", "fall_back"}
    return [one for one in ROUND_ACTIONS if one in actions and one not in unfit]


def _about(state: CaseState, asked: Round, me: Person) -> dict:
    """The version that it is about, and whether another has taken its place."""
    subject = state.find(Subject, asked.subject)
    version = subject.version(asked.version) if subject else None
    if version is None:
        return {"subject": None, "version": None, "settings": [], "stands": True}
    told = next(one for one in shown.versions_of(state, subject, me) if one["hash"] == version.hash)
    return {"subject": subject, "version": told, "settings": shown.settings_in_words(version.content),
            "stands": subject.fixed is not None and subject.fixed.hash == version.hash}  # fmt: skip


def _mine(state: CaseState, asked: Round, me: Person) -> dict:
    """What I have answered, and whether I may answer now."""
    mine = state.find(Answer, response_id(asked.id, me.id))
    given = mine is not None and mine.state != "taken_back"
    takes = asked.state in ANSWERING and asked.kind != Kind.HANDS and not (asked.secret and asked.state != "open")
    there = not asked.session or was_there(state, asked.session, me.id)
    return {
        "given": given, "mine": mine.value if given else None, "my_words": mine.words if given else "",
        "my_objection": state.find(Objection, objection_id(asked.id, me.id)),
        "may_answer": takes and me.has_voice and there and not (asked.secret and given),
        "not_here": takes and me.has_voice and not there, "no_voice": takes and not me.has_voice,
    }  # fmt: skip


def _for_others(state: CaseState, asked: Round, me: Person) -> dict:
    """For those who write for others: who has not answered, and hands by side."""
    scribe = bool(roles_of(state, me.id) & SCRIBES) and asked.state in ANSWERING
    done = {one.person for one in responses_to(state, asked.id)} if asked.secret else set()
    others = [one for one in voters(state, asked.session) if one.id != me.id and one.id not in done]
    hands = scribe and not asked.secret and asked.kind not in (Kind.DOTS, Kind.SCORE)
    return {
        "others": [(one.id, name_of(state, one.id), word(SIDES, one.side)) for one in others]
        if scribe and asked.kind != Kind.HANDS else [],
        "hands": [(side, word(SIDES, side), state.find(Hands, hands_id(asked.id, side)))
                  for side in ("user", "producer", "bridge")] if hands else [],
    }  # fmt: skip


def _objection(state: CaseState, asked: Round, one: Objection, me: Person) -> dict:
    """An objection under a round; hidden with the answers until they are shown, but for its author."""
    hidden = asked.hidden and asked.state in ("open", "cancelled") and one.person != me.id
    named = asked.privacy == "open"
    return {"objection": one, "hidden": hidden, "by": name_of(state, one.person) if named else "",
            "mine": one.person == me.id, "open": one.state == "open",
            "may_close": "close" in possible(state, "objection", one.id, me.id)}  # fmt: skip


def _quorum(state: CaseState, asked: Round) -> list[tuple[str, int, int]]:
    """How many of each side it takes, as agreed when it was opened, and how many have answered."""
    if asked.kind != Kind.CONSENT:
        return []
    counted = count(state, asked)
    return [(word(SIDES, side), needed, counted.people(side)) for side, needed in asked.quorum.items()]


def _fallback(state: CaseState) -> str:
    agreement = agreement_in_force(state)
    return str(agreement.terms.get("fallback", "")) if agreement else ""

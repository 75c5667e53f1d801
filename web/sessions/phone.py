"""The page of a phone: what is asked now, one way to say something, and where one's own remarks went."""

from types import MappingProxyType

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _

from climserv.coproduction.acting import possible
from climserv.coproduction.dialogue.contributions import open_to
from climserv.storage.cases import cases
from climserv.storage.permissions import NotThere
from climserv.vocabulary.problems import Refused

from ..cases.remark_words import KINDS, OWN, SHOWN, offered_labels
from ..cases.who import MARK, here, values_of
from ..errors import wants_json
from ..house import house
from ..languages import language
from ..saying import said
from . import blueprint, telling
from .desk import common
from .live import news, person_of
from .planning import arrive

MOST = 20
"""So many of the newest remarks stand on a phone."""

NOTHING = MappingProxyType({})


@blueprint.get("/<session_id>/phone")
def phone(case_id: str, session_id: str) -> str:
    return _page(case_id, session_id)


@blueprint.post("/<session_id>/phone")
def say(case_id: str, session_id: str) -> Response | tuple[str, int]:
    """Something is said. Sent twice by a phone that lost the net in between, it is written once."""
    form = request.form
    act = form.get("act", "") if MARK.fullmatch(form.get("act", "")) else cases.new_id()
    try:
        with house().database.session() as writing:
            state, me = here(writing, case_id)
            telling.session_of(state, session_id)
            arrive(writing, case_id, session_id, me.id, me.id)
            write_down(writing, case_id, session_id, me.id, form, act)
    except NotThere:
        raise
    except Refused as refused:
        if wants_json():
            raise
        return _page(case_id, session_id, form, [said(one) for one in refused.problems]), 422
    if wants_json():
        return jsonify(ok=True, act=act)
    flash(_("It is noted. You see below what becomes of it."), "good")
    return redirect(url_for("sessions.phone", case_id=case_id, session_id=session_id) + "#mine", 303)


def write_down(writing, case_id: str, session_id: str, by: str, form, act: str, **how) -> None:
    """A remark with its labels, then the place it is pinned to; the second time it does nothing.

    Other words under a mark that is taken, as from a page gone back to, are another remark.
    """
    words = {"words": form.get("words", "").strip(), "kind": form.get("kind", "statement"),
             "shown": form.get("shown", ""), "language": language(),
             "point": " ".join(form.get("point", "").split())[:80],
             "labels": [{"kind": one} for one in form.getlist("label") if one]}  # fmt: skip
    story = house().cases.read(writing, case_id).state.story("contribution", act)
    mine = bool(story) and story[0].who == by and story[0].data is not None
    if mine and story[0].said.get("words") != words["words"]:
        act, story = cases.new_id(), ()
    cases.do(writing, house().cases, case_id, by, "contribution", "note", entity_id=act, data=words, id=act,
             meeting=session_id, clock=house().clock, **how)  # fmt: skip
    about = form.get("about", "")
    if about and not story:
        subject, _sep, version = about.partition(":")
        anchor = {"kind": "whole", "of": subject, "version": version}
        cases.do(writing, house().cases, case_id, by, "contribution", "pin", entity_id=act, data={"anchor": anchor},
                 meeting=session_id, clock=house().clock, **how)  # fmt: skip


@blueprint.get("/<session_id>/said")
def said_by_all(case_id: str, session_id: str) -> str:
    """What all have said, as a piece of the page: written once for all phones of a language that ask for it."""
    person_of(case_id)
    key, newest = (case_id, session_id, language()), news().of(house(), case_id).parts.get("contribution", 0)
    number, page = news().said.get(key, (-1, ""))
    if number < newest:
        with house().database.reading() as reading:
            kept = house().cases.read(reading, case_id)
        session = telling.session_of(kept.state, session_id)
        page = render_template("sessions/said.html", said=_said_by_all(kept.state, session.id), number=kept.number)
        news().said[key] = (newest, page)
    return page


def _said_by_all(state, session_id: str) -> list[dict]:
    found = [one for one in telling.said_in(state, session_id) if one.words and open_to(one, "")]
    return [telling.remark(state, one, None) for one in found[: telling.MOST]]


@blueprint.post("/<session_id>/here")
def come(case_id: str, session_id: str) -> Response:
    with house().database.session() as writing:
        _state, me = here(writing, case_id)
        arrive(writing, case_id, session_id, me.id, me.id)
    return redirect(url_for("sessions.phone", case_id=case_id, session_id=session_id), 303)


@blueprint.post("/<session_id>/remarks/<remark>/own")
def own(case_id: str, session_id: str, remark: str) -> Response:
    """Somebody takes back what they said, or says it otherwise."""
    action = request.form.get("action", "")
    data = values_of(request.form, "words")
    with house().database.session() as writing:
        _state, me = here(writing, case_id)
        cases.do(writing, house().cases, case_id, me.id, "contribution", action if action in OWN else "", data=data,
                 entity_id=remark, meeting=session_id, clock=house().clock)  # fmt: skip
    return redirect(url_for("sessions.phone", case_id=case_id, session_id=session_id) + "#mine", 303)


def _page(case_id: str, session_id: str, given=NOTHING, problems=()) -> str:
    with house().database.reading() as reading:
        state, me = here(reading, case_id)
        session = telling.session_of(state, session_id)
        told = common(reading, state, session, me, house().cases.read(reading, case_id).number)
    mine = [one for one in telling.said_in(state, session_id) if one.by == me.id][:MOST]
    return render_template(
        "sessions/phone.html", **told, given=given, problems=problems, kinds=KINDS,
        shown=SHOWN, act=cases.new_id(), mine=[telling.remark(state, one, me) for one in mine],
        said=_said_by_all(state, session_id),
        may_say="note" in possible(state, "contribution", "", me.id),
        labels=offered_labels(),
        present=any(me.id == one["id"] for side in telling.here_by_side(state, session_id) for one in side["people"]),
    )  # fmt: skip

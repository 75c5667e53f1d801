"""The helper's page: what people without a phone say, or have on paper, is entered in their name."""

from types import MappingProxyType

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from climserv.coproduction.logbook.entity import SCRIBES
from climserv.coproduction.people.people import Person, roles_of
from climserv.storage.cases import cases
from climserv.storage.permissions import NotThere
from climserv.vocabulary.problems import Problem, Refused

from ..cases.remark_words import KINDS
from ..cases.who import MARK, here
from ..cases.words import SIDES
from ..house import house
from ..saying import said
from . import blueprint, telling
from .desk import common
from .phone import write_down
from .planning import arrive
from .words import CHANNELS

NOTHING = MappingProxyType({})
PLACED = ("user", "producer", "bridge")


@blueprint.get("/<session_id>/enter")
def enter(case_id: str, session_id: str) -> str:
    return _page(case_id, session_id)


@blueprint.post("/<session_id>/enter")
def entered(case_id: str, session_id: str) -> Response | tuple[str, int]:
    """The person, new or known, is here; their words are written down, by whom and from what."""
    form = request.form
    act = form.get("act", "") if MARK.fullmatch(form.get("act", "")) else cases.new_id()
    try:
        with house().database.session() as writing:
            state, me = here(writing, case_id)
            telling.session_of(state, session_id)
            before = state.story("contribution", act)
            person = before[0].on_behalf_of if before else _person(writing, case_id, me.id, form)
            arrive(writing, case_id, session_id, me.id, person)
            write_down(writing, case_id, session_id, me.id, form, act, on_behalf_of=person,
                       channel=form.get("channel", "spoken"))  # fmt: skip
    except NotThere:
        raise
    except Refused as refused:
        return _page(case_id, session_id, form, [said(one) for one in refused.problems]), 422
    flash(_("It is written down in their name."), "good")
    return redirect(url_for("sessions.enter", case_id=case_id, session_id=session_id, person=person), 303)


def _person(writing, case_id: str, me: str, form) -> str:
    """Whose words they are: somebody of the case, or somebody new, by name and side."""
    known, name = form.get("person", ""), " ".join(form.get("name", "").split())[:80]
    if known:
        return known
    if not name:
        what, mend = _("it is not said whose words these are"), _("Choose somebody, or write a name")
        raise Refused(Problem("session.whose", "person", what, "", "", mend))
    return cases.seat(writing, house().cases, case_id, me, cases.new_id(), side=form.get("side", "user"),
                      role="participant", words={"name": name}, clock=house().clock)  # fmt: skip


def _page(case_id: str, session_id: str, given=NOTHING, problems=()) -> str:
    with house().database.reading() as reading:
        state, me = here(reading, case_id)
        session = telling.session_of(state, session_id)
        told = common(reading, state, session, me, house().cases.read(reading, case_id).number)
    if not roles_of(state, me.id) & SCRIBES:
        what, mend = "only helpers, and who leads or facilitates, enter for others", "Ask the facilitator"
        raise NotThere(Problem("session.scribe", "session", what, "", "", mend))
    others = [one for one in state.of(Person).values() if one.state == "active" and one.id != me.id]
    first = ((one, state.story("contribution", one.id)[0]) for one in telling.said_in(state, session_id))
    written = [one for one, event in first if event.who == me.id and event.on_behalf_of][: telling.MOST]
    return render_template(
        "sessions/enter.html", **told, given=given or request.args, problems=problems,
        people=others, sides={side: SIDES[side] for side in PLACED}, kinds=KINDS, channels=CHANNELS,
        act=cases.new_id(), entered=[telling.remark(state, one, me) for one in written],
    )  # fmt: skip

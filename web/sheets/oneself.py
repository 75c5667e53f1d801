"""What is kept of oneself: to see, to take along, and to have forgotten."""

import json

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from climserv.coproduction.cases import Case
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.people.described import AGES, GENDERS
from climserv.coproduction.people.people import Person
from climserv.storage.cases import case_people
from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.texts import text_in

from ..cases.telling import story
from ..cases.who import does, forget, here, values_of
from ..deciding.refusing import problems, told_on
from ..house import house
from ..languages import language
from . import blueprint
from .attributing import others

SHOWN = 200
"""So many of the newest acts stand on the page; the file to take along has all of them."""


@blueprint.get("/<case_id>/me")
def oneself(case_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
        mine = _mine(session, case_id, me.id)
    about = _about(state, me)
    return render_template(
        "sheets/me.html", case=state.find(Case, case_id), me=me, story=story(state, tuple(mine[-SHOWN:])), about=about,
        people=others(state, me), problems=problems(), typed=request.form, genders=_words(GENDERS), ages=_words(AGES),
        written=sum(one.entity == "contribution" and one.action == "note" for one in mine),
    )  # fmt: skip


@blueprint.post("/<case_id>/me")
@told_on(oneself)
def describe(case_id: str) -> Response:
    """How somebody is named and counted: oneself, or who has told it to me or written it on a list."""
    form = request.form
    with house().database.reading() as session:
        state, me = here(session, case_id)
    person = _about(state, me).id
    data = values_of(form, "name", "group", "gender", "age_band", "shown")
    data["languages"] = [one.strip() for one in form.get("languages", "").split(",") if one.strip()]
    does(case_id, "person", "describe", person, data=data)
    flash(_("It is kept."), "good")
    return redirect(url_for("sheets.oneself", case_id=case_id, person=person if person != me.id else None), 303)


@blueprint.get("/<case_id>/me.json")
def take_along(case_id: str) -> Response:
    """All that somebody did or said here, and all that was written of them, as plain data."""
    with house().database.reading() as session:
        _state, me = here(session, case_id)
        mine = _mine(session, case_id, me.id)
    told = [{"id": one.id, "at": one.at.isoformat(), "thing": one.entity, "thing_id": one.entity_id,
             "action": one.action, "channel": one.channel, "reason": one.reason, "said": dict(one.said),
             "written_down_by_another": bool(one.on_behalf_of) and one.who != me.id} for one in mine]  # fmt: skip
    content = json.dumps({"case": case_id, "person": me.id, "acts": told}, ensure_ascii=False, indent=1)
    answer = Response(content, mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="my-part-of-{case_id}.json"'
    return answer


@blueprint.post("/<case_id>/me/erase")
@told_on(oneself)
def erase(case_id: str) -> Response:
    """Who somebody is goes for good, their seat with it; said twice, for there is no way back."""
    with house().database.session() as session:
        _state, me = here(session, case_id)
        if request.form.get("sure") != "yes":
            raise Refused(Problem("case.erase", "sure", _("it is not said that you are sure"), "", "",
                                  _("Tick the box if you are; there is no way back")))  # fmt: skip
        case_people.erase(session, house().cases, case_id, me.id, by=me.id, clock=house().clock)
    forget(case_id)
    flash(_("Who you were here is forgotten. What you said stays without your name."))
    return redirect(url_for("home.index"), 303)


def _about(state: CaseState, me: Person) -> Person:
    """Whom the form is about: me, or somebody for whom I may enter something."""
    asked = request.values.get("person", "")
    return state.find(Person, asked) if asked in dict(others(state, me)) else me


def _words(table) -> list[tuple[str, str]]:
    return [(code, text_in(words, language())) for code, words in table.items()]


def _mine(session, case_id: str, person: str) -> list:
    events = house().cases.read(session, case_id).log.ordered
    return [one for one in events if one.person == person or (one.entity, one.entity_id) == ("person", person)]

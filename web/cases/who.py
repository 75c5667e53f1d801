"""Who somebody is in a case: by their account, or, without one, by the seat that a session's code gave them."""

import re
from collections.abc import Mapping

from flask import session as browser
from flask_login import current_user
from sqlalchemy.orm import Session

from climserv.coproduction.logbook.events import Event
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.people.people import Person
from climserv.storage.cases import cases
from climserv.storage.cases.case_logs import no_case
from climserv.storage.cases.case_people import has_seat

from ..house import house

MARK = re.compile(r"[0-9a-f]{32}")
"""The mark of an act, thrown by a phone or by the page it came with: what is sent twice is known by it."""

SEATS = "seats"
"""In the browser's signed cookie: the person somebody is in each case they came into by a code."""


def here(session: Session, case_id: str) -> tuple[CaseState, Person]:
    """The case, and who is asking, for somebody who has a seat in it; for others it is as good as not there."""
    if current_user.is_authenticated and cases.seat_of(session, current_user, case_id):
        return cases.see_case(session, house().cases, current_user, case_id)
    person = browser.get(SEATS, {}).get(case_id)
    if person is None or not has_seat(session, case_id, person):
        raise no_case(case_id)
    state = house().cases.read(session, case_id).state
    return state, state.find(Person, person)


def remember(case_id: str, person: str) -> None:
    """Somebody who came by a code stays who they are in this browser."""
    browser[SEATS] = {**browser.get(SEATS, {}), case_id: person}


def forget(case_id: str) -> None:
    """This browser is nobody in the case any more."""
    browser[SEATS] = {case: person for case, person in browser.get(SEATS, {}).items() if case != case_id}


def does(case_id: str, entity: str, action: str, entity_id: str | None = None, **more) -> Event:
    """An act of who is asking, in a transaction of its own; more as of `storage.cases.do`."""
    with house().database.session() as session:
        _state, me = here(session, case_id)
        return cases.do(
            session, house().cases, case_id, me.id, entity, action, entity_id=entity_id, clock=house().clock, **more
        )


def values_of(form: Mapping[str, str], *names: str) -> dict[str, str]:
    """What was typed in some fields, without spaces around; those left empty are left out."""
    typed = {name: " ".join(form.get(name, "").split()) for name in names}
    return {name: words for name, words in typed.items() if words}

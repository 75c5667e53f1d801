"""How people come into a session without an account: by its code and a name, back again with a PIN; and how they go."""

import secrets
from dataclasses import dataclass

from argon2.exceptions import VerificationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ...coproduction.people.names import alike, written
from ...coproduction.people.people import Person
from ...vocabulary.problems import Problem, Refused
from .. import accounts
from ..clock import Clock, utc_now
from ..sign_in_tries import forget_tries, try_sign_in
from .case_logs import CaseLogs
from .case_models import CaseSeat, SessionCode
from .cases import do, new_id

# Letters and digits that nobody takes for another when they stand on a wall or are read aloud.
LETTERS = "ACDEFHJKMNPRTUVWXY347"
CODE, PIN = 6, 4


@dataclass(frozen=True)
class Joined:
    """A seat in a session. `pin` is told once, when it is new."""

    case_id: str
    session: str
    person: str
    pin: str = ""


def give_code(session: Session, case_id: str, meeting: str) -> str:
    """The code of a session, made where it has none."""
    known = session.scalar(select(SessionCode).where(SessionCode.case_id == case_id, SessionCode.session == meeting))
    if known is not None:
        return known.code
    code = _thrown(LETTERS, CODE)
    while session.get(SessionCode, code) is not None:
        code = _thrown(LETTERS, CODE)
    session.add(SessionCode(code=code, case_id=case_id, session=meeting))
    session.flush()
    return code


def take_code(session: Session, case_id: str, meeting: str) -> None:
    """Nobody joins this session by its code any more."""
    session.execute(delete(SessionCode).where(SessionCode.case_id == case_id, SessionCode.session == meeting))


def plain_code(code: str) -> str:
    """A code as people type it, in the letters it was thrown in."""
    return "".join(code.upper().split()).replace("-", "")


def try_code(session: Session, code: str, address: str, *, clock: Clock = utc_now) -> bool:
    """Count a code before anything of its session is told; False when there were too many wrong ones from here.

    They are counted apart from passwords: neither stops the other for a hall behind one address.
    """
    tried, place = f"code {plain_code(code)}", f"join {address}"
    # The same wrong code again, as a page that is loaded anew, is no other guess.
    forget_tries(session, tried, place)
    allowed = try_sign_in(session, tried, place, clock=clock)
    if allowed and _row_of(session, code) is not None:
        forget_tries(session, tried, place)
    return allowed


def session_of_code(session: Session, code: str) -> SessionCode:
    """The session that a code as people type it (small letters, spaces) opens; `Refused` where none does."""
    found = _row_of(session, code)
    if found is None:
        what, mend = "no session has this code now", "Look at the code on the wall again, or ask the facilitator"
        raise Refused(Problem("session.code", "code", what, code[:20], f"{CODE} letters and digits", mend))
    return found


def join(
    session: Session, logs: CaseLogs, code: str, *, name: str, side: str, role: str = "participant", group: str = "",
    clock: Clock = utc_now,
) -> Joined:  # fmt: skip
    """Somebody comes in by the code, with a name they choose; a PIN lets them come back."""
    door = session_of_code(session, code)
    name = written(name)
    if not name:
        what, mend = "how may we call you?", "A first name or any name is enough"
        raise Refused(Problem("session.name", "name", what, "", "", mend))
    if _called(session, logs, door.case_id, name):
        what, mend = "somebody of this name is here already", "Come back with your PIN, or choose another name"
        raise Refused(Problem("session.name_taken", "name", what, name, "", mend))
    person, pin = new_id(), _thrown("0123456789", PIN)
    words = {"name": name, "group": written(group)}
    placed = {"side": side, "role": role}
    do(session, logs, door.case_id, person, "person", "join", entity_id=person, data=placed, meeting=door.session,
       clock=clock)  # fmt: skip
    do(session, logs, door.case_id, person, "person", "describe", entity_id=person, data=words, meeting=door.session,
       clock=clock)  # fmt: skip
    session.add(CaseSeat(case_id=door.case_id, person=person, pin_hash=accounts.password_hasher().hash(pin)))
    session.flush()
    return Joined(door.case_id, door.session, person, pin)


def come_back(session: Session, logs: CaseLogs, code: str, *, name: str, pin: str) -> Joined:
    """Somebody who has been here comes back with name and PIN. Whoever calls this counts the tries."""
    door = session_of_code(session, code)
    for one in _called(session, logs, door.case_id, name):
        if one.pin_hash and _is(one.pin_hash, pin):
            return Joined(door.case_id, door.session, one.person)
    what, mend = "nobody here has this name and PIN", "Look at both again, or come in anew under another name"
    raise Refused(Problem("session.pin", "PIN", what, "", "", mend))


def erase(session: Session, logs: CaseLogs, case_id: str, person: str, *, by: str, clock: Clock = utc_now) -> None:
    """Forget who somebody is: their words about themselves and their seat go; counts stay."""
    do(session, logs, case_id, by, "person", "erase", entity_id=person, clock=clock)
    session.execute(delete(CaseSeat).where(CaseSeat.case_id == case_id, CaseSeat.person == person))


def has_seat(session: Session, case_id: str, person: str) -> bool:
    """Whether somebody still sits in the case: not after they were erased."""
    return _seat(session, case_id, person) is not None


def _row_of(session: Session, code: str) -> SessionCode | None:
    plain = plain_code(code)
    return session.get(SessionCode, plain) if plain.isascii() and plain.isalnum() else None


def _called(session: Session, logs: CaseLogs, case_id: str, name: str) -> list[CaseSeat]:
    state = logs.read(session, case_id).state
    ids = [one.id for one in state.of(Person).values() if alike(one.name) == alike(name)]
    return list(session.scalars(select(CaseSeat).where(CaseSeat.case_id == case_id, CaseSeat.person.in_(ids))))


def _seat(session: Session, case_id: str, person: str) -> CaseSeat | None:
    return session.scalar(select(CaseSeat).where(CaseSeat.case_id == case_id, CaseSeat.person == person))


def _is(pin_hash: str, pin: str) -> bool:
    try:
        return accounts.password_hasher().verify(pin_hash, pin[:20])
    except VerificationError:
        return False


def _thrown(letters: str, count: int) -> str:
    return "".join(secrets.choice(letters) for _ in range(count))

"""Organisations and the people who sign in."""

import hashlib
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..vocabulary.problems import Problem, refuse_if, unknown_name
from ..vocabulary.sectors import SECTORS
from .clock import Clock, utc_now
from .events import append_event
from .models import ROLES, Organisation, User
from .permissions import NotThere, Who, refuse_unless

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 200
"""Hashing takes time that grows with the text; nobody types more than this."""


def add_organisation(
    session: Session, name: str, *, sector: str = "", by: Who | None = None, clock: Clock = utc_now
) -> Organisation:
    """A new organisation, or `Refused` when the name is empty or taken, or the sector unknown."""
    name = " ".join(name.split())
    problems = [*_text_problems("organisation", name, 200), *_sector_problems(sector)]
    if not problems and session.scalar(select(Organisation).where(Organisation.name == name)):
        problems.append(Problem("organisation.taken", "organisation", "there is an organisation of this name", name))
    refuse_if(problems)
    organisation = Organisation(name=name, sector=sector, created_at=clock())
    session.add(organisation)
    session.flush()
    append_event(session, by, "organisation", organisation.id, "added", clock=clock, data={"name": name})
    return organisation


def choose_sector(
    session: Session, who: Who, organisation_id: int, sector: str, *, clock: Clock = utc_now
) -> Organisation:
    """Say in which sector an organisation works; "" when it is not known."""
    refuse_unless(who, "sector.write", organisation_id)
    refuse_if(_sector_problems(sector))
    organisation = session.get(Organisation, organisation_id)
    if organisation is None:
        raise NotThere(Problem("organisation.unknown", "organisation", "there is no such organisation"))
    before, organisation.sector = organisation.sector, sector
    if before != sector:
        append_event(
            session, who, "organisation", organisation_id, "sector", clock=clock, from_state=before, to_state=sector
        )
    return organisation


def get_organisation(session: Session, name: str) -> Organisation | None:
    return session.scalar(select(Organisation).where(Organisation.name == " ".join(name.split())))


def list_organisations(session: Session) -> list[Organisation]:
    """Every organisation, by name."""
    return list(session.scalars(select(Organisation).order_by(Organisation.name)))


def add_user(
    session: Session,
    *,
    sign_in: str,
    name: str,
    password: str,
    role: str,
    organisation: Organisation | None = None,
    language: str | None = None,
    by: Who | None = None,
    clock: Clock = utc_now,
) -> User:
    """A new person who may sign in, or `Refused` with everything that is wrong."""
    sign_in, name = plain_sign_in(sign_in), " ".join(name.split())
    problems = [*_text_problems("sign-in name", sign_in, 80), *_text_problems("name", name, 200)]
    problems += _password_problems(password)
    if role not in ROLES:
        problems.append(Problem("account.role", "role", "no such role", role, ", ".join(ROLES)))
    if role == "member" and organisation is None:
        what = "a member belongs to an organisation, and none is given"
        problems.append(Problem("account.organisation", "organisation", what))
    if not problems and find_user(session, sign_in):
        what = "this sign-in name is taken"
        problems.append(Problem("account.taken", "sign-in name", what, sign_in, "", "Choose another one"))
    refuse_if(problems)
    user = User(
        sign_in=sign_in,
        name=name,
        password_hash=password_hasher().hash(_plain_password(password)),
        role=role,
        organisation=organisation,
        language=language,
        created_at=clock(),
    )
    session.add(user)
    session.flush()
    append_event(session, by, "account", user.id, "added", clock=clock, data={"sign_in": sign_in, "role": role})
    return user


def get_user(session: Session, user_id: int) -> User | None:
    # A number from a cookie may be too big for the column.
    return session.get(User, user_id) if 0 < user_id < 2**31 else None


def list_users(session: Session, role: str) -> list[User]:
    """Everybody of a role, by name."""
    return list(session.scalars(select(User).where(User.role == role).order_by(User.name, User.id)))


def find_user(session: Session, sign_in: str) -> User | None:
    sign_in = plain_sign_in(sign_in)
    if "\0" in sign_in:  # PostgreSQL cannot even be asked for it.
        return None
    return session.scalar(select(User).where(User.sign_in == sign_in))


def check_sign_in(session: Session, sign_in: str, password: str) -> User | None:
    """The person of this name and password, or None. Takes as long for a name nobody has.

    Slow on purpose: call it in a session that only reads, so that writers need not wait for it.
    """
    hasher, dummy = password_hasher(), _dummy_hash()
    user = find_user(session, sign_in)
    try:
        hasher.verify(user.password_hash if user else dummy, _plain_password(password[:LONGEST_PASSWORD]))
    except (VerificationError, InvalidHashError):
        return None
    return user


def record_sign_in(session: Session, user: User | Who, *, clock: Clock = utc_now) -> None:
    """Note that somebody signed in."""
    append_event(session, user, "account", user.id, "signed in", clock=clock)


def change_language(session: Session, who: Who, language: str, *, clock: Clock = utc_now) -> None:
    """Keep the language somebody reads the pages in. The caller knows which languages there are."""
    user = session.get(User, who.id)
    if user is None or user.language == language:
        return
    before, user.language = user.language or "", language
    append_event(session, who, "account", user.id, "language", clock=clock, from_state=before, to_state=language)


def change_password(
    session: Session, user: User, password: str, *, by: Who | None = None, clock: Clock = utc_now
) -> None:
    """A new password; whoever is signed in with the old one is signed out (see `session_stamp`)."""
    refuse_if(_password_problems(password))
    user.password_hash = password_hasher().hash(_plain_password(password))
    append_event(session, by, "account", user.id, "password", clock=clock)


def session_stamp(user: User) -> str:
    """Changes with the password: a cookie that carries another stamp is no longer good."""
    return hashlib.sha256(user.password_hash.encode()).hexdigest()[:16]


def plain_sign_in(sign_in: str) -> str:
    """The same name however a phone's keyboard wrote it: capitals, spaces around, composed letters."""
    return " ".join(unicodedata.normalize("NFKC", sign_in).casefold().split())


def _plain_password(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _password_problems(password: str) -> list[Problem]:
    allowed = f"{SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters"
    if SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return []
    what = "this password is too short" if len(password) < SHORTEST_PASSWORD else "this password is too long"
    return [Problem("account.password", "password", what, "", allowed, "Three or four words are easy to keep in mind")]


def _sector_problems(sector: str) -> list[Problem]:
    if not sector or sector in SECTORS:
        return []
    return list(unknown_name("organisation.sector", "sector", "sector", sector, SECTORS).problems)


def _text_problems(where: str, text: str, longest: int) -> list[Problem]:
    if not text:
        return [Problem("text.empty", where, "nothing is given")]
    if len(text) > longest:
        return [Problem("text.long", where, "this is too long", f"{len(text)} characters", f"up to {longest}")]
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text):
        return [Problem("text.control", where, "this has characters that cannot be shown", ascii(text))]
    return []


@cache
def password_hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _dummy_hash() -> str:
    """Checked when there is no such person; asked for at every sign-in, so the first one tells nothing either."""
    return password_hasher().hash("nobody has this password")

"""Who is signed in: read anew from the database at every request."""

import hmac
from dataclasses import dataclass

from flask import Flask
from flask_login import LoginManager, UserMixin

from climserv.storage.accounts import get_user, session_stamp
from climserv.storage.models import User

from ..errors import ask_to_sign_in
from ..house import house


@dataclass(frozen=True, eq=False)
class SignedIn(UserMixin):
    """The signed-in person, as pages and the writers of `climserv.storage` need them (`current_user`)."""

    id: int
    name: str
    role: str
    organisation_id: int | None
    organisation_name: str
    language: str | None
    stamp: str

    def get_id(self) -> str:
        """What the cookie carries: the account, and a stamp that changes with its password."""
        return f"{self.id}:{self.stamp}"


def as_signed_in(user: User) -> SignedIn:
    return SignedIn(
        id=user.id,
        name=user.name,
        role=user.role,
        organisation_id=user.organisation_id,
        organisation_name=user.organisation.name if user.organisation else "",
        language=user.language,
        stamp=session_stamp(user),
    )


def set_up_sign_in(app: Flask) -> None:
    manager = LoginManager(app)
    manager.user_loader(_load)
    manager.unauthorized_handler(ask_to_sign_in)


def _load(carried: str) -> SignedIn | None:
    number, _, stamp = carried.partition(":")
    if not number.isdecimal():
        return None
    with house().database.reading() as session:
        user = get_user(session, int(number))
        if user is None or not hmac.compare_digest(session_stamp(user), stamp):
            return None
        return as_signed_in(user)

"""How often somebody may guess a password: counted in the database, so every process counts the same."""

import hashlib
from datetime import timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from .accounts import plain_sign_in
from .clock import Clock, utc_now
from .models import SignInTry

WINDOW = timedelta(minutes=15)

MOST_FROM_ONE_PLACE = 5
"""Wrong guesses at one account from one address."""

MOST_AT_ONE_ACCOUNT = 50
"""Wrong guesses at one account from anywhere. Higher, so that a stranger cannot easily lock somebody out."""

MOST_FROM_ONE_ADDRESS = 60
"""Wrong guesses from one address. A hall of twenty-five phones may share one."""

_LOCK = 7_310_483


def try_sign_in(session: Session, sign_in: str, address: str, *, clock: Clock = utc_now) -> bool:
    """Count one try before the password is looked at; False when there were too many.

    It counts as wrong until `forget_tries` says otherwise, so guesses sent side by side are all counted.
    """
    now = clock()
    account, address = _account_key(sign_in), address[:64]
    if session.get_bind().dialect.name == "postgresql":
        # One at a time, or several could count before any has written. SQLite's writers take turns anyway.
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    session.execute(delete(SignInTry).where(SignInTry.at < now - WINDOW))
    at_account, from_address = SignInTry.account == account, SignInTry.address == address
    limits = (
        ((at_account, from_address), MOST_FROM_ONE_PLACE),
        ((at_account,), MOST_AT_ONE_ACCOUNT),
        ((from_address,), MOST_FROM_ONE_ADDRESS),
    )
    for conditions, most in limits:
        if session.scalar(select(func.count()).select_from(SignInTry).where(*conditions)) >= most:
            return False
    session.add(SignInTry(account=account, address=address, at=now))
    session.flush()
    return True


def forget_tries(session: Session, sign_in: str, address: str) -> None:
    """The password was right: the guesses at this account from this address no longer count."""
    account = _account_key(sign_in)
    session.execute(delete(SignInTry).where(SignInTry.account == account, SignInTry.address == address[:64]))


def _account_key(sign_in: str) -> str:
    # Hashed: people type passwords into the name field, and those should not be kept.
    return hashlib.sha256(plain_sign_in(sign_in).encode("utf-8", "replace")).hexdigest()

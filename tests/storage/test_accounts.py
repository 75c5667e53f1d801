"""Organisations, people, passwords, and how often they may be guessed."""

import threading

import pytest

from climserv.storage import accounts
from climserv.storage.events import history
from climserv.storage.sign_in_tries import (
    MOST_AT_ONE_ACCOUNT,
    MOST_FROM_ONE_ADDRESS,
    MOST_FROM_ONE_PLACE,
    WINDOW,
    forget_tries,
    try_sign_in,
)
from climserv.vocabulary.problems import Refused

from .conftest import PASSWORD

REAL_HASHER = accounts.password_hasher


def test_a_person_signs_in_however_the_name_is_typed(database, anna):
    with database.reading() as session:
        for name in ("anna", "Anna", " ANNA ", "ａｎｎａ"):
            assert accounts.check_sign_in(session, name, PASSWORD).id == anna.id


@pytest.mark.parametrize(("name", "password"), [
    ("anna", "wrong"), ("anna", ""), ("anna", PASSWORD.upper()), ("bob", PASSWORD), ("", ""), ("an\0na", PASSWORD),
    ("anna", "x" * 100_000),
])  # fmt: skip
def test_a_wrong_name_or_password_signs_nobody_in(database, anna, name, password):
    with database.reading() as session:
        assert accounts.check_sign_in(session, name, password) is None


def test_a_name_nobody_has_is_checked_as_slowly_as_any_other(database, anna, monkeypatch):
    """Counted, not timed: a clock would make this test moody. Either way one hash is worked out in full."""
    seen = []
    hasher = accounts.password_hasher()
    assert accounts._dummy_hash().split("$")[:4] == anna.password_hash.split("$")[:4]
    monkeypatch.setattr(accounts, "password_hasher", lambda: Spy(hasher, seen))
    with database.reading() as session:
        accounts.check_sign_in(session, "anna", "wrong")
        accounts.check_sign_in(session, "nobody at all", "wrong")
    assert len(seen) == 2
    assert [hash_.split("$")[:4] for hash_ in seen] == [anna.password_hash.split("$")[:4]] * 2


class Spy:
    def __init__(self, hasher, seen):
        self.hasher, self.seen = hasher, seen

    def verify(self, hash_, password):
        self.seen.append(hash_)
        return self.hasher.verify(hash_, password)


def test_real_passwords_are_hashed_as_slowly_as_the_library_advises():
    from argon2 import extract_parameters
    from argon2.profiles import RFC_9106_LOW_MEMORY

    slow = REAL_HASHER().hash("x")
    assert extract_parameters(slow) == RFC_9106_LOW_MEMORY


def test_passwords_are_kept_as_argon2_and_never_in_the_log(database, anna):
    assert anna.password_hash.startswith("$argon2id$")
    assert PASSWORD not in anna.password_hash
    with database.reading() as session:
        for event in history(session, "account", anna.id):
            assert "password" not in str(event.data)
            assert PASSWORD not in str(event.data)


def test_everything_wrong_with_a_new_account_is_said_at_once(database):
    with pytest.raises(Refused) as refused, database.session() as session:
        accounts.add_user(session, sign_in=" ", name="x" * 300, password="short", role="king")
    codes = {problem.code for problem in refused.value.problems}
    assert codes == {"text.empty", "text.long", "account.password", "account.role"}


def test_a_member_needs_an_organisation_and_the_others_do_not(database, add_person):
    with pytest.raises(Refused, match="belongs to an organisation"):
        add_person("carl", "member", None)
    assert add_person("mina", "meteorologist", None).organisation is None


def test_names_are_taken_once(database, anna, add_person):
    with pytest.raises(Refused, match="is taken"):
        add_person("ANNA")
    with pytest.raises(Refused, match="there is an organisation"), database.session() as session:
        accounts.add_organisation(session, " Growers ")


def test_a_new_password_ends_the_sessions_of_the_old_one(database, anna, clock):
    with database.session() as session:
        user = accounts.get_user(session, anna.id)
        before = accounts.session_stamp(user)
        accounts.change_password(session, user, "four other dry words", clock=clock)
        assert accounts.session_stamp(user) != before
    with database.reading() as session:
        assert accounts.check_sign_in(session, "anna", PASSWORD) is None
        assert accounts.check_sign_in(session, "anna", "four other dry words")


def test_the_language_is_kept_with_its_event(database, anna, clock):
    with database.session() as session:
        accounts.change_language(session, anna, "fr", clock=clock)
        accounts.change_language(session, anna, "fr", clock=clock)
    with database.reading() as session:
        assert accounts.get_user(session, anna.id).language == "fr"
        assert [e.action for e in history(session, "account", anna.id)] == ["added", "language"]


def tries(database, clock, name, address, times):
    allowed = []
    for _ in range(times):
        with database.session() as session:
            allowed.append(try_sign_in(session, name, address, clock=clock))
    return allowed


def test_guesses_at_one_account_from_one_place_are_limited_and_time_lifts_it(database, clock):
    assert tries(database, clock, "anna", "10.0.0.1", MOST_FROM_ONE_PLACE + 2) == [True] * 5 + [False] * 2
    assert tries(database, clock, "Anna ", "10.0.0.1", 1) == [False]
    assert tries(database, clock, "anna", "10.0.0.2", 1) == [True]
    assert tries(database, clock, "bob", "10.0.0.1", 1) == [True]
    clock.now += WINDOW
    clock.move(seconds=1)
    assert tries(database, clock, "anna", "10.0.0.1", 1) == [True]


def test_guesses_at_one_account_from_many_places_are_limited(database, clock):
    got = [tries(database, clock, "anna", f"10.0.0.{n}", 1)[0] for n in range(MOST_AT_ONE_ACCOUNT + 1)]
    assert got == [True] * MOST_AT_ONE_ACCOUNT + [False]


def test_guesses_from_one_place_at_many_accounts_are_limited(database, clock):
    got = [tries(database, clock, f"n{n}", "10.0.0.1", 1)[0] for n in range(MOST_FROM_ONE_ADDRESS + 1)]
    assert got == [True] * MOST_FROM_ONE_ADDRESS + [False]


def test_the_right_password_wipes_the_slate(database, clock):
    tries(database, clock, "anna", "10.0.0.1", MOST_FROM_ONE_PLACE)
    with database.session() as session:
        forget_tries(session, "anna", "10.0.0.1")
    assert tries(database, clock, "anna", "10.0.0.1", 1) == [True]


def test_guesses_sent_side_by_side_are_all_counted(database, clock):
    allowed = []

    def guess():
        allowed.extend(tries(database, clock, "anna", "10.0.0.1", 3))

    threads = [threading.Thread(target=guess) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(allowed) == MOST_FROM_ONE_PLACE

"""Logs that grew apart come together again, in one order, with nothing lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.coproduction.folding import fold
from climserv.coproduction.logbook.events import Event, erased, make_event
from climserv.coproduction.logbook.log import Log, merge
from climserv.vocabulary.problems import Refused

START = datetime(2026, 8, 3, 9, tzinfo=UTC)
# Times of four minutes only, so that many events fall on the same; the person, once there, is placed anew.
STEPS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.sampled_from("ABC")), max_size=24)


def event(id: str, after=(), minute=0, person="A", action="add") -> Event:
    return make_event(
        id=id, case="mbeere", at=START + timedelta(minutes=minute), who="", entity="person", entity_id=person,
        action=action, from_state="", to_state="active", after=after, salt="s", reason="because",
        data={"side": "user", "role": "participant"},
    )  # fmt: skip


def grown(steps) -> list[Log]:
    """Three logs from one beginning: each step appends to one of them; at minute 3 it first takes in the next one."""
    logs = [Log.of([event("root")])] * 3
    for number, (which, minute, person) in enumerate(steps):
        if minute == 3:
            logs[which] = merge(logs[which], logs[(which + 1) % 3])
        new = event(f"{number:03}", logs[which].heads, minute, person, "place" if minute else "add")
        logs[which] = logs[which].plus(new)
    return logs


@settings(deadline=None)
@given(STEPS)
def test_merging_is_commutative_associative_idempotent_and_loses_nothing(steps):
    one, two, three = grown(steps)
    whole = merge(one, two, three)
    assert merge(two, one) == merge(one, two)
    assert merge(one, merge(two, three)) == merge(merge(one, two), three) == merge(three, one, two) == whole
    assert merge(whole, one) == merge(whole, whole) == whole
    assert {e.id for e in whole.ordered} == {e.id for log in (one, two, three) for e in log.ordered}
    assert whole.verify() == []


@settings(deadline=None)
@given(STEPS, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_arrival_and_puts_parents_first(steps, random):
    whole = merge(*grown(steps))
    shuffled = list(whole.ordered)
    random.shuffle(shuffled)
    assert Log.of(shuffled).ordered == whole.ordered
    places = {one.hash: place for place, one in enumerate(whole.ordered)}
    assert all(places[parent] < places[one.hash] for one in whole.ordered for parent in one.after)


@settings(deadline=None)
@given(STEPS)
def test_a_fold_after_a_merge_keeps_every_event_taken_or_set_aside(steps):
    whole = merge(*grown(steps))
    state = fold(whole)
    taken = {one.id for person in "ABC" for one in state.story("person", person)}
    assert taken | set(state.set_aside) == {one.id for one in whole.ordered}
    assert taken.isdisjoint(state.set_aside)
    assert all(aside.problems for aside in state.set_aside.values())
    assert state.heads == whole.heads


@settings(deadline=None)
@given(STEPS)
def test_who_saw_what_is_what_walking_back_finds(steps):
    whole = merge(*grown(steps))
    seen: dict[str, set[str]] = {}
    for one in whole.ordered:
        seen[one.hash] = set(one.after).union(*(seen[parent] for parent in one.after))
    for one in whole.ordered:
        for other in whole.ordered:
            assert whole.ancestry.saw(one, other.hash) == (other.hash in seen[one.hash])
    assert not any(whole.concurrent(one, one) for one in whole.ordered)


def test_events_that_did_not_see_each_other_stand_by_time_and_then_id():
    root = event("root")
    late, early, twin = (event("1", [root.hash], 5), event("3", [root.hash], 2), event("2", [root.hash], 2))
    more = [event(str(number), [root.hash], 2) for number in range(9, 3, -1)]
    log = Log.of([late, early, *more, twin, root])
    assert [one.id for one in log.ordered] == ["root", *"23456789", "1"]
    assert set(log.heads) == {one.hash for one in (late, early, twin, *more)}
    assert log.concurrent(late, early)
    assert not log.concurrent(root, late)


def test_what_was_erased_on_one_side_stays_erased_on_both():
    root = event("root")
    bare = Log.of([erased(root)])
    assert merge(bare, Log.of([root])) == merge(Log.of([root]), bare) == bare
    assert bare.verify() == []


def test_a_changed_event_is_refused_and_a_missing_parent_is_told():
    root = event("root")
    other = event("next", [root.hash])
    for forged in (event("root", minute=1), replace(root, data={"side": "producer"}), replace(root, id="twin")):
        with pytest.raises(Refused, match="differ"):
            merge(Log.of([root]), Log.of([forged]))
    assert [problem.code for problem in Log.of([other]).verify()] == ["log.missing"]
    with pytest.raises(Refused, match="more than one case"):
        Log.of([root, replace(other, case="kollo")])


def test_a_ring_of_forged_hashes_loses_nothing_and_is_told():
    one, two = event("one", ["bb"]), event("two", ["aa"])
    log = Log.of([replace(one, hash="aa"), replace(two, hash="bb")])
    assert [e.id for e in log.ordered] == ["one", "two"]
    assert {problem.code for problem in log.verify()} == {"event.hash"}

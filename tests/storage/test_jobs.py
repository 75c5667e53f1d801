"""The queue: legal moves, one worker a job, silence noticed, nothing twice."""

import subprocess
import sys
import threading
from datetime import timedelta

import pytest

from climserv.running.jobs.jobs import (
    BROKE_THE_CHECK,
    KILLED_TOO_OFTEN,
    MOST_ATTEMPTS,
    MOVES,
    STALE_AFTER,
    Action,
    Kind,
    State,
    moved,
    order_key,
)
from climserv.storage.events import history
from climserv.storage.jobs import JobQueue
from climserv.storage.permissions import OPERATOR, VISITOR, NotAllowed, NotThere
from climserv.storage.products import register_product
from climserv.vocabulary.problems import Refused

ORDER = {"recipe": "hot_days", "set": {"threshold": "27 degC"}, "period": None}
PRODUCT = "f" * 64
SILENT = STALE_AFTER + timedelta(seconds=1)


@pytest.fixture
def product(database):
    with database.session() as session:
        register_product(session, {"id": PRODUCT, "title": {}, "recipe": {"id": "hot_days"}}, "folder")
    return PRODUCT


def put_into(state, queue, product):
    """A job in that state, brought there by legal moves only; its id and what its worker is called."""
    job = queue.add(ORDER)
    if state is not State.QUEUED and state is not State.CANCELLED:
        assert queue.claim("w").id == job
    if state is State.DONE:
        assert queue.finish(job, "w", product)
    if state is State.FAILED:
        assert queue.fail(job, "w", "no rain in this file")
    if state is State.CANCELLED:
        queue.cancel(job, OPERATOR)
    assert queue.get(job).state is state
    return job


def attempt(action, queue, job, product, clock):
    """Try the action; whether the queue let it happen."""
    if action is Action.CLAIM:
        return queue.claim("w") is not None
    if action is Action.RETAKE:
        return queue.get(job).state is not State.QUEUED and queue.claim("v", clock() + SILENT) is not None
    if action is Action.BEAT:
        return queue.beat(job, "w", 1, 2, "reading")
    if action is Action.HAND_BACK:
        return queue.hand_back(job, "w")
    if action is Action.FINISH:
        return queue.finish(job, "w", product)
    if action is Action.FAIL:
        return queue.fail(job, "w", "why")
    try:
        queue.cancel(job, OPERATOR)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("state", State)
def test_every_state_with_every_action(state, action, queue, product, clock):
    job = put_into(state, queue, product)
    allowed = (state, action) in MOVES
    assert attempt(action, queue, job, product, clock) == allowed
    assert queue.get(job).state is (MOVES[state, action] if allowed else state)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("state", State)
def test_the_table_alone_says_the_same(state, action):
    if (state, action) in MOVES:
        assert moved(state, action) is MOVES[state, action]
    else:
        with pytest.raises(Refused, match=f"a run that is {state} cannot take the step {action}"):
            moved(state, action)


def test_a_job_from_asking_to_product(database, queue, clock, anna, need, product):
    job = queue.add(ORDER, anna.id, need.need_id)
    clock.move(seconds=5)
    taken = queue.claim("w")
    assert (taken.id, taken.order, taken.attempts, taken.need_id) == (job, ORDER, 1, need.need_id)
    clock.move(seconds=10)
    assert queue.beat(job, "w", 3, 12, "block 3 of 12")
    seen = queue.get(job)
    assert (seen.share, seen.text, seen.beat_at) == (0.25, "block 3 of 12", clock())
    clock.move(seconds=10)
    assert queue.finish(job, "w", product)
    done = queue.get(job)
    assert (done.state, done.product_id, done.share, done.ended_at) == (State.DONE, product, 1.0, clock())
    assert queue.usual_seconds("hot_days") == 20
    assert queue.usual_seconds("rainy_season_onset") is None
    with database.reading() as session:
        told = [(e.action, e.from_state, e.to_state, e.who) for e in history(session, "job", job)]
    assert told == [
        ("asked for", "", "queued", anna.id),
        ("taken up", "queued", "running", None),
        ("finished", "running", "done", None),
    ]


def test_a_job_handed_back_is_taken_by_the_next_worker_at_once(queue):
    job = queue.add(ORDER)
    queue.claim("w")
    assert not queue.hand_back(job, "somebody else")
    assert queue.hand_back(job, "w")
    taken = queue.claim("v")
    assert (taken.id, taken.worker, taken.attempts) == (job, "v", 1)


def test_the_oldest_job_is_taken_first_and_lists_say_where_each_is(queue):
    first, second, third = (queue.add({**ORDER, "n": n}) for n in range(3))
    assert queue.claim("w").id == first
    assert queue.get(first).state == "running"
    assert [job.id for job in queue.waiting()] == [second, third]
    assert [queue.ahead(job) for job in (first, second, third)] == [0, 1, 2]
    assert queue.claim("v").id == second


def test_nothing_to_do_is_none(queue):
    assert queue.claim("w") is None


def test_the_same_order_for_the_same_need_is_queued_once_while_it_is_open(queue, anna, need, product):
    job = queue.add(ORDER, anna.id, need.need_id)
    turned = dict(reversed(ORDER.items()))
    assert queue.add(turned, anna.id, need.need_id) == job
    assert queue.add(ORDER, anna.id) != job
    assert queue.add({**ORDER, "set": {"threshold": "28 degC"}}, anna.id, need.need_id) != job
    queue.claim("w")
    assert queue.add(ORDER, anna.id, need.need_id) == job
    queue.finish(job, "w", product)
    assert queue.add(ORDER, anna.id, need.need_id) != job


def test_the_key_of_an_order_knows_what_differs():
    assert order_key({"a": 1, "b": [1, 2]}) == order_key({"b": [1, 2], "a": 1})
    different = [{"a": 1}, {"a": "1"}, {"a": 1.5}, {"a": [1]}, {"a": None}, {"b": 1}]
    assert len({order_key(order) for order in different}) == len(different)
    assert order_key({"a": 1}, "need x") != order_key({"a": 1}, "need y")


def test_many_who_add_the_same_order_at_once_get_one_job(queue):
    ids, ready = [], threading.Barrier(6)

    def add():
        ready.wait()
        ids.append(queue.add(ORDER))

    in_threads(add, 6)
    assert len(ids) == 6
    assert len(set(ids)) == 1
    assert len(queue.waiting()) == 1


def in_threads(work, times):
    threads = [threading.Thread(target=work) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_threads_that_claim_together_never_get_the_same_job(queue):
    jobs = {queue.add({**ORDER, "n": n}) for n in range(12)}
    taken, ready = [], threading.Barrier(4)

    def work():
        ready.wait()
        while (job := queue.claim(f"w{threading.get_ident()}")) is not None:
            taken.append(job.id)

    in_threads(work, 4)
    assert len(taken) == len(jobs)
    assert set(taken) == jobs


CLAIM_ALL = """
import sys
from climserv.storage.database import open_database
from climserv.storage.jobs import JobQueue
queue = JobQueue(open_database(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
while (job := queue.claim(sys.argv[2])) is not None:
    print(job.id, flush=True)
queue.database.close()
"""


def test_processes_that_claim_together_never_get_the_same_job(database_url, database):
    queue = JobQueue(database)
    jobs = {queue.add({**ORDER, "n": n}) for n in range(30)}
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", CLAIM_ALL, database_url, f"w{n}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for n in range(3)
    ]  # fmt: skip
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    taken = [[int(line) for line in worker.communicate(timeout=60)[0].split()] for worker in workers]
    assert sum(map(len, taken)) == len(jobs)
    assert set().union(*taken) == jobs
    assert {queue.get(job).worker for job in jobs} <= {"w0", "w1", "w2"}


def test_a_silent_worker_loses_its_job_to_another(database, queue, clock):
    job = queue.add(ORDER)
    queue.claim("w")
    queue.beat(job, "w", 5, 10, "half way")
    clock.now += STALE_AFTER
    assert queue.claim("v") is None
    clock.move(seconds=1)
    again = queue.claim("v")
    assert (again.id, again.attempts, again.worker, again.done) == (job, 2, "v", 0)
    assert not queue.beat(job, "w", 6, 10, "I am still here")
    assert not queue.finish(job, "w", PRODUCT)
    assert not queue.fail(job, "w", "late")
    assert queue.beat(job, "v", 1, 10, "again")
    with database.reading() as session:
        assert history(session, "job", job)[-1].action == "taken up again"


def test_a_worker_that_beats_keeps_its_job(queue, clock):
    job = queue.add(ORDER)
    queue.claim("w")
    for _ in range(5):
        clock.now += STALE_AFTER
        assert queue.beat(job, "w")
        assert queue.claim("v") is None


def test_a_job_that_killed_its_worker_three_times_fails_and_says_what_to_do(queue, clock):
    job, next_job = queue.add(ORDER), queue.add({**ORDER, "n": 2})
    for number in range(1, MOST_ATTEMPTS + 1):
        assert queue.claim(f"w{number}").attempts == number
        clock.now += SILENT
    assert queue.claim("w4").id == next_job
    failed = queue.get(job)
    assert (failed.state, failed.message) == (State.FAILED, KILLED_TOO_OFTEN)
    assert "Choose a smaller area or a shorter period" in failed.message


def test_cancelling_stops_the_worker_at_its_next_beat(database, queue, anna, need):
    job = queue.add(ORDER, anna.id, need.need_id)
    queue.claim("w")
    queue.cancel(job, anna)
    assert not queue.beat(job, "w", 1, 2, "on and on")
    assert not queue.finish(job, "w", PRODUCT)
    assert queue.claim("v") is None
    with database.reading() as session:
        last = history(session, "job", job)[-1]
    assert (last.action, last.from_state, last.to_state, last.who) == ("cancelled", "running", "cancelled", anna.id)


def test_who_may_see_and_cancel_a_run(queue, anna, add_person, need):
    sue, mina, bob = add_person("sue", "member", "Dairy"), add_person("mina", "meteorologist", None), add_person("bob")
    job = queue.add(ORDER, anna.id, need.need_id)
    for who in (sue, VISITOR, None):
        with pytest.raises(NotThere, match="not open to you"):
            queue.see(job, who)
        with pytest.raises(NotThere):
            queue.cancel(job, who)
    assert queue.see(job, mina).id == queue.see(job, bob).id == job
    with pytest.raises(NotAllowed):
        queue.cancel(job, mina)
    queue.cancel(job, bob)
    own = queue.add(ORDER, mina.id)
    with pytest.raises(NotThere):
        queue.see(own, anna)
    queue.cancel(own, mina)


@pytest.mark.parametrize("number", [0, -1, 99, 2**31, 2**70])
def test_a_run_that_is_not_there_is_said_to_be_not_there(queue, number):
    with pytest.raises(NotThere, match="no such run"):
        queue.get(number)


def test_a_run_for_a_need_nobody_knows_is_refused(queue):
    with pytest.raises(NotThere, match="no such need"):
        queue.add(ORDER, None, "nowhere")


def test_finishing_with_a_product_nobody_registered_is_refused_and_changes_nothing(queue):
    job = queue.add(ORDER)
    queue.claim("w")
    with pytest.raises(Refused, match="not registered"):
        queue.finish(job, "w", "0" * 64)
    assert queue.get(job).state is State.RUNNING


def test_an_error_undoes_the_move_and_its_event(database, queue, monkeypatch):
    job = queue.add(ORDER)
    real = JobQueue._note

    def note_and_break(self, *given, **more):
        real(self, *given, **more)
        1 / 0  # noqa: B018

    monkeypatch.setattr(JobQueue, "_note", note_and_break)
    with pytest.raises(ZeroDivisionError):
        queue.claim("w")
    with pytest.raises(ZeroDivisionError):
        queue.add({"other": 1})
    monkeypatch.undo()
    assert queue.get(job).state is State.QUEUED
    assert [waiting.id for waiting in queue.waiting()] == [job]
    with database.reading() as session:
        assert len(history(session, "job", job)) == 1


def test_every_run_of_a_need_is_listed_newest_first(queue, anna, need):
    jobs = [queue.add({**ORDER, "n": n}, anna.id, need.need_id) for n in range(3)]
    queue.add(ORDER)
    assert [job.id for job in queue.of_need(need.need_id)] == jobs[::-1]


def test_a_check_keeps_what_it_found_and_needs_no_product(queue, anna):
    job = queue.add({"upload": "0a1b"}, by=anna.id, kind=Kind.CHECK)
    assert queue.claim("w").kind is Kind.CHECK
    assert queue.finish_check(job, "w", {"findings": [], "facts": None})
    assert queue.get(job).state is State.DONE
    assert queue.get(job).result == {"findings": [], "facts": None}
    assert not queue.finish_check(job, "w", {})


def test_a_check_that_takes_workers_down_is_given_up_in_its_own_words(queue, anna, clock):
    job = queue.add({"upload": "0a1b"}, by=anna.id, kind=Kind.CHECK)
    for number in range(MOST_ATTEMPTS):
        assert queue.claim(f"w{number}", clock.move(seconds=31)).id == job
    assert queue.claim("last", clock.move(seconds=31)) is None
    assert queue.get(job).message == BROKE_THE_CHECK


def test_what_is_no_check_is_a_run(queue):
    assert queue.get(queue.add(ORDER)).kind is Kind.RUN


def test_the_orders_of_the_last_products_come_newest_first(queue, product):
    for number in range(3):
        job = queue.add({**ORDER, "n": number})
        queue.claim("w")
        assert queue.finish(job, "w", product)
    queue.add({**ORDER, "n": "waiting"})
    assert [order["n"] for order in queue.last_made(2)] == [2, 1]

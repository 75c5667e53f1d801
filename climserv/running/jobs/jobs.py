"""A job: one asked-for run, waiting or on its way; its states and the moves allowed between them.

The queue itself lives in the database (`climserv.storage.jobs`); the worker and the web only see this.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from ...vocabulary.problems import Problem, Refused

STALE_AFTER = timedelta(seconds=30)
"""A running job whose worker has been silent for longer than this is taken up again."""

MOST_ATTEMPTS = 3
"""A job whose worker died this often is given up: it would only take the next worker down as well."""

KILLED_TOO_OFTEN = (
    "This run was stopped three times before it could finish; most often it needs more memory than there is. "
    "Choose a smaller area or a shorter period and ask again, "
    "or ask the person who looks after this site to raise the memory limit."
)


BROKE_THE_CHECK = (
    "The check of these files broke down three times: they are damaged, or made to do harm. Nothing of them was kept. "
    "Fetch or write them again."
)


class Kind(StrEnum):
    """What a job is: a run leads to a product, a check to findings about files that somebody brought.

    what_if   a product's question with other settings: it leads to counts, and makes no product
    preview   a recipe's text on a small area and a few years: it leads to what the studio shows
    proof     a recipe's text and its golden cases: it leads to what is wrong
    compare   two texts of a recipe on the same years: it leads to both answers side by side
    """

    RUN = "run"
    CHECK = "check"
    WHAT_IF = "what_if"
    PREVIEW = "preview"
    PROOF = "proof"
    COMPARE = "compare"


class State(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Action(StrEnum):
    CLAIM = "claim"
    RETAKE = "retake"
    BEAT = "beat"
    HAND_BACK = "hand_back"
    FINISH = "finish"
    FAIL = "fail"
    CANCEL = "cancel"


MOVES: dict[tuple[State, Action], State] = {
    (State.QUEUED, Action.CLAIM): State.RUNNING,
    (State.QUEUED, Action.CANCEL): State.CANCELLED,
    (State.RUNNING, Action.RETAKE): State.RUNNING,
    (State.RUNNING, Action.BEAT): State.RUNNING,
    (State.RUNNING, Action.HAND_BACK): State.QUEUED,
    (State.RUNNING, Action.FINISH): State.DONE,
    (State.RUNNING, Action.FAIL): State.FAILED,
    (State.RUNNING, Action.CANCEL): State.CANCELLED,
}
"""What may be done in which state, and where it leads. Whatever is not here is refused."""

OPEN = (State.QUEUED, State.RUNNING)
"""States from which a product may still come."""


def moved(state: str, action: str) -> State:
    """The state that `action` leads to from `state`; `Refused` when the table does not allow it."""
    try:
        return MOVES[State(state), Action(action)]
    except KeyError:
        allowed = ", ".join(a for s, a in MOVES if s == state) or "nothing: it has ended"
        raise Refused(
            Problem("job.move", "run", f"a run that is {state} cannot take the step {action}", action, allowed)
        ) from None


@dataclass(frozen=True)
class Job:
    """One asked-for run, as the worker and the pages see it. Times are UTC.

    order       what to compute, as `climserv run` would be told
    asked_by    id of the account that asked, or None for the command line
    attempts    how often a worker took it up
    done, total progress in steps of `text`, which says what is being done
    message     why it failed, in plain words
    result      what a check found
    """

    id: int
    state: State
    order: dict
    asked_by: int | None = None
    need_id: str | None = None
    worker: str | None = None
    attempts: int = 0
    done: float = 0.0
    total: float = 0.0
    text: str = ""
    message: str = ""
    product_id: str | None = None
    result: dict | None = None
    queued_at: datetime | None = None
    started_at: datetime | None = None
    beat_at: datetime | None = None
    ended_at: datetime | None = None
    recipe: str = field(default="", compare=False)
    kind: Kind = Kind.RUN

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def share(self) -> float:
        """Done so far, from 0 to 1; 0 while nothing is known."""
        if self.state is State.DONE:
            return 1.0
        return min(1.0, max(0.0, self.done / self.total)) if self.total > 0 else 0.0


def order_key(order: Mapping, scope: str = "") -> str:
    """The same key for the same order whatever the order of its names; `scope` keeps askers apart."""
    text = json.dumps([order, scope], sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()

"""What the owners of needs are told when what can be offered to them changes: told once, by one process at a time."""

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ..matching.demand.board import Best
from .clock import Clock, utc_now
from .events import append_event
from .models import MatchedState, NeedRow, NeedVerdict
from .notices import add_notice

NOTHING = "nothing"
_THE_ROW = 1


def last_told(session: Session) -> str:
    """The state of needs and shelf for which the owners were told last; "" before the first time."""
    return session.scalar(select(MatchedState.state).where(MatchedState.id == _THE_ROW)) or ""


def tell(
    session: Session,
    found: Mapping[str, tuple[int, Best | None]],
    state: str,
    *,
    now: Callable[[], str],
    clock: Clock = utc_now,
) -> int | None:
    """Note the best offer of each need, and tell the group of each whose verdict is another; how many were told.

    found    of each need its version and its best offer, matched for `state`
    now      asked once nobody else can tell: when the state is no longer `state`, nothing is told, and None answered
    A need that was never matched before, or that its group has changed since, is noted and nobody told: they read it
    on the page of the match.
    """
    row = _held_row(session)
    if row.state == state:
        return 0
    if now() != state:
        return None
    known = {one.need_id: one for one in session.scalars(select(NeedVerdict))}
    told = 0
    for need_id in sorted(found):
        told += _note(session, need_id, *found[need_id], known.get(need_id), clock)
    row.state = state
    session.flush()
    return told


def worst_of(best: Best | None) -> str:
    return best.worst if best is not None else NOTHING


def _held_row(session: Session) -> MatchedState:
    """The one row, locked until the end of the transaction; made by whoever comes first."""
    if session.get(MatchedState, _THE_ROW) is None:
        try:
            with session.begin_nested():
                session.add(MatchedState(id=_THE_ROW, state=""))
        except IntegrityError:  # Somebody made it at this very moment.
            session.expire_all()
    return session.get(MatchedState, _THE_ROW, with_for_update=True, populate_existing=True)


def _note(session: Session, need_id: str, version: int, best: Best | None, held: NeedVerdict | None, clock: Clock):
    """Keep the best offer of one need; 1 when its group was told that the verdict is another."""
    worst, recipe, dataset = worst_of(best), "", ""
    if best is not None:
        recipe, dataset = best.recipe.id, best.data.card.dataset
    if held is None:
        if session.get(NeedRow, need_id) is not None:
            session.add(NeedVerdict(need_id=need_id, need_version=version, worst=worst, recipe=recipe,
                                    dataset=dataset, matched_at=clock()))  # fmt: skip
        return 0
    before, same_words = held.worst, held.need_version == version
    if (held.worst, held.recipe, held.dataset, held.need_version) != (worst, recipe, dataset, version):
        held.worst, held.recipe, held.dataset, held.need_version = worst, recipe, dataset, version
        held.matched_at = clock()
    if before == worst or not same_words:
        return 0
    data = {"recipe": recipe, "dataset": dataset}
    append_event(
        session, None, "need", need_id, "matched_again", clock=clock, version=version, from_state=before,
        to_state=worst, data=data,
    )  # fmt: skip
    titles = {"title": dict(best.recipe.title)} if best is not None else {}
    add_notice(session, need_id, "verdict", {"from": before, "to": worst, **data, **titles}, clock=clock)
    return 1

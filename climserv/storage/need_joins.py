"""Two groups with needs alike: both are asked whether they want to join, and only two yeses join them."""

from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ..needs.loading import need_from_dict
from ..needs.need import Need
from ..needs.similar import BoundsOf, Likeness, similar_needs
from ..vocabulary.problems import Problem, Refused
from .clock import Clock, utc_now
from .events import append_event
from .models import NeedVersion
from .need_models import NeedJoin, NeedJoinAnswer
from .needs import list_needs, see_need
from .permissions import NotThere, Who, may, refuse_unless

ASKED, JOINED, DECLINED = "asked", "joined", "declined"


def similar_for(session: Session, who: Who, need_id: str, bounds_of: BoundsOf) -> list[Likeness]:
    """The needs like this one, of those that are open to `who`."""
    need = _read(see_need(session, who, need_id))
    return similar_needs(need, map(_read, list_needs(session, who)), bounds_of)


def ask_to_join(
    session: Session, who: Who, need_id: str, other_id: str, reasons: Mapping[str, tuple[str, ...]], *,
    clock: Clock = utc_now,
) -> NeedJoin:  # fmt: skip
    """Ask the groups of two needs whether they want to join, by somebody to whom both are open.

    A member asks for their own group, a facilitator for any two. Asking again makes nothing new.
    """
    versions = [see_need(session, who, one) for one in (need_id, other_id)]
    if need_id == other_id:
        raise Refused(Problem("join.same", "", "a need cannot join itself", need_id, "", "Choose another"))
    owned = next((v for v in versions if may(who, "need.write", v.need.organisation_id)), None)
    if owned is None and who.role != "facilitator":
        refuse_unless(who, "need.write", versions[0].need.organisation_id)
    one, other = sorted((need_id, other_id))
    found = _between(session, one, other)
    if found is not None:
        return found
    kept = {language: list(texts) for language, texts in reasons.items()}
    join = NeedJoin(one_id=one, other_id=other, reasons=kept, asked_by=who.id, asked_at=clock())
    try:
        with session.begin_nested():
            session.add(join)
    except IntegrityError:  # Somebody asked at this very moment.
        return _between(session, one, other)
    for mine, theirs in ((one, other), (other, one)):
        append_event(
            session, who, "need", mine, "asked_to_join", clock=clock, to_state=ASKED, data={"other": theirs}
        )  # fmt: skip
    return join


def answer_join(
    session: Session, who: Who, join_id: int, need_id: str, answer: str, *, reason: str = "", clock: Clock = utc_now
) -> str:
    """The answer of the group of `need_id`, `yes` or `no`; returns how the two stand then. It may be changed later."""
    join = session.get(NeedJoin, join_id)
    if join is None or need_id not in (join.one_id, join.other_id):
        raise NotThere(Problem("join.unknown", "", "These two were not asked to join", str(join_id)[:20]))
    row = join.one if need_id == join.one_id else join.other
    refuse_unless(who, "need.write", row.organisation_id)
    if answer not in ("yes", "no"):
        raise Refused(Problem("join.answer", "answer", "this is no answer", str(answer)[:20], "yes or no"))
    before = state_of_join(session, join)
    session.add(NeedJoinAnswer(
        join_id=join.id, need_id=need_id, answer=answer, reason=reason, answered_by=who.id, answered_at=clock()
    ))  # fmt: skip
    session.flush()
    after = state_of_join(session, join)
    other = join.other_id if need_id == join.one_id else join.one_id
    append_event(
        session, who, "need", need_id, f"join_{answer}", clock=clock, from_state=before, to_state=after, reason=reason,
        data={"other": other},
    )  # fmt: skip
    if after != before:
        append_event(
            session, who, "need", other, after, clock=clock, from_state=before, to_state=after, data={"other": need_id}
        )  # fmt: skip
    return after


def state_of_join(session: Session, join: NeedJoin) -> str:
    """`joined` with a yes of both, `declined` with a no of either, `asked` until then; newest answers count."""
    rows = session.scalars(
        select(NeedJoinAnswer).where(NeedJoinAnswer.join_id == join.id).order_by(NeedJoinAnswer.id)
    )  # fmt: skip
    answers = {row.need_id: row.answer for row in rows}
    if "no" in answers.values():
        return DECLINED
    return JOINED if len(answers) == 2 else ASKED


def joins_of(session: Session, need_id: str) -> list[NeedJoin]:
    """Every asking that a need is part of, oldest first."""
    query = select(NeedJoin).where(or_(NeedJoin.one_id == need_id, NeedJoin.other_id == need_id))
    return list(session.scalars(query.order_by(NeedJoin.id)))


def joined_with(session: Session, need_id: str) -> list[str]:
    """The needs whose groups have joined with the group of this one."""
    joined = [join for join in joins_of(session, need_id) if state_of_join(session, join) == JOINED]
    return [join.other_id if join.one_id == need_id else join.one_id for join in joined]


def _between(session: Session, one: str, other: str) -> NeedJoin | None:
    return session.scalars(select(NeedJoin).where(NeedJoin.one_id == one, NeedJoin.other_id == other)).first()


def _read(version: NeedVersion) -> Need:
    return need_from_dict(version.record)[0]

"""Two groups with needs alike: both are asked whether they want to join, and only two yeses join them."""

from collections.abc import Iterable, Mapping

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ...needs.loading import need_from_dict
from ...needs.need import Need
from ...needs.similar import BoundsOf, Likeness, similar_needs
from ...vocabulary.problems import Problem, Refused
from ..clock import Clock, utc_now
from ..events import append_event
from ..models import NeedVersion
from ..notices import add_notice
from ..permissions import Actor, NotThere, Who, may, refuse_unless
from .need_models import NeedJoin, NeedJoinAnswer
from .needs import get_need, list_needs, may_see, see_need

ASKED, JOINED, DECLINED = "asked", "joined", "declined"


def similar_for(
    session: Session, who: Who, need_id: str, bounds_of: BoundsOf, among: Iterable[Need] | None = None
) -> list[Likeness]:
    """The needs like this one, of those open to `who`; `among` are all there are, where they are read already."""
    need = _read(see_need(session, who, need_id))
    if among is None:
        return similar_needs(need, map(_read, list_needs(session, who)), bounds_of)
    return [one for one in similar_needs(need, among, bounds_of) if may_see(who, get_need(session, one.other))]


def ask_to_join(
    session: Session, who: Who, need_id: str, other_id: str, reasons: Mapping[str, tuple[str, ...]], *,
    clock: Clock = utc_now,
) -> NeedJoin:  # fmt: skip
    """Ask the groups of two needs whether they want to join, by somebody to whom both are open.

    A member asks for their own group, and says yes by asking; a facilitator asks any two, and answers for none. What
    one group does not let the other see is not shown by the question. Asking again makes nothing new.
    """
    versions = [see_need(session, who, one) for one in (need_id, other_id)]
    if need_id == other_id:
        raise Refused(Problem("join.same", "", "a need cannot join itself", need_id, "", "Choose another"))
    owned = [v.need_id for v in versions if may(who, "need.write", v.need.organisation_id)]
    if not owned and who.role != "facilitator":
        refuse_unless(who, "need.write", versions[0].need.organisation_id)
    for mine, theirs in (versions, versions[::-1]):
        if not open_to_group_of(mine, theirs):
            what, advice = "the other group may not see this need", "Let partners see it first"
            raise Refused(Problem("join.closed", mine.need_id, what, "", "", advice))
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
        if mine not in owned:
            add_notice(session, mine, "asked_to_join", {"other": theirs}, clock=clock)
    for mine in owned:
        answer_join(session, who, join.id, mine, "yes", clock=clock)
    return join


def open_to_group_of(mine: NeedVersion, theirs: NeedVersion) -> bool:
    """Whether the members of the group of one need may see another."""
    return may_see(Actor(None, "member", theirs.need.organisation_id), mine)


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
    if before != ASKED or after != ASKED:
        add_notice(session, other, f"join_{answer}", {"other": need_id, "reason": reason}, clock=clock)
    if after != before:
        append_event(
            session, who, "need", other, after, clock=clock, from_state=before, to_state=after, data={"other": need_id}
        )  # fmt: skip
    return after


def state_of_join(session: Session, join: NeedJoin) -> str:
    """`joined` with a yes of both, `declined` with a no of either, `asked` until then; newest answers count."""
    answers = {need_id: row.answer for need_id, row in answers_to(session, join).items()}
    if "no" in answers.values():
        return DECLINED
    return JOINED if len(answers) == 2 else ASKED


def joins_of(session: Session, need_id: str) -> list[NeedJoin]:
    """Every asking that a need is part of, oldest first."""
    query = select(NeedJoin).where(or_(NeedJoin.one_id == need_id, NeedJoin.other_id == need_id))
    return list(session.scalars(query.order_by(NeedJoin.id)))


def answers_to(session: Session, join: NeedJoin) -> dict[str, NeedJoinAnswer]:
    """The newest answer of each of the two groups that has answered, by need."""
    rows = session.scalars(
        select(NeedJoinAnswer).where(NeedJoinAnswer.join_id == join.id).order_by(NeedJoinAnswer.id)
    )  # fmt: skip
    return {row.need_id: row for row in rows}


def joined_with(session: Session, need_id: str) -> list[str]:
    """The needs whose groups have joined with the group of this one."""
    joined = [join for join in joins_of(session, need_id) if state_of_join(session, join) == JOINED]
    return [join.other_id if join.one_id == need_id else join.one_id for join in joined]


def _between(session: Session, one: str, other: str) -> NeedJoin | None:
    return session.scalars(select(NeedJoin).where(NeedJoin.one_id == one, NeedJoin.other_id == other)).first()


def _read(version: NeedVersion) -> Need:
    return need_from_dict(version.record)[0]

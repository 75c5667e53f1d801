"""Writers of needs made of needs: split and merged, with where each comes from; the parents stay as they are."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...needs.loading import need_from_dict, need_to_dict
from ...needs.merging import merge, split
from ...needs.need import Need
from ..clock import Clock, utc_now
from ..events import append_event
from ..models import NeedVersion
from ..permissions import Who, may, refuse_unless
from .need_joins import joined_with
from .need_models import NeedLineage
from .needs import save_need, see_need, slug


def split_need(
    session: Session, who: Who, need_id: str, parts: Mapping[str, Mapping[str, Any]], *, reason: str = "",
    clock: Clock = utc_now,
) -> list[NeedVersion]:  # fmt: skip
    """Save the parts of a need as needs of the same group; see `climserv.needs.merging.split`."""
    parent = see_need(session, who, need_id)
    refuse_unless(who, "need.write", parent.need.organisation_id)
    made = split(_read(parent), parent.number, parts)
    return [_born(session, who, one, [parent], "split", reason, clock) for one in made]


def merge_needs(
    session: Session, who: Who, need_ids: Sequence[str], name: str, *, reason: str = "", clock: Clock = utc_now
) -> NeedVersion:
    """Save one need that keeps all that several said; it belongs to the group of `who`.

    Each of them belongs to that group, or to one that has joined with it (`need_joins`).
    """
    parents = [see_need(session, who, need_id) for need_id in dict.fromkeys(need_ids)]
    mine = [one.need_id for one in parents if may(who, "need.write", one.need.organisation_id)]
    joined = {other for one in mine for other in joined_with(session, one)}
    for one in parents:
        if one.need_id not in joined:
            refuse_unless(who, "need.write", one.need.organisation_id)
    merged = merge([(_read(one), one.number) for one in parents], slug(name) or "need")
    return _born(session, who, merged, parents, "merged", reason, clock)


def parents_of(session: Session, need_id: str) -> list[NeedLineage]:
    """What a need was made of, in the order it was written down."""
    return list(session.scalars(
        select(NeedLineage).where(NeedLineage.child_id == need_id).order_by(NeedLineage.id)
    ))  # fmt: skip


def children_of(session: Session, need_id: str) -> list[NeedLineage]:
    """What was made of a need."""
    return list(session.scalars(
        select(NeedLineage).where(NeedLineage.parent_id == need_id).order_by(NeedLineage.id)
    ))  # fmt: skip


def _born(
    session: Session, who: Who, need: Need, parents: Sequence[NeedVersion], how: str, reason: str, clock: Clock
) -> NeedVersion:
    saved = save_need(session, who, need_to_dict(need), clock=clock)
    for parent in parents:
        session.add(NeedLineage(
            child_id=saved.need_id, parent_id=parent.need_id, parent_version=parent.number, how=how, made_by=who.id,
            made_at=clock(),
        ))  # fmt: skip
        append_event(
            session, who, "need", parent.need_id, how, clock=clock, version=parent.number, reason=reason,
            data={"into": saved.need_id},
        )  # fmt: skip
    session.flush()
    return saved


def _read(version: NeedVersion) -> Need:
    """What cannot be read of a half-filled record stays in its version."""
    return need_from_dict(version.record)[0]

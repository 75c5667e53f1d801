"""Who sees a need, and with it the runs and products made for it: as its group chose, and by default only the group.

What the newest version says holds for everything: a group that changes its mind hides what was open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from .models import NeedRow, NeedVersion, Organisation, ProductUse
from .permissions import OPENED_TO, Visibility, Who, may, reach

_CHOSEN = NeedVersion.record["origin"]["visibility"].as_string()


def visibility_of(record: Mapping[str, Any]) -> Visibility:
    """What a need says of who may see it; a need that says nothing, or nothing known, is for its own group."""
    origin = record.get("origin")
    chosen = origin.get("visibility") if isinstance(origin, Mapping) else None
    return chosen if isinstance(chosen, str) and chosen in OPENED_TO else "own"


def may_see_need(who: Who | None, action: str, newest: NeedVersion) -> bool:
    """Whether `who` may do `action`, such as `need.see` or `run.see`, to what belongs to a need."""
    return may(who, action, newest.need.organisation_id, visibility=visibility_of(newest.record))


def newest_version(session: Session, need: NeedRow) -> NeedVersion:
    query = select(NeedVersion).where(NeedVersion.need_id == need.id, NeedVersion.number == need.latest)
    return session.scalars(query).one()


def open_needs(who: Who | None, action: str) -> Select:
    """The newest version of each need of which `who` may do `action`: `may_see_need` as a question to the database."""
    newest = and_(NeedRow.id == NeedVersion.need_id, NeedVersion.number == NeedRow.latest)
    query, how_far = select(NeedVersion).join(NeedRow, newest), reach(who, action)
    if how_far == "all":
        return query
    own = getattr(who, "organisation_id", None)
    chosen = [
        name for name, reaches in OPENED_TO.items() if how_far in reaches and (name == "public" or own is not None)
    ]
    open_to = [_CHOSEN.in_(chosen)]
    if how_far == "own" and own is not None:
        open_to.append(NeedRow.organisation_id == own)
    return query.where(or_(*open_to))


@dataclass(frozen=True)
class Whose:
    """The organisation that a need belongs to."""

    id: int
    name: str
    sector: str


def whose_needs(session: Session, who: Who | None) -> dict[str, Whose]:
    """Every need that `who` may see, by id, with its organisation; what the needs say is not read."""
    query = open_needs(who, "need.see").join(Organisation, Organisation.id == NeedRow.organisation_id)
    columns = (NeedVersion.need_id, Organisation.id, Organisation.name, Organisation.sector)
    return {need: Whose(*rest) for need, *rest in session.execute(query.with_only_columns(*columns))}


def open_products(who: Who | None) -> Select:
    """The ids of the products made for needs that are open to `who`."""
    needs = open_needs(who, "product.see").with_only_columns(NeedVersion.need_id)
    return select(ProductUse.product_id).where(ProductUse.need_id.in_(needs))

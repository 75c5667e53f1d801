"""Products as the platform knows them: where each lies, for which needs it was made, and who may see it."""

from pathlib import Path

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from ..vocabulary.problems import Problem, Refused
from .clock import Clock, utc_now
from .events import append_event
from .models import SHA256, ProductRow, ProductUse
from .permissions import VISITOR, NotThere, Who, may
from .recipes.recipes import note_use
from .visibility import open_products

# Nobody reads further in one go.
MOST = 100


def register_product(
    session: Session,
    product: dict,
    folder: Path | str,
    need_id: str | None = None,
    job_id: int | None = None,
    public: bool = False,
    *,
    by: Who | None = None,
    clock: Clock = utc_now,
) -> ProductRow:
    """Make a finished product known. `product` is its product.json; registering it again adds only what is new.

    A product that was made twice is one product: its id is the hash of what went in. It may serve several needs;
    once public it stays so, until it is withdrawn.
    """
    product_id = product["id"]
    row = session.get(ProductRow, product_id)
    if row is None:
        row = ProductRow(
            id=product_id,
            title=dict(product["title"]),
            recipe=str(product["recipe"]["id"]),
            folder=str(folder),
            public=public,
            made_for_demonstration=bool(product.get("made_for_demonstration", False)),
            registered_at=clock(),
        )
        session.add(row)
        session.flush()
        data = {"need": need_id, "job": job_id, "public": public}
        append_event(session, by, "product", product_id, "registered", clock=clock, data=data)
        note_use(
            session,
            str(product["recipe"]["id"]),
            product["recipe"].get("version"),
            {"product": product_id},
            clock=clock,
        )
    else:
        row.folder = str(folder)
        if public and not row.public:
            row.public = True
            append_event(session, by, "product", product_id, "made public", clock=clock)
    if need_id is not None and not session.scalar(_use(product_id, need_id)):
        session.add(ProductUse(product_id=product_id, need_id=need_id, job_id=job_id))
        session.flush()
        append_event(session, by, "need", need_id, "product made", clock=clock, data={"product": product_id})
    return row


def withdraw_product(
    session: Session, product_id: str, reason: str, *, by: Who | None = None, clock: Clock = utc_now
) -> bool:
    """Take a product off the pages for everybody; who may see a need it was made for still sees it. Says if it was on.

    Nothing of it is deleted: it stays as it was agreed and signed, for those who did.
    """
    row = get_product(session, product_id)
    if not row.public:
        return False
    row.public = False
    append_event(session, by, "product", product_id, "withdrawn", clock=clock, data={"reason": reason})
    return True


def get_product(session: Session, product_id: str) -> ProductRow:
    """A product by its id; `NotThere` without one. Asks nobody's leave."""
    row = session.get(ProductRow, product_id) if len(product_id) <= SHA256 and product_id.isalnum() else None
    if row is None:
        raise _not_there(product_id)
    return row


def see_product(session: Session, who: Who | None, product_id: str) -> ProductRow:
    """`get_product` for `who`: a product they may not see is as good as not there."""
    row = get_product(session, product_id)
    if session.scalar(_seen_by(who).where(ProductRow.id == row.id)) is None:
        raise _not_there(product_id)
    return row


def list_public_products(session: Session, *, after: int = 0, most: int = MOST) -> list[ProductRow]:
    """What everybody may see, newest first: at most `most`, beginning after the first `after` of them."""
    query = _seen_by(VISITOR).order_by(ProductRow.registered_at.desc(), ProductRow.id)
    return list(session.scalars(query.offset(after).limit(most)))


def list_seen_products(session: Session, who: Who | None) -> list[ProductRow]:
    """What `who` may see, newest first: what is public, and what was made for needs that are open to them."""
    return list(session.scalars(_seen_by(who).order_by(ProductRow.registered_at.desc(), ProductRow.id)))


def _seen_by(who: Who | None) -> Select:
    """The products that `who` may see: released ones, and those made for a need that is open to them."""
    query = select(ProductRow)
    if may(who, "product.see"):
        return query
    released = and_(ProductRow.public, may(who, "product.see", visibility="public"))
    return query.where(or_(released, ProductRow.id.in_(open_products(who))))


def list_products_of_need(session: Session, need_id: str) -> list[ProductRow]:
    """What was made for one need, newest first."""
    query = (
        select(ProductRow)
        .join(ProductUse, ProductUse.product_id == ProductRow.id)
        .where(ProductUse.need_id == need_id)
        .order_by(ProductUse.id.desc())
    )
    return list(session.scalars(query))


def needs_of_product(session: Session, product_id: str) -> list[str]:
    """The needs a product was made for."""
    query = select(ProductUse.need_id).where(ProductUse.product_id == product_id).order_by(ProductUse.id)
    return list(session.scalars(query))


def _use(product_id: str, need_id: str):
    return select(ProductUse.id).where(ProductUse.product_id == product_id, ProductUse.need_id == need_id)


def _not_there(product_id: str) -> Refused:
    return NotThere(
        Problem("product.unknown", "", "There is no such product, or it is not open to you", product_id[:SHA256], "",
                "Look in the list of products")
    )  # fmt: skip

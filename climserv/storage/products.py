"""Products as the platform knows them: where each lies, for which needs it was made, and who may see it."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..vocabulary.problems import Problem, Refused
from .clock import Clock, utc_now
from .events import append_event
from .models import SHA256, NeedRow, ProductRow, ProductUse
from .permissions import NotThere, Who, may


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
    once public it stays so.
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


def get_product(session: Session, product_id: str) -> ProductRow:
    """A product by its id; `NotThere` without one. Asks nobody's leave."""
    row = session.get(ProductRow, product_id) if len(product_id) <= SHA256 and product_id.isalnum() else None
    if row is None:
        raise _not_there(product_id)
    return row


def see_product(session: Session, who: Who | None, product_id: str) -> ProductRow:
    """`get_product` for `who`: a product they may not see is as good as not there."""
    row = get_product(session, product_id)
    owners = session.scalars(
        select(NeedRow.organisation_id).join(ProductUse, ProductUse.need_id == NeedRow.id).where(
            ProductUse.product_id == product_id
        )
    )  # fmt: skip
    if may(who, "product.see", public=row.public) or any(may(who, "product.see", owner) for owner in owners):
        return row
    raise _not_there(product_id)


def list_public_products(session: Session) -> list[ProductRow]:
    """What everybody may see, newest first."""
    query = select(ProductRow).where(ProductRow.public).order_by(ProductRow.registered_at.desc(), ProductRow.id)
    return list(session.scalars(query))


def list_seen_products(session: Session, who: Who | None) -> list[ProductRow]:
    """What `who` may see, newest first: what is public, and what was made for needs that are open to them."""
    query = select(ProductRow).order_by(ProductRow.registered_at.desc(), ProductRow.id)
    owners: dict[str, set[int]] = {}
    uses = select(ProductUse.product_id, NeedRow.organisation_id).join(NeedRow, ProductUse.need_id == NeedRow.id)
    for product_id, owner in session.execute(uses):
        owners.setdefault(product_id, set()).add(owner)
    return [
        row
        for row in session.scalars(query)
        if may(who, "product.see", public=row.public)
        or any(may(who, "product.see", owner) for owner in owners.get(row.id, ()))
    ]


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

"""Making an answer again: whether its recipe or its data have changed since, and what was made since then."""

from typing import Any

from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session

from climserv.storage.products import get_product, list_seen_products
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.texts import text_in

from ..house import house
from ..languages import language

MOST = 12
"""So many of the newest answers of the same recipe are offered in place of one."""


def changed_since(product: tuple[str, dict] | None) -> list[str]:
    """What an answer on the table was made of and is no longer so: its recipe, its data; nothing where it still is."""
    if product is None:
        return []
    used, record, found = product[1]["recipe"], product[1], []
    try:
        newest = house().book.recipe(used["id"])
    except Refused:
        return [_("its recipe is not in the book any more")]
    if newest.version != used["version"]:
        found.append(_("the recipe is at version %(now)s by now; this was made with version %(then)s",
                       now=newest.version, then=used["version"]))  # fmt: skip
    cards = {card.dataset: card for card in house().catalogue}
    for dataset in record["datasets"]:
        card = cards.get(dataset["id"])
        then = {one["sha256"] for one in dataset["files"]}
        if card is not None and card.files and then - {one.sha256 for one in card.files}:
            found.append(_("the data have changed: %(name)s", name=text_in(card.title, language())))
    return found


def newer(session: Session, product: tuple[str, dict] | None) -> list[dict[str, Any]]:
    """Other answers of the same recipe that the reader may see, the newest first: to put in the place of this one."""
    if product is None:
        return []
    mine = get_product(session, product[0])
    found = [
        one for one in list_seen_products(session, current_user) if one.recipe == mine.recipe and one.id != mine.id
    ]
    return [{"id": one.id, "title": text_in(one.title, language()), "when": one.registered_at,
             "later": one.registered_at > mine.registered_at} for one in found[:MOST]]  # fmt: skip

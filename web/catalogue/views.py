"""The pages of datasets: all of them, and one."""

from flask import render_template
from flask_login import current_user

from climserv.catalogue.card import Card
from climserv.storage.permissions import NotThere, may
from climserv.storage.products import list_seen_products
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.texts import text_in

from ..errors import ask_to_sign_in
from ..house import house
from ..languages import language
from ..products.shelf import record_of
from ..saying import said
from . import blueprint
from .showing import axis_of, show_card


@blueprint.get("/")
def index() -> str:
    cards = house().catalogue
    seen = [card for card in cards if _open_to_reader(card)]
    axis = axis_of(seen)
    shown = [show_card(card, cards.folder(card), axis, language(), own=card.dataset in cards.own) for card in seen]
    may_add = may(current_user, "dataset.add")
    return render_template(
        "catalogue/index.html", may_add=may_add,
        cards=sorted(shown, key=lambda card: (card["made_for_demonstration"], not card["own"])),
        # What is wrong with a card is for who can mend it.
        faults=[said(problem) for problem in cards.faults] if may_add else [],
    )  # fmt: skip


@blueprint.get("/datasets/<dataset>")
def show(dataset: str):
    cards = house().catalogue
    try:
        card = cards.card(dataset)
    except Refused as refused:
        raise NotThere(refused.problems) from None
    if not _open_to_reader(card):
        return ask_to_sign_in()
    seen = [one for one in cards if _open_to_reader(one)]
    shown = show_card(card, cards.folder(card), axis_of(seen), language(), own=dataset in cards.own)
    return render_template(
        "catalogue/show.html", card=shown, files=card.files, members=card.members, products=_made_from(dataset),
        adjusts=[(one.dataset, text_in(one.title, language())) for one in seen if one.reference == dataset],
        reference=(card.reference, text_in(cards.card(card.reference).title, language())) if card.reference else None,
    )  # fmt: skip


def _open_to_reader(card: Card) -> bool:
    """Where people's gauges stand, and the like, is not for everybody: only what may be passed on is public."""
    return current_user.is_authenticated or card.licence.redistribution


def _made_from(dataset: str) -> list[dict]:
    """The products that were made from this dataset and that the reader may see, newest first."""
    with house().database.reading() as session:
        found = []
        for row in list_seen_products(session, current_user):
            try:
                used = {one.get("id") for one in record_of(row.folder).get("datasets", ())}
            except (Refused, OSError):
                continue
            if dataset in used:
                found.append({"id": row.id, "title": text_in(row.title, language())})
    return found

"""The first page."""

from flask import render_template, url_for
from flask_login import current_user

from climserv.products.reading import read_product
from climserv.storage.products import list_public_products
from climserv.vocabulary.problems import Refused

from ..house import house
from ..languages import language
from ..products.page import Page
from . import blueprint


@blueprint.get("/")
def index() -> str:
    return render_template("home/index.html", cards=_cards(), door=_doors())


def _cards() -> list[dict]:
    """Released products as question cards; a folder that cannot be read is left out, not the page."""
    with house().database.reading() as session:
        rows = list_public_products(session)
    cards = []
    for row in rows:
        try:
            page = Page(read_product(row.folder), language())
        except (Refused, OSError):
            continue
        cards.append({
            "id": row.id, "question": page.text("question"), "headline": page.text("headline"),
            "history": page.tiny(),
            "place": page.place_line, "measure": page.measure, "condition": page.condition_words,
            "made_for_demonstration": row.made_for_demonstration,
        })  # fmt: skip
    return cards


def _doors() -> dict[str, str]:
    """Where each door leads: in, for who is signed in; else to the sign-in, and in after it."""

    def through(address: str) -> str:
        return address if current_user.is_authenticated else url_for("accounts.sign_in", next=address)

    member = current_user.is_authenticated and current_user.role == "member"
    needs = url_for("needs.index")
    write = url_for("needs.new") if member or not current_user.is_authenticated else needs
    return {"need": through(write), "make": through(needs), "bring": through(needs)}

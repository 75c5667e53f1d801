"""The first page."""

from flask import render_template, request, url_for
from flask_login import current_user

from climserv.storage.permissions import may
from climserv.storage.products import list_public_products
from climserv.storage.recipes.recipe_reading import checks_for
from climserv.vocabulary.problems import Refused

from ..house import house
from ..products.shelf import record_of
from ..products.showing import page_of
from . import blueprint

CARDS = 12
"""Cards on one page, the newest first."""
FURTHEST = 1_000_000


@blueprint.get("/")
def index() -> str:
    skipped = min(max(0, request.args.get("after", 0, type=int)), FURTHEST)
    with house().database.reading() as session:
        # One more than is shown tells whether there are older ones.
        rows = list_public_products(session, after=skipped, most=CARDS + 1)
        checks = len(checks_for(session, current_user))
    older = skipped + CARDS if len(rows) > CARDS else None
    return render_template(
        "home/index.html", cards=_cards(rows[:CARDS]), door=_doors(), older=older, skipped=skipped, checks=checks
    )


def _cards(rows) -> list[dict]:
    """Released products as question cards; a folder that cannot be read is left out, not the page."""
    cards = []
    for row in rows:
        try:
            page = page_of(record_of(row.folder))
        except (Refused, OSError):
            continue
        cards.append({
            "id": row.id, "question": page.text("question"), "headline": page.headline,
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
    write = url_for("needs.new") if member or not current_user.is_authenticated else url_for("needs.index")
    # Who may not plan a workshop reads which needs there are.
    plans = may(current_user, "workshop.plan") or not current_user.is_authenticated
    together = url_for("cohorts.index") if plans else url_for("needs.index")
    return {"need": through(write), "make": through(url_for("demand.index")), "bring": through(together)}

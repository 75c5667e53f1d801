"""From the words of a command line to an order, with every mistake said at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .catalogue.catalogue import Catalogue, open_catalogue
from .catalogue.files import state_of
from .config import read_settings
from .matching.offers import Offer
from .recipes.against import check_against
from .recipes.book import Book
from .recipes.bridging import bridged
from .running.planning.order import Order, recipe_of, with_text
from .vocabulary.problems import Problem, Refused, refuse_if


def order_from_words(
    recipe: str,
    data: Sequence[str],
    reference: str | None,
    settings: Sequence[str],
    area: str | None,
    period: str | None,
    baseline: str | None,
    need: Path | None,
    *,
    book: Book,
) -> Order:
    """The order of `climserv run`; with a need, what is left out comes from the best runnable match of that recipe."""
    problems, values = [], {}
    for word in settings:
        name, sign, value = word.partition("=")
        if not sign or not name.strip() or not value.strip():
            allowed = "NAME=QUANTITY, such as threshold='30 degC'"
            problems.append(Problem("set.form", "--set", "this is not a setting", word, allowed))
        elif name.strip() in values:
            problems.append(Problem("set.twice", "--set", "this parameter is set twice", name.strip()))
        values[name.strip()] = value.strip()
    if problems:
        raise Refused(problems)
    if need is None:
        order = Order(recipe, tuple(data), reference, values, area, period, baseline)
    else:
        order = _for_need(recipe, data, reference, values, area, period, baseline, need, book)
    order = Order.from_dict(with_text(order.as_dict(), book))
    refuse_if(unfit(order, book, open_catalogue(read_settings())))
    return order


def unfit(order: Order, book: Book, catalogue: Catalogue) -> list[Problem]:
    """Why the recipe of an order cannot be run on the data sets that it names, or claims of them what they cannot tell.

    Only cards are looked at, so orders on somebody's own files are not told of here: their plan tells what lacks.
    """
    names = [*order.data, *([order.reference] if order.reference else [])]
    if not names or any(name not in catalogue for name in names):
        return []
    try:
        recipe = recipe_of(order, book)
    except Refused as refused:
        return list(refused.problems)
    cards = [catalogue.card(name) for name in order.data]
    references = [catalogue.card(order.reference)] if order.reference else []
    if any(state_of(card, catalogue.folder(card)) in ("changed", "missing") for card in (*cards, *references)):
        # What such a card says is no longer so; the plan tells which file it is.
        return []
    return check_against(recipe, cards, references)


def _for_need(recipe, data, reference, values, area, period, baseline, need, book) -> Order:
    from .matching.matching import match
    from .needs.loading import load_need, need_to_dict

    record = load_need(need)
    offers = [] if data else [offer for offer in match(record, recipes=book).offers if offer.recipe == recipe]
    offered = next((order_of(offer, book) for offer in offers if offer.runnable), {})
    if not data and not offered:
        raise Refused(_nothing_serves(record.need, recipe, offers))
    return Order(
        recipe=recipe,
        # Their own files: places and years of the catalogue's data say nothing about them.
        data=tuple(data or offered["data"]),
        reference=reference or offered.get("reference"),
        # The need's own numbers hold on any data; an order of another metric is refused by the plan.
        settings={**offered.get("settings", record.metric.with_), **values},
        area=area or offered.get("area"),
        period=period or offered.get("period"),
        baseline=baseline or offered.get("baseline"),
        need=need_to_dict(record),
        version=offered.get("version"),
        text=offered.get("text"),
    )


def order_of(offer: Offer, book: Book) -> dict[str, Any]:
    """What a run of an offer is asked, with the steps that bridge put before those of its recipe."""
    order = with_text(offer.order, book)
    if not offer.bridges:
        return order
    recipe = book.recipe(offer.recipe, offer.version)
    return {**order, "version": recipe.version, "text": bridged(book.text(recipe), offer.bridges, recipe.name)}


def _nothing_serves(need: str, recipe: str, offers: Sequence) -> Problem:
    """Why no dataset of the catalogue can be taken, in the words of the best offer's worst axis."""
    where, next_step = f"need {need}", "`climserv match` says why, axis by axis; name data of your own with --data"
    if not offers:
        return Problem("need.recipe", where, "no offer of the match is made by this recipe", recipe, "", next_step)
    verdicts = offers[0].verdicts.values()
    why = " ".join(verdict.reason["en"] for verdict in verdicts if verdict.value == offers[0].worst)
    what = f"no dataset of the catalogue can answer it by {recipe}"
    return Problem("need.unserved", where, what, why.rstrip("."), "", next_step)

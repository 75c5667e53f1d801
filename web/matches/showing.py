"""An offer as the page shows it."""

from collections.abc import Mapping

from flask_babel import gettext

from climserv.vocabulary.texts import text_in


def show_offer(offer, house, language: str) -> dict:
    """The offer's names, its three verdicts in the reader's language, and a key the draft button sends back."""
    recipe, card = house.book.recipe(offer.recipe), house.catalogue.card(offer.dataset)
    return {
        "key": f"{offer.recipe}|{offer.dataset}",
        "title": text_in(recipe.title, language),
        "source": text_in(card.title, language),
        "made_for_demonstration": card.made_for_demonstration,
        "rows": [_row(axis, offer.verdicts[axis], language) for axis in ("time", "space", "metric")],
        "cannot": any(verdict.value == "cannot" for verdict in offer.verdicts.values()),
        "runnable": offer.runnable,
        "first": False,
    }


def _row(axis: str, verdict, language: str) -> dict:
    names = {"time": gettext("When"), "space": gettext("Where"), "metric": gettext("What")}
    return {
        "axis": names[axis],
        "value": verdict.value,
        "reason": text_in(verdict.reason, language),
        "remedy": text_in(verdict.remedy, language),
        "evidence": [(_name(name), _plain(value)) for name, value in verdict.evidence.items()],
    }


def _name(name: str) -> str:
    return str(name).replace("_", " ")


def _plain(value: object) -> str:
    """Evidence is figures and lists of names; shown as they are, without brackets."""
    if isinstance(value, Mapping):
        return "; ".join(f"{_name(key)}: {_plain(one)}" for key, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_plain(one) for one in value)
    return "–" if value is None or value == "" else str(value)

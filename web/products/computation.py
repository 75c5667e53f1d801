"""How a product was worked out, for readers: its settings as questions answered, its conventions as sentences.

The recipe book has both in several languages; where its recipe is not the one that was used, the record's own
English stands there as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from climserv.needs.sentence import day_in_words
from climserv.recipes.filling import fill
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.seasons import parse_month_day
from climserv.vocabulary.texts import text_in

from ..needs.asked_settings import setting_questions

_MONTH_DAY = re.compile(r"\d\d-\d\d")


@dataclass(frozen=True)
class Computation:
    """`settings` are pairs of a question and its value; `kept` are conventions as recorded, where none are in words."""

    settings: tuple[tuple[str, str], ...]
    conventions: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]


def computation(product: Mapping, book, language: str) -> Computation:
    used, metric = product["recipe"], product["metric"]["code"]
    try:
        recipe = book.recipe(used["id"], used["version"])
        filled = fill(recipe, product["parameters"])
    except Refused:
        recipe = filled = None
    if filled is None or filled.sha256 != used["sha256"]:
        named = tuple((_plain(name), setting_words(metric, name, value, language))
                      for name, value in sorted(product["parameters"].items()))  # fmt: skip
        kept = {n: v for n, v in product["conventions"].items() if n not in product["parameters"]}
        return Computation(named, (), tuple((_plain(name), str(value)) for name, value in sorted(kept.items())))
    asked = tuple((text_in(parameter.ask, language), setting_words(metric, name, product["parameters"][name], language))
                  for name, parameter in recipe.parameters.items() if name in product["parameters"])  # fmt: skip
    return Computation(asked, tuple(filled.convention_sentences(language)), ())


def setting_words(metric: str, name: str, value: str, language: str) -> str:
    """A setting as people say it: `5 November`, `20 mm`, `the first wet day`."""
    if _MONTH_DAY.fullmatch(value):
        return day_in_words(parse_month_day(value, where=name), language)
    question = next((one for one in setting_questions(metric) if one.path == name), None)
    options = dict(question.options) if question else {}
    if value in options:
        return str(options[value])
    number, _space, unit = value.partition(" ")
    return f"{number} {options[unit]}" if unit in options else value


def _plain(name: str) -> str:
    return name.replace("_", " ")

"""What named data let a recipe claim: its envelope and limits, proposed from their cards, for the author to change.

And the other way round: claims that go beyond what the data can tell, each with its reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...vocabulary.problems import Problem
from ...vocabulary.scales import HORIZONS, SPATIAL_SCALES, kilometres, parse_length
from ...vocabulary.units import parse_quantity
from ..against import FAR, HORIZONS_OF, Card
from ..model import Recipe
from ..values import number

RECORD = 30  # years; a longer record is a gain, but none to be asked for

_LIMITS = {
    "cells": {
        "en": "What is told is of areas about {width} wide; a field within one may differ.",
        "fr": "Les chiffres valent pour des zones d'environ {width} de large ; un champ peut y différer.",
    },
    "record": {
        "en": "The record holds {years} years ({period}); what happens less than once in {rare} years cannot be "
              "counted in it.",
        "fr": "La série compte {years} années ({period}) ; ce qui arrive moins d'une fois en {rare} ans ne peut "
              "y être compté.",
    },
    "models": {
        "en": "The {models} models and {runs} runs do not span all that may come; the truth may lie outside them.",
        "fr": "Les {models} modèles et leurs {runs} simulations ne couvrent pas tout ce qui peut venir ; "
              "la réalité peut sortir de leur éventail.",
    },
    "projection": {
        "en": "A projection tells how often, over many years; it never tells what one given year will bring.",
        "fr": "Une projection dit combien de fois, sur de nombreuses années ; elle ne dit jamais ce qu'une année "
              "donnée apportera.",
    },
    "site": {
        "en": "A gauge speaks of its own site; what falls some kilometres away may differ.",
        "fr": "Un pluviomètre parle de son propre site ; à quelques kilomètres, il peut en être autrement.",
    },
    "made": {
        "en": "The data {dataset} are made for demonstration; no decision may rest on them.",
        "fr": "Les données {dataset} sont fabriquées pour la démonstration ; aucune décision ne peut s'y appuyer.",
    },
}  # fmt: skip
_BREAKLESS = "\u00a0"


@dataclass(frozen=True)
class Claims:
    """What a recipe says that it can answer.

    finest    size of the finest data that it is honest for, `5 km`
    records   least record of each input that must have one, [year] by the name of the input
    limits    sentences, by language
    """

    horizons: tuple[str, ...]
    finest: str
    upto: str
    sites: bool
    records: dict[str, int]
    limits: tuple[dict[str, str], ...] = ()


def propose(recipe: Recipe, cards: Sequence[Card], references: Sequence[Card] = ()) -> Claims:
    """What these data let it claim; of what the recipe says already, as much as they bear."""
    finest = _finest(cards, references)
    width = kilometres(parse_length(finest, where=""))
    spoken = recipe.answers.space.upto
    wide = [one.code for one in SPATIAL_SCALES.values() if one.km * FAR >= width]
    return Claims(
        horizons=_spoken(recipe, cards, references), finest=finest,
        upto=spoken if spoken in wide else wide[0],
        sites=any(card.role == "station" for card in (*cards, *references)) or recipe.answers.sites,
        records=_records(recipe, [*cards, *references]), limits=tuple(_limits(cards, references)),
    )  # fmt: skip


def claims_of(recipe: Recipe) -> Claims:
    """What a recipe claims as it stands."""
    answers = recipe.answers
    records = {
        name: int(parse_quantity(one.record, where="").to("year")) for name, one in recipe.inputs.items() if one.record
    }
    return Claims(answers.horizons, answers.space.finest, answers.space.upto, answers.sites, records)


def beyond(recipe: Recipe, claims: Claims, cards: Sequence[Card], references: Sequence[Card] = ()) -> Iterator[Problem]:
    """Every claim that these data do not bear, with what they do."""
    every = [*cards, *references]
    spoken = {horizon for card in every for horizon in HORIZONS_OF[card.role]}
    named = "Named: " + ", ".join(f"{card.dataset} ({card.role})" for card in every)
    for horizon in claims.horizons:
        if horizon not in spoken:
            what = f"the recipe would speak of {HORIZONS[horizon].label['en']}, and none of the data do"
            allowed = ", ".join(sorted(spoken))
            yield Problem("claim.horizon", "answers, horizons", what, horizon, allowed, named)
    finest = _finest(cards, references)
    if kilometres(parse_length(claims.finest, where="answers, space, from")) < 0.999 * _km(finest):
        what = "the recipe would speak of places that are finer than the data can tell apart"
        yield Problem("claim.space", "answers, space, from", what, claims.finest, f"{finest} or more", named)
    if claims.upto in SPATIAL_SCALES and SPATIAL_SCALES[claims.upto].km * FAR < _km(finest):
        what, allowed = "the data are far too coarse for what it would speak of", f"{_km(finest) / FAR:g} km or wider"
        yield Problem("claim.upto", "answers, space, upto", what, claims.upto, allowed)
    held = _records(recipe, every)
    for name, years in claims.records.items():
        longest = _longest(recipe, name, every)
        if name in held and longest < years:
            what = "a longer record is asked for than the data hold"
            yield Problem("claim.record", f"inputs, {name}, record", what, f"{years} year", f"up to {longest} year")


def _spoken(recipe: Recipe, cards: Sequence[Card], references: Sequence[Card]) -> tuple[str, ...]:
    """The horizons claimed that the data bear; where that is none, those that the data speak of."""
    can = {horizon for card in (*cards, *references) for horizon in HORIZONS_OF[card.role]}
    kept = tuple(one for one in recipe.answers.horizons if one in can)
    return kept or tuple(one for one in HORIZONS if one in can)


def _finest(cards: Sequence[Card], references: Sequence[Card]) -> str:
    """Adjusted to finer observations, data tell what these tell; of a gauge, how far around it."""
    return min((card.effective_resolution for card in (*cards, *references)), key=_km)


def _km(length: str) -> float:
    return kilometres(parse_length(length, where=""))


def _records(recipe: Recipe, cards: Sequence[Card]) -> dict[str, int]:
    """What may be asked of the record of each input that is in the data, at most a generation."""
    found = {name: _longest(recipe, name, cards) for name in recipe.inputs}
    return {name: min(years, RECORD) for name, years in found.items() if years}


def _longest(recipe: Recipe, name: str, cards: Sequence[Card]) -> int:
    """The longest unbroken record of an input [year]; forecasts have none."""
    wanted = recipe.inputs[name]
    return max(
        (len(years) for card in cards for years in card.years
         if wanted.variable in card.variables and card.role != "forecast"
         and (not wanted.role or card.role in wanted.role)),
        default=0,
    )  # fmt: skip


def _limits(cards: Sequence[Card], references: Sequence[Card]) -> Iterator[dict[str, str]]:
    every = [*cards, *references]
    grids = [card for card in every if card.role != "station"]
    if grids:
        yield _said("cells", width=_finest(cards, references))
    if any(card.role == "station" for card in every):
        yield _said("site")
    past = [card for card in every if card.role in ("observation", "station")]
    if past:
        longest = max((years for card in past for years in card.years), key=len)
        yield _said("record", years=len(longest), period=str(longest), rare=number(max(len(longest) // 3, 2)))
    projected = [card for card in cards if card.role == "projection"]
    for card in projected:
        yield _said("models", models=len({m.model for m in card.members}), runs=len(card.members))
    if projected:
        yield _said("projection")
    for card in every:
        if getattr(card, "made_for_demonstration", False):
            yield _said("made", dataset=card.dataset)


def _said(key: str, **values) -> dict[str, str]:
    told = {code: text.format(**values) for code, text in _LIMITS[key].items()}
    return {**told, "fr": told["fr"].replace(" ;", f"{_BREAKLESS};")}

"""What the data let a recipe claim: proposed from the cards of the data chosen, changed by the author, and checked."""

from collections.abc import Iterator, Mapping

from flask import request
from flask_babel import gettext as _

from climserv.recipes.against import check_against
from climserv.recipes.checking import examine
from climserv.recipes.writing.proposing import Claims, beyond, claims_of, propose
from climserv.recipes.writing.rewriting import add, put
from climserv.vocabulary.problems import Problem, Refused, refuse_if
from climserv.vocabulary.scales import HORIZONS, SPATIAL_SCALES, parse_length
from climserv.vocabulary.texts import text_in

from ..house import house
from ..languages import language
from .told import NAME, told

Sent = Mapping[str, str]


def show(text: str, sent: Sent) -> dict:
    """The facts of the data chosen, what they let the recipe claim, and what it claims beyond them."""
    recipe = examine(text, NAME)[0]
    cards, references = _chosen()
    if recipe is None or not cards:
        return {"proposed": None, "readable": recipe is not None, "cards": []}
    found = propose(recipe, cards, references)
    claimed = claims_of(recipe)
    problems = [*check_against(recipe, cards, references), *beyond(recipe, claimed, cards, references)]
    there = {limit["en"] for limit in recipe.limits}
    return {
        "readable": True, "proposed": _filled(found, sent) if sent.get("do") == "write" else found,
        "claimed": claimed, "against": told(problems),
        "cards": [_card(card) for card in (*cards, *references)],
        "limits": [limit for limit in found.limits if limit["en"] not in there],
        "horizons": [(code, text_in(one.label, language())) for code, one in HORIZONS.items()],
        "scales": [(code, text_in(one.label, language())) for code, one in SPATIAL_SCALES.items()],
    }  # fmt: skip


def write(text: str, sent: Sent) -> str:
    """The text with the claims as the author changed them; refused, with every reason, where the facts bear less."""
    recipe, problems = examine(text, NAME)
    refuse_if(problems)
    cards, references = _chosen()
    if not cards:
        raise Refused(Problem("claim.data", "", _("no data are chosen"), next_step=_("Choose them below")))
    claims = _filled(propose(recipe, cards, references), sent)
    parse_length(claims.finest, where="answers, space, from")
    refuse_if(beyond(recipe, claims, cards, references))
    was = claims_of(recipe)
    for path, before, now in _changes(was, claims):
        if before != now:
            text = put(text, path, now)
    for limit in claims.limits:
        text = add(text, ("limits",), limit)
    return text


def _changes(was: Claims, now: Claims) -> Iterator[tuple[tuple, object, object]]:
    yield ("answers", "horizons"), list(was.horizons), list(now.horizons)
    yield ("answers", "space", "from"), was.finest, now.finest
    yield ("answers", "space", "upto"), was.upto, now.upto
    yield ("answers", "sites"), was.sites, now.sites
    for name, years in now.records.items():
        before = was.records.get(name)
        yield ("inputs", name, "record"), before and f"{before} year", f"{years} year"


def _filled(proposed: Claims, sent: Sent) -> Claims:
    """What the author made of the proposal."""
    horizons = tuple(request.form.getlist("claim.horizons"))
    records = {name: sent.get(f"claim.record.{name}", "").strip() for name in proposed.records}
    limits = []
    for number in range(len(proposed.limits)):
        words = {code: " ".join(sent.get(f"claim.limit.{number}.{code}", "").split()) for code in ("en", "fr")}
        if sent.get(f"claim.keep.{number}") and words["en"]:
            limits.append({code: text for code, text in words.items() if text})
    return Claims(
        horizons=tuple(one for one in horizons if one in HORIZONS), finest=sent.get("claim.finest", "").strip()[:40],
        upto=sent.get("claim.upto", ""), sites=bool(sent.get("claim.sites")),
        records={name: int(years) for name, years in records.items() if years.isdigit() and len(years) < 5},
        limits=tuple(limits),
    )  # fmt: skip


def _chosen():
    """The cards of the data and of the observations that are chosen for trying."""
    by_name = {card.dataset: card for card in house().catalogue}
    names = request.form.getlist("data"), [request.form.get("reference", "")]
    return tuple([by_name[name] for name in side if name in by_name] for side in names)


def _card(card) -> dict:
    return {
        "title": text_in(card.title, language()), "role": card.role, "variables": ", ".join(card.variables),
        "years": ", ".join(map(str, card.years)), "resolution": card.effective_resolution,
        "models": len({one.model for one in card.members}), "runs": len(card.members),
    }  # fmt: skip

"""Agreements: what a product version is made of, written so that anybody can make it again and get the same hash."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from climserv.vocabulary.problems import Problem

from ..dialogue.subjects import State as Tabled
from ..dialogue.subjects import with_hash
from ..logbook.entity import NOT_YET, STEERING, Entity, Move, Thing, born
from ..logbook.events import Event, sha256_of
from ..logbook.refusals import Refusal
from .rounds import passed_on

if TYPE_CHECKING:
    from ..logbook.state import CaseState

# What it takes to make the product again: the need and the recipe in their versions, the values of the parameters,
# and the datasets with their checksums.
PARTS = ("need", "recipe", "parameters", "datasets")


class State(StrEnum):
    MADE = "made"
    REPLACED = "replaced"


class Action(StrEnum):
    MAKE = "make"
    REPLACE = "replace"


@dataclass(frozen=True, kw_only=True)
class Agreement(Thing):
    """What both sides agreed on. `version` is the product's, `round` the one that passed on it.

    again  what it takes to make the product again from these words alone; empty where it was not made yet
    """

    version: str = ""
    round: str = ""
    parts: Mapping[str, Any] | None = None
    content_hash: str = ""
    language: str = ""
    again: Mapping[str, Any] = field(default_factory=dict)


def content_hash_of(parts: Mapping[str, Any]) -> str:
    """sha256 of what the product is made of, in the one way to write plain data."""
    return sha256_of({name: parts[name] for name in PARTS})


def agreement_on(state: "CaseState", version: str) -> Agreement | None:
    """The agreement on the product version of this hash."""
    found = (one for one in state.of(Agreement).values() if one.version == version and one.state == State.MADE)
    return next(found, None)


def apply(agreement: Agreement | None, event: Event, state: "CaseState") -> Agreement:
    if event.action == Action.REPLACE:
        return agreement
    said = event.said
    agreement = agreement or Agreement(**born(event))
    parts = {name: said.get(name) for name in PARTS}
    told = {name: str(said.get(name, "")) for name in ("version", "content_hash", "language")}
    passed = passed_on(state, told["version"])
    again = dict(said.get("again") or {})
    return replace(agreement, **told, parts=parts, round=passed.id if passed else "", again=again)


def can_be_made_again(state: "CaseState", event: Event) -> Iterable[Problem]:
    """The hash is that of the parts; need and recipe name a version, each dataset its checksum."""
    where, said = f"agreement {event.entity_id}", event.said
    for name in ("need", "recipe"):
        if not (isinstance(said[name], dict) and said[name].get("id") and said[name].get("version")):
            yield NO_VERSION.at(where, got=str(said[name]), name=name)
    for dataset in said["datasets"]:
        if not (isinstance(dataset, dict) and dataset.get("id") and dataset.get("checksum")):
            yield NO_VERSION.at(where, got=str(dataset), name="dataset")
    again = said.get("again")
    if again and again.get("recipe", {}).get("sha256") != said["recipe"].get("sha256"):
        yield OTHER_PRODUCT.at(where, got=str(again.get("id"))[:12])
    if said["content_hash"] != content_hash_of(said):
        yield OTHER_HASH.at(where, got=str(said["content_hash"])[:12], hash=content_hash_of(said)[:12])


def version_is_agreed(state: "CaseState", event: Event) -> Iterable[Problem]:
    """The product is agreed, in the version that stands."""
    known = with_hash(state, event.said["version"])
    if known is None or known[0].state != Tabled.AGREED or known[0].fixed != known[1]:
        yield NOT_AGREED.at(f"agreement {event.entity_id}", got=known[0].state if known else "")


MOVES = {
    (NOT_YET, Action.MAKE): Move(
        State.MADE, STEERING, needs=("version", "need", "recipe", "parameters", "datasets", "content_hash"),
        checks=(can_be_made_again, version_is_agreed),
    ),
    (State.MADE, Action.REPLACE): Move(State.REPLACED, STEERING, needs_reason=True),
}  # fmt: skip

NO_VERSION = Refusal(
    "made_of.version",
    en=("a %(name)s is named without what fixes it", "an id with a version; of a dataset an id with a checksum",
        "Name it in full"),
    fr=("un élément (%(name)s) est nommé sans ce qui le fixe",
        "un identifiant avec une version ; d’un jeu de données, avec une somme de contrôle", "Nommez-le en entier"),
    sw=("kitu (%(name)s) kimetajwa bila kinachokibainisha",
        "kitambulisho na toleo; kwa data, kitambulisho na alama ya uhakiki", "Kitaje kikamilifu"),
    es=("se nombra un elemento (%(name)s) sin lo que lo fija",
        "una identidad con versión; de unos datos, con su suma de control", "Nómbrelo entero"),
)  # fmt: skip
OTHER_HASH = Refusal(
    "made_of.hash",
    en=("the hash is not that of what is listed", "%(hash)s", "Compute it from what is agreed"),
    fr=("l’empreinte n’est pas celle de la liste", "%(hash)s", "Calculez-la sur ce qui est convenu"),
    sw=("alama si ya kilichoorodheshwa", "%(hash)s", "Ikokotoe kutoka kilichokubaliwa"),
    es=("la huella no es la de lo que figura en la lista", "%(hash)s", "Calcúlela a partir de lo acordado"),
)
OTHER_PRODUCT = Refusal(
    "made_of.product",
    en=("the product is made of something else", "the product of what is listed", "Make it again from what is agreed"),
    fr=("le produit est fait d’autre chose", "le produit de ce qui est listé", "Refaites-le sur ce qui est convenu"),
    sw=(
        "majibu yametengenezwa kwa vitu vingine",
        "majibu ya vilivyoorodheshwa",
        "Yatengenezeni tena kwa yaliyokubaliwa",
    ),
    es=(
        "el producto está hecho de otra cosa",
        "el producto de lo que figura en la lista",
        "Háganlo de nuevo con lo acordado",
    ),
)
NOT_AGREED = Refusal(
    "made_of.not_agreed",
    en=("this version of the product is not agreed", "the version that stands, with its consent round passed",
        "Agree on it first"),
    fr=("cette version du produit n’est pas convenue", "la version actuelle, son tour de consentement passé",
        "Convenez-en d’abord"),
    sw=("toleo hili la bidhaa halijakubaliwa", "toleo linalosimama, duru yake ya ridhaa ikiwa imepita",
        "Kubalianeni kwanza"),
    es=("esta versión del producto no está acordada", "la versión vigente, con su ronda de consentimiento pasada",
        "Acuérdenla primero"),
)  # fmt: skip

AGREEMENT = Entity(
    "agreement", Agreement, State, Action, MOVES, apply, ends=frozenset({State.REPLACED}),
    refusals=(NO_VERSION, OTHER_HASH, OTHER_PRODUCT, NOT_AGREED),
)  # fmt: skip

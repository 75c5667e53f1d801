"""Releases: a product version goes out, once nothing is missing; what is missing is said all at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from climserv.vocabulary.problems import Problem

from ..dialogue.subjects import State as Tabled
from ..dialogue.subjects import with_hash
from ..dialogue.tabling import provisional_sources
from ..logbook.entity import NOT_YET, STEERING, VOICES, Entity, Move, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from .agreements import agreement_on
from .rounds import passed_on
from .sign_offs import SIDES, Kind, sign_offs_on

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    RELEASED = "released"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    RELEASE = "release"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, kw_only=True)
class Release(Thing):
    """A product version that has gone out. Its id is the version's hash."""

    subject: str = ""
    languages: tuple[str, ...] = ()
    why_not: str = ""


def released(state: "CaseState", subject: str) -> list[Release]:
    """The releases of a product that stand."""
    return [one for one in state.of(Release).values() if one.subject == subject and one.state == State.RELEASED]


def missing(state: "CaseState", version: str, facts: Mapping[str, Any]) -> list[Problem]:
    """Everything that the version of this hash lacks for going out; none where it may.

    facts  what storage knows: `need_confirmed`, `trust_missing` (names of empty fields of the trust block),
           `languages` that the need lists, `checked` languages that somebody read and passed, `advice` (names of the
           outputs that it offers as advice)
    """
    return [*missing_here(state, version), *missing_of_facts(state, version, facts)]


def missing_here(state: "CaseState", version: str) -> list[Problem]:
    """What is missing in the case itself: consent, sources agreed, what it is made of, both sign-offs."""
    where, known = f"release {version[:12]}", with_hash(state, version)
    if known is None:
        return [NO_VERSION.at(where, got=version[:12])]
    subject, made = known
    problems = []
    if subject.fixed != made:
        problems.append(NOT_STANDING.at(where, got=f"version {made.number}"))
    if subject.state != Tabled.AGREED or passed_on(state, version) is None:
        problems.append(NOT_CONSENTED.at(where, got=subject.state))
    problems += provisional_sources(state, version, where)
    if agreement_on(state, version) is None:
        problems.append(NO_AGREEMENT.at(where))
    given = sign_offs_on(state, version)
    return problems + [NOT_SIGNED.at(where, kind=str(k), side=str(SIDES[k])) for k in Kind if k not in given]


def missing_of_facts(state: "CaseState", version: str, facts: Mapping[str, Any]) -> list[Problem]:
    """What is missing of the need, the trust block and the languages, and what hindsight is offered as advice."""
    where, known = f"release {version[:12]}", with_hash(state, version)
    problems = [] if facts.get("need_confirmed") is True else [NO_NEED.at(where)]
    # A list that nobody gave is not an empty one: nothing was looked at.
    empty = facts.get("trust_missing")
    if empty is None or empty:
        problems.append(NO_TRUST.at(where, fields=", ".join(empty) if empty else "all"))
    languages, checked = facts.get("languages") or (), facts.get("checked") or ()
    unread = [language for language in languages if language not in checked]
    if unread or not languages:
        problems.append(NOT_READ.at(where, languages=", ".join(unread) or "-"))
    outputs = known[1].content.get("outputs", ()) if known else ()
    hindsight = {one.get("name") for one in outputs if one.get("uses_hindsight", True)}
    return problems + [HINDSIGHT.at(where, got=str(n)) for n in facts.get("advice", ()) if n in hindsight]


def apply(release: Release | None, event: Event, state: "CaseState") -> Release:
    if event.action != Action.RELEASE:
        return replace(release, why_not=event.reason)
    known = with_hash(state, event.entity_id)
    release = release or Release(**born(event))
    return replace(
        release, subject=known[0].id if known else "", languages=tuple(event.said.get("languages", ())), why_not=""
    )


def facts_are_complete(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Nothing is missing of what storage knows."""
    return missing_of_facts(state, event.entity_id, event.said)


def case_is_complete(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Nothing is missing in the case."""
    return missing_here(state, event.entity_id)


_RELEASE = Move(State.RELEASED, STEERING, checks=(facts_are_complete,), guards=(case_is_complete,))

MOVES = {
    (NOT_YET, Action.RELEASE): _RELEASE,
    (State.RELEASED, Action.SUPERSEDE): Move(State.SUPERSEDED, STEERING),
    # Either side can stop it.
    (State.RELEASED, Action.WITHDRAW): Move(State.WITHDRAWN, VOICES | STEERING, needs_reason=True),
    (State.WITHDRAWN, Action.RELEASE): _RELEASE,
}

NO_VERSION = Refusal(
    "release.none",
    en=("there is no such version", "the hash of a product version", "Put the product on the table first"),
    fr=("cette version n’existe pas", "l’empreinte d’une version du produit", "Mettez d’abord le produit sur la table"),
    sw=("hakuna toleo kama hilo", "alama ya toleo la bidhaa", "Weka bidhaa mezani kwanza"),
    es=("no existe esa versión", "la huella de una versión del producto", "Ponga primero el producto sobre la mesa"),
)
NOT_STANDING = Refusal(
    "release.not_standing",
    en=("this version no longer stands", "the one version that stands", "Release that one, or settle the two"),
    fr=("cette version n’est plus l’actuelle", "l’unique version actuelle", "Diffusez celle-là, ou départagez-les"),
    sw=("toleo hili halisimami tena", "toleo moja linalosimama", "Toa hilo, au amueni kati ya hayo mawili"),
    es=("esta versión ya no está vigente", "la única versión vigente", "Publique esa, o decidan entre las dos"),
)
NO_NEED = Refusal(
    "release.need",
    en=(
        "the need is not confirmed",
        "a need that the user side has confirmed",
        "Read it back, and let it be confirmed",
    ),
    fr=("le besoin n’est pas confirmé", "un besoin que les usagers ont confirmé", "Relisez-le, et faites-le confirmer"),
    sw=("hitaji halijathibitishwa", "hitaji ambalo upande wa watumiaji umelithibitisha",
        "Lisomeni tena kwa sauti, kisha lithibitishwe"),
    es=("la necesidad no está confirmada", "una necesidad que el lado usuario ha confirmado",
        "Léala en voz alta y hágala confirmar"),
)  # fmt: skip
NOT_CONSENTED = Refusal(
    "release.consent",
    en=("this version has no consent", "a consent round passed on it, and the product agreed", "Open a consent round"),
    fr=("cette version n’a pas reçu de consentement", "un tour passé sur elle, et le produit convenu",
        "Ouvrez un tour de consentement"),
    sw=("toleo hili halina ridhaa", "duru ya ridhaa iliyopita, na bidhaa iliyokubaliwa", "Fungua duru ya ridhaa"),
    es=("esta versión no tiene consentimiento", "una ronda de consentimiento pasada, y el producto acordado",
        "Abra una ronda de consentimiento"),
)  # fmt: skip
NO_AGREEMENT = Refusal(
    "release.agreement",
    en=("it is not written down what it is made of", "need, recipe, parameters and datasets, with their hash",
        "Write the agreement"),
    fr=("il n’est pas écrit de quoi il est fait", "besoin, recette, paramètres et données, avec leur empreinte",
        "Écrivez l’accord"),
    sw=("haijaandikwa imetengenezwa kwa nini", "hitaji, mapishi ya hesabu, vipimo na data, pamoja na alama yake",
        "Andika makubaliano"),
    es=("no está escrito de qué está hecho", "necesidad, receta, parámetros y datos, con su huella",
        "Escriba el acuerdo"),
)  # fmt: skip
NOT_SIGNED = Refusal(
    "release.sign_off",
    en=("the sign-off of %(kind)s is missing", "one of the %(side)s side on this version", "Ask that side to sign"),
    fr=("la signature manque (%(kind)s)", "celle du côté %(side)s sur cette version", "Demandez à ce côté de signer"),
    sw=("sahihi ya %(kind)s haipo", "ya mtu wa upande wa %(side)s kwa toleo hili", "Ombeni upande huo utie sahihi"),
    es=("falta la firma de %(kind)s", "una del lado %(side)s sobre esta versión", "Pida a ese lado que firme"),
)
NO_TRUST = Refusal(
    "release.trust",
    en=("the trust block is not complete: %(fields)s", "every field of it", "Fill it in"),
    fr=("le bloc de confiance est incomplet : %(fields)s", "tous ses champs", "Remplissez-le"),
    sw=("sehemu ya uaminifu haijakamilika: %(fields)s", "kila sehemu yake", "Ijaze"),
    es=("el bloque de confianza no está completo: %(fields)s", "todos sus campos", "Rellénelo"),
)
NOT_READ = Refusal(
    "release.languages",
    en=("languages have not been checked by a person: %(languages)s", "every language that the need lists",
        "Let somebody who speaks them read it"),
    fr=("des langues n’ont pas été relues par quelqu’un : %(languages)s", "toutes les langues du besoin",
        "Faites-les relire par qui les parle"),
    sw=("lugha hazijakaguliwa na mtu: %(languages)s", "kila lugha ambayo hitaji linaitaja",
        "Mpe anayeizungumza aisome"),
    es=("hay idiomas que nadie ha revisado: %(languages)s", "todos los idiomas que pide la necesidad",
        "Haga que lo lea quien los habla"),
)  # fmt: skip
HINDSIGHT = Refusal(
    "release.hindsight",
    en=("this output looks at later days, and cannot be advice for today", "outputs without hindsight",
        "Offer it as what used to happen, or use a rule without look-ahead"),
    fr=("cette sortie regarde des jours à venir et ne peut être un conseil du jour", "les sorties sans regard en avant",
        "Donnez-la comme ce qui se passait, ou prenez une règle sans regard en avant"),
    sw=("tokeo hili hutazama siku za baadaye, haliwezi kuwa ushauri wa leo", "matokeo yasiyotazama siku za baadaye",
        "Litoe kama yaliyokuwa yakitokea, au tumia kanuni isiyotazama mbele"),
    es=("este resultado mira días posteriores y no puede ser consejo para hoy",
        "resultados que no miren días posteriores",
        "Délo como lo que solía pasar, o use una regla que no mire adelante"),
)  # fmt: skip

RELEASE = Entity(
    "release", Release, State, Action, MOVES, apply, ends=frozenset({State.SUPERSEDED}),
    refusals=(
        NO_VERSION, NOT_STANDING, NO_NEED, NOT_CONSENTED, NO_AGREEMENT, NOT_SIGNED, NO_TRUST, NOT_READ, HINDSIGHT,
    ),
)  # fmt: skip

"""Working agreements: how the two sides decide, answer and part, consented to by each of them before they begin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from climserv.vocabulary.problems import Problem

from ..logbook.entity import NOT_YET, STEERING, VOICES, Entity, Move, Side, born
from ..logbook.events import NOTHING_SAID, Channel, Event
from ..logbook.refusals import Refusal
from ..logbook.versions import Versioned, with_version
from .people import Person

if TYPE_CHECKING:
    from ..logbook.state import CaseState

# The sides whose consent brings an agreement into force.
AGREEING = (Side.USER, Side.PRODUCER)


LONGEST_WAIT = 366
"""Days that an answer may take at the most."""


class State(StrEnum):
    DRAFT = "draft"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"


class Action(StrEnum):
    PROPOSE = "propose"
    EDIT = "edit"
    CONSENT = "consent"
    ADOPT = "adopt"
    SUPERSEDE = "supersede"


@dataclass(frozen=True, kw_only=True)
class WorkingAgreement(Versioned):
    """Terms in versions. `consents` are pairs of a person and the hash of the version consented to: they never move."""

    consents: tuple[tuple[str, str], ...] = ()

    @property
    def terms(self) -> Mapping[str, Any]:
        """decision_rule, quorum {side: people}, reply_days, fallback, spokespeople, exit, data_terms."""
        return self.latest.content if self.latest else NOTHING_SAID


def agreement_in_force(state: "CaseState") -> WorkingAgreement | None:
    """The agreement that holds now; of two brought into force apart from each other, the later."""
    held = [one for one in state.of(WorkingAgreement).values() if one.state == State.IN_FORCE]
    return max(held, key=lambda one: (one.since, one.id), default=None)


def apply(agreement: WorkingAgreement | None, event: Event, state: "CaseState") -> WorkingAgreement:
    if event.action in (Action.PROPOSE, Action.EDIT):
        return with_version(agreement or WorkingAgreement(**born(event)), event, state)
    if event.action == Action.CONSENT:
        pair = (event.person, str(event.said.get("to", "")))
        return agreement if pair in agreement.consents else replace(agreement, consents=(*agreement.consents, pair))
    return agreement


def terms_can_be_kept(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A quorum of at least one on each side, and some days for an answer, within the year."""
    where = f"working agreement {event.entity_id}"
    quorum, days = event.said["quorum"], event.said["reply_days"]
    if not all(isinstance(quorum.get(side), int) and quorum[side] >= 1 for side in AGREEING):
        yield NO_QUORUM.at(where, got=str(quorum))
    if not (isinstance(days, int) and 1 <= days <= LONGEST_WAIT):
        yield NO_DAYS.at(where, got=str(days))


def to_what_stands(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Consent is to the version on the table, not to one that was edited since."""
    agreement = state.find(WorkingAgreement, event.entity_id)
    if event.said["to"] not in agreement.tips:
        yield OLD_VERSION.at(f"working agreement {event.entity_id}", got=str(event.said["to"])[:12])


def spoken_before_a_witness(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A yes that somebody else writes down was heard by a third, or stands on paper."""
    heard = str(event.said.get("witness", "")).strip()
    if event.channel == Channel.SPOKEN and event.who != event.person and not heard:
        yield NO_WITNESS.at(f"working agreement {event.entity_id}")


def each_side_consents(state: "CaseState", event: Event) -> Iterable[Problem]:
    """One version stands, and somebody of each side has consented to it."""
    where = f"working agreement {event.entity_id}"
    agreement = state.find(WorkingAgreement, event.entity_id)
    if agreement.in_conflict:
        yield TWO_VERSIONS.at(where, got=str(len(agreement.tips)))
    people = [state.find(Person, person) for person, version in agreement.consents if version in agreement.tips]
    sides = {one.side for one in people if one}
    yield from (SIDE_SILENT.at(where, side=str(side)) for side in AGREEING if side not in sides)


TERMS = ("decision_rule", "quorum", "reply_days", "fallback", "exit")
_EDIT = Move(State.DRAFT, VOICES | STEERING, needs=TERMS, checks=(terms_can_be_kept,), versions=True)

MOVES = {
    (NOT_YET, Action.PROPOSE): _EDIT,
    (State.DRAFT, Action.EDIT): _EDIT,
    (State.DRAFT, Action.CONSENT): Move(
        State.DRAFT, VOICES, frozenset(AGREEING), needs=("to",), checks=(to_what_stands, spoken_before_a_witness)
    ),
    (State.DRAFT, Action.ADOPT): Move(State.IN_FORCE, STEERING, guards=(each_side_consents,)),
    (State.IN_FORCE, Action.SUPERSEDE): Move(State.SUPERSEDED, STEERING, needs_reason=True),
}

NO_AGREEMENT = Refusal(
    "agreement.none",
    en=("no working agreement is in force", "one that each side has consented to", "Agree first how you decide"),
    fr=("aucune convention de travail n’est en vigueur", "une convention acceptée par chaque côté",
        "Convenez d’abord de la façon de décider"),
    sw=("hakuna makubaliano ya kazi yanayotumika", "makubaliano ambayo kila upande umeyaridhia",
        "Kubalianeni kwanza jinsi mnavyoamua"),
    es=("no hay acuerdo de trabajo en vigor", "uno que cada lado haya aceptado", "Acuerden primero cómo deciden"),
)  # fmt: skip
NO_QUORUM = Refusal(
    "agreement.quorum",
    en=("a side has no quorum", "one person or more on the user and on the producer side", "Write both numbers"),
    fr=("un côté n’a pas de quorum", "une personne ou plus de chaque côté", "Écrivez les deux nombres"),
    sw=("upande mmoja hauna akidi", "mtu mmoja au zaidi upande wa watumiaji na wa watoaji taarifa",
        "Andika namba zote mbili"),
    es=("un lado no tiene cuórum", "una persona o más del lado usuario y del productor", "Escriba los dos números"),
)  # fmt: skip
NO_DAYS = Refusal(
    "agreement.reply_days",
    en=(
        "no time for answers is given, or one without end",
        "1 to 366 days, as a whole number",
        "Write in how many days you answer",
    ),
    fr=(
        "aucun délai de réponse n’est donné, ou il est sans fin",
        "de 1 à 366 jours, en nombre entier",
        "Écrivez le nombre de jours",
    ),
    sw=(
        "muda wa kujibu haujatolewa, au hauna mwisho",
        "siku 1 hadi 366, namba kamili",
        "Andika mnajibu ndani ya siku ngapi",
    ),
    es=(
        "no se da plazo para responder, o es uno sin fin",
        "de 1 a 366 días, en número entero",
        "Escriba en cuántos días responden",
    ),
)
NO_WITNESS = Refusal(
    "agreement.witness",
    en=("nobody is named who heard this yes", "a witness", "Write who heard it"),
    fr=("personne n’est nommé qui a entendu ce oui", "un témoin", "Écrivez qui l’a entendu"),
    sw=("hakuna aliyetajwa kuwa alisikia ndiyo hii", "shahidi", "Andika nani aliisikia"),
    es=("no se nombra a nadie que oyera este sí", "un testigo", "Escriba quién lo oyó"),
)
OLD_VERSION = Refusal(
    "agreement.old_version",
    en=("this version is no longer on the table", "the version that stands", "Read the new version, and consent to it"),
    fr=("cette version n’est plus sur la table", "la version actuelle", "Lisez la nouvelle version, puis acceptez-la"),
    sw=("toleo hili haliko tena mezani", "toleo linalosimama", "Soma toleo jipya, kisha uliridhie"),
    es=("esta versión ya no está sobre la mesa", "la versión vigente", "Lea la versión nueva y acéptela"),
)
TWO_VERSIONS = Refusal(
    "agreement.two_versions",
    en=("two versions stand side by side", "one version", "Talk them over, and write one that follows both"),
    fr=("deux versions sont côte à côte", "une seule version", "Parlez-en, puis écrivez-en une qui suit les deux"),
    sw=("matoleo mawili yako sambamba", "toleo moja", "Yajadilini, na mwandike moja linalofuata yote mawili"),
    es=("hay dos versiones lado a lado", "una sola versión", "Háblenlo y escriban una que siga a las dos"),
)
SIDE_SILENT = Refusal(
    "agreement.side",
    en=("nobody of the %(side)s side has consented", "consent of both sides to this version", "Ask that side"),
    fr=("personne du côté %(side)s n’a accepté", "l’accord des deux côtés sur cette version", "Demandez à ce côté"),
    sw=("hakuna mtu wa upande wa %(side)s aliyeridhia", "ridhaa ya pande zote mbili kwa toleo hili",
        "Uliza upande huo"),
    es=("nadie del lado %(side)s ha aceptado", "el consentimiento de los dos lados a esta versión",
        "Pregunte a ese lado"),
)  # fmt: skip

WORKING_AGREEMENT = Entity(
    "working_agreement", WorkingAgreement, State, Action, MOVES, apply, ends=frozenset({State.SUPERSEDED}),
    refusals=(NO_AGREEMENT, NO_QUORUM, NO_DAYS, NO_WITNESS, OLD_VERSION, TWO_VERSIONS, SIDE_SILENT),
)  # fmt: skip

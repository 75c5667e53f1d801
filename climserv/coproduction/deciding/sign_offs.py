"""Sign-offs: two people of two sides, asked two questions, on one fixed version of a product."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..dialogue.subjects import Kind as SubjectKind
from ..dialogue.subjects import with_hash
from ..dialogue.tabling import provisional_sources
from ..logbook.entity import NOT_YET, VOICES, Entity, Move, Role, Side, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..people.people import Person, placed_by_others
from ..people.working_agreements import AGREEING

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class Action(StrEnum):
    GIVE = "give"
    REFUSE = "refuse"
    TAKE_BACK = "take_back"


class Kind(StrEnum):
    SCIENCE = "science"
    MEANING = "meaning"


SIDES: dict[Kind, Side] = {Kind.SCIENCE: Side.PRODUCER, Kind.MEANING: Side.USER}

QUESTIONS: dict[Kind, dict[str, str]] = {
    Kind.SCIENCE: {
        "en": "Is this true to the data and the method, with what it cannot tell said openly?",
        "fr": "Est-ce fidèle aux données et à la méthode, et dit-on clairement ce que cela ne peut pas dire ?",
        "sw": "Je, hii ni kweli kwa data na mbinu, na imesemwa wazi kile isichoweza kusema?",
        "es": "¿Es fiel a los datos y al método, y dice claramente lo que no puede decir?",
    },
    Kind.MEANING: {
        "en": "Do we understand it, and does it fit our decision?",
        "fr": "Le comprenons-nous, et convient-il à notre décision ?",
        "sw": "Je, tunaielewa, na inafaa uamuzi wetu?",
        "es": "¿Lo entendemos, y sirve para nuestra decisión?",
    },
}


@dataclass(frozen=True, kw_only=True)
class SignOff(Thing):
    """One sign-off of one kind on one version, by `signer` who was then of `side`."""

    signer: str = ""
    side: str = ""
    question: str = ""
    why_not: str = ""

    @property
    def kind(self) -> str:
        return self.id.partition(":")[0]

    @property
    def version(self) -> str:
        return self.id.partition(":")[2]


def sign_off_id(kind: str, version: str) -> str:
    """What the sign-off of a kind on the version of this hash is called: there is one."""
    return f"{kind}:{version}"


def sign_offs_on(state: "CaseState", version: str) -> dict[Kind, SignOff]:
    """The sign-offs that stand on the version of this hash."""
    found = {kind: state.find(SignOff, sign_off_id(kind, version)) for kind in Kind}
    return {kind: one for kind, one in found.items() if one and one.state == State.GIVEN}


def apply(sign_off: SignOff | None, event: Event, state: "CaseState") -> SignOff:
    sign_off = sign_off or SignOff(**born(event))
    if event.action == Action.TAKE_BACK:
        return replace(sign_off, why_not=event.reason)
    signer = state.find(Person, event.person)
    side = signer.side if signer else ""
    return replace(
        sign_off, by=event.person, signer=event.person, side=side, question=str(event.said.get("question", "")),
        why_not="" if event.action == Action.GIVE else event.reason,
    )  # fmt: skip


def question_was_shown(state: "CaseState", event: Event) -> Iterable[Problem]:
    """The question of this kind, in one of the languages it is written in."""
    kind = event.entity_id.partition(":")[0]
    if kind in tuple(Kind) and event.said["question"] not in QUESTIONS[Kind(kind)].values():
        yield OTHER_QUESTION.at(f"sign-off {event.entity_id[:20]}", question=QUESTIONS[Kind(kind)]["en"])


def is_ones_to_sign(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Science is signed by the producer side, meaning by the user side, by two people and two hands.

    Who writes a signature down for somebody else has neither signed nor written down the other one.
    """
    where = f"sign-off {event.entity_id[:20]}"
    kind, _, version = event.entity_id.partition(":")
    if kind not in tuple(Kind):
        yield NO_KIND.at(where, got=kind, kinds=", ".join(Kind))
        return
    person, scribe = state.find(Person, event.person), state.find(Person, event.who)
    if person is None or not person.has_voice or person.side != SIDES[Kind(kind)]:
        yield OTHER_SIDE.at(where, got=person.side if person else "", side=str(SIDES[Kind(kind)]))
    elif not placed_by_others(state, event.person):
        yield UNPLACED.at(where, got=event.person)
    if scribe and scribe.side in AGREEING and scribe.side != SIDES[Kind(kind)]:
        yield OTHER_SIDE.at(where, got=scribe.side, side=str(SIDES[Kind(kind)]))
    for other, one in sign_offs_on(state, version).items():
        given = state.story("sign_off", one.id)[-1]
        if other != kind and {event.person, event.who} & {one.signer, given.who}:
            yield SAME_PERSON.at(where, got=event.who)


def version_stands(state: "CaseState", event: Event) -> Iterable[Problem]:
    """It is the one standing version of a product."""
    version = event.entity_id.partition(":")[2]
    known = with_hash(state, version)
    if known is None or known[0].kind != SubjectKind.PRODUCT or known[0].fixed != known[1]:
        yield NO_VERSION.at(f"sign-off {event.entity_id[:20]}", got=version[:12])


def nothing_is_provisional(state: "CaseState", event: Event) -> Iterable[Problem]:
    """The rules and parameters that it is made from are agreed."""
    version = event.entity_id.partition(":")[2]
    return provisional_sources(state, version, f"sign-off {event.entity_id[:20]}")


_GIVE = Move(
    State.GIVEN, VOICES, needs=("question",), checks=(question_was_shown,),
    guards=(is_ones_to_sign, version_stands, nothing_is_provisional),
)  # fmt: skip
_REFUSE = Move(State.REFUSED, VOICES, guards=(is_ones_to_sign, version_stands), needs_reason=True)

MOVES = {
    **{(state, Action.GIVE): _GIVE for state in (NOT_YET, State.REFUSED, State.TAKEN_BACK)},
    **{(state, Action.REFUSE): _REFUSE for state in (NOT_YET, State.TAKEN_BACK)},
    (State.GIVEN, Action.TAKE_BACK): Move(State.TAKEN_BACK, frozenset({Role.AUTHOR}), needs_reason=True),
}

NO_KIND = Refusal(
    "sign_off.kind",
    en=("there is no such sign-off", "%(kinds)s", "Choose one of the two"),
    fr=("cette signature n’existe pas", "%(kinds)s", "Choisissez l’une des deux"),
    sw=("hakuna sahihi kama hiyo", "%(kinds)s", "Chagua moja kati ya mbili"),
    es=("no existe esa firma", "%(kinds)s", "Elija una de las dos"),
)
OTHER_QUESTION = Refusal(
    "sign_off.question",
    en=("another question was shown", "%(question)s", "Show the question, and ask again"),
    fr=("une autre question a été montrée", "%(question)s", "Montrez la question, et redemandez"),
    sw=("swali lingine lilionyeshwa", "%(question)s", "Onyesha swali, kisha uulize tena"),
    es=("se mostró otra pregunta", "%(question)s", "Muestre la pregunta y pregunte otra vez"),
)
OTHER_SIDE = Refusal(
    "sign_off.side",
    en=("this is for the %(side)s side to sign", "somebody of that side who takes part; not facilitators or observers",
        "Ask one of them"),
    fr=("c’est au côté %(side)s de signer", "un participant de ce côté ; ni animateur ni observateur",
        "Demandez à l’un d’eux"),
    sw=("hii ni ya upande wa %(side)s kutia sahihi", "mshiriki wa upande huo; si wawezeshaji wala watazamaji",
        "Mwombe mmoja wao"),
    es=("esto lo firma el lado %(side)s", "alguien de ese lado que participe; no quien facilita ni quien observa",
        "Pídaselo a una de esas personas"),
)  # fmt: skip
SAME_PERSON = Refusal(
    "sign_off.same_person",
    en=("the same person has signed the other part", "two different people", "Ask somebody else"),
    fr=("la même personne a signé l’autre partie", "deux personnes différentes", "Demandez à quelqu’un d’autre"),
    sw=("mtu huyohuyo ametia sahihi sehemu nyingine", "watu wawili tofauti", "Mwombe mtu mwingine"),
    es=("la misma persona ha firmado la otra parte", "dos personas distintas", "Pídaselo a otra persona"),
)
UNPLACED = Refusal(
    "sign_off.unplaced",
    en=("nobody but themself has said on which side this person is", "somebody whom the case has placed",
        "Ask who leads or facilitates to place them, with the reason"),
    fr=("personne d’autre n’a dit de quel côté est cette personne", "quelqu’un que le dossier a placé",
        "Demandez à qui conduit ou anime de la placer, avec la raison"),
    sw=(
        "hakuna mwingine aliyesema mtu huyu yuko upande gani",
        "mtu ambaye shauri limempangia upande",
        "Mwombeni anayeongoza au kuendesha ampange, pamoja na sababu",
    ),
    es=(
        "nadie más que la propia persona ha dicho de qué lado está",
        "alguien a quien el caso ha ubicado",
        "Pidan a quien dirige o facilita que la ubique, con el motivo",
    ),
)  # fmt: skip
NO_VERSION = Refusal(
    "sign_off.version",
    en=("this is not the version of a product that stands", "the one version that stands", "Sign that one"),
    fr=("ce n’est pas la version actuelle d’un produit", "l’unique version actuelle", "Signez celle-là"),
    sw=("hili si toleo la bidhaa linalosimama", "toleo moja linalosimama", "Tia sahihi hilo"),
    es=("no es la versión vigente de un producto", "la única versión vigente", "Firme esa"),
)

SIGN_OFF = Entity(
    "sign_off", SignOff, State, Action, MOVES, apply,
    refusals=(NO_KIND, OTHER_QUESTION, OTHER_SIDE, SAME_PERSON, UNPLACED, NO_VERSION),
)  # fmt: skip

"""Responses: what one person answers in one round. A person in a session is one voice, however it was entered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from climserv.vocabulary.problems import Problem

from ..logbook.entity import NOT_YET, VOICES, Entity, Move, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..meeting.attendance import was_there
from ..people.people import Person
from .objections import Objection, objection_id
from .objections import State as Objected
from .rounds import ANSWERING, Kind, Round, Word
from .rounds import State as RoundState

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    GIVEN = "given"
    TAKEN_BACK = "taken_back"
    MARKED = "marked"


class Action(StrEnum):
    GIVE = "give"
    EXPLAIN = "explain"
    TAKE_BACK = "take_back"
    MARK = "mark"


@dataclass(frozen=True)
class Earlier:
    """An answer that a later one has taken the place of."""

    value: Any
    channel: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Response(Thing):
    """One person's answer. `value` is None of a secret one: the log knows that they answered, and never what."""

    value: Any = None
    channel: str = ""
    words: str = ""
    earlier: tuple[Earlier, ...] = ()

    @property
    def round(self) -> str:
        return self.id.partition(":")[0]

    @property
    def person(self) -> str:
        return self.id.partition(":")[2]


def response_id(round: str, person: str) -> str:
    """What the answer of a person in a round is called: there is one."""
    return f"{round}:{person}"


def responses_to(state: "CaseState", round: str) -> list[Response]:
    """All answers to a round that stand."""
    return [one for one in state.of(Response).values() if one.round == round and one.state != State.TAKEN_BACK]


def apply(response: Response | None, event: Event, state: "CaseState") -> Response:
    if event.action == Action.EXPLAIN:
        return replace(response, words=str(event.said.get("words", "")))
    if response is None:
        response = Response(**born(event))
    else:
        earlier = Earlier(response.value, response.channel, response.since)
        response = replace(response, earlier=(*response.earlier, earlier))
    return replace(response, value=event.said.get("value"), channel=event.channel)


def valued_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """An answer that the round knows."""
    round = state.find(Round, event.entity_id.partition(":")[0])
    if round is None:
        return
    value, where = event.said["value"], f"response {event.entity_id}"
    if not _known(round, value):
        most = f" (0-{round.most})" if round.most else ""
        yield NO_VALUE.at(where, got=str(value), values=", ".join(round.values) + most)
    elif value == Word.OBJECT and round.kind == Kind.CONSENT:
        objection = state.find(Objection, objection_id(round.id, event.person))
        if objection is None or objection.state != Objected.OPEN:
            yield NO_OBJECTION.at(where)


def _known(round: Round, value: Any) -> bool:
    if round.kind not in (Kind.DOTS, Kind.SCORE):
        return isinstance(value, str) and value in round.values
    if not isinstance(value, dict) or not set(value) <= set(round.options):
        return False
    numbers = list(value.values())
    if not all(isinstance(one, int) and not isinstance(one, bool) and 0 <= one <= round.most for one in numbers):
        return False
    return round.kind == Kind.SCORE or sum(numbers) <= round.most


def says_nothing(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A secret answer leaves no word in the log."""
    if event.said or event.reason:
        yield SAID.at(f"response {event.entity_id}", got=", ".join(event.said) or "reason")


def is_ones_own(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Somebody with a voice who is here answers for themself."""
    where, (round_id, _, person) = f"response {event.entity_id}", event.entity_id.partition(":")
    known, round = state.find(Person, event.person), state.find(Round, round_id)
    if person != event.person:
        yield NOT_YOURS.at(where, got=event.person)
    elif known is None or not known.has_voice:
        yield NO_VOICE.at(where, got=known.side if known else "")
    elif round and round.session and not was_there(state, round.session, person):
        yield NOT_HERE.at(where, got=person)


def round_takes_answers(state: "CaseState", event: Event) -> Iterable[Problem]:
    """The round is open, and takes answers of this sort."""
    round, where = state.find(Round, event.entity_id.partition(":")[0]), f"response {event.entity_id}"
    if round is None or round.state not in ANSWERING:
        yield NOT_OPEN.at(where, got=round.state if round else "")
    elif round.secret != (event.action == Action.MARK):
        yield OTHER_SORT.at(where, got=event.action, privacy=round.privacy)
    elif round.secret and round.state != RoundState.OPEN:
        yield NOT_OPEN.at(where, got=round.state)
    elif round.kind == Kind.HANDS:
        yield OTHER_SORT.at(where, got=event.action, privacy=round.kind)


_GUARDS = (is_ones_own, round_takes_answers)
_GIVE = Move(State.GIVEN, VOICES, needs=("value",), checks=(valued_rightly,), guards=_GUARDS)

MOVES = {
    (NOT_YET, Action.GIVE): _GIVE,
    (State.GIVEN, Action.GIVE): _GIVE,
    (State.TAKEN_BACK, Action.GIVE): _GIVE,
    (State.GIVEN, Action.TAKE_BACK): Move(State.TAKEN_BACK, VOICES, guards=_GUARDS),
    (State.GIVEN, Action.EXPLAIN): Move(State.GIVEN, VOICES, needs=("words",), guards=_GUARDS),
    (NOT_YET, Action.MARK): Move(State.MARKED, VOICES, checks=(says_nothing,), guards=_GUARDS),
}

NO_VALUE = Refusal(
    "response.value",
    en=("the round knows no such answer", "%(values)s", "Choose one of them"),
    fr=("ce tour ne connaît pas cette réponse", "%(values)s", "Choisissez-en une"),
    sw=("duru haina jibu kama hilo", "%(values)s", "Chagua mojawapo"),
    es=("la ronda no conoce esa respuesta", "%(values)s", "Elija una de ellas"),
)
NO_OBJECTION = Refusal(
    "response.objection",
    en=("an objection says what harm it fears and what would mend it", "both, in plain words",
        "Write them first; or stand aside"),
    fr=("une objection dit quel tort elle craint et ce qui l’éviterait", "les deux, en mots simples",
        "Écrivez-les d’abord ; ou abstenez-vous"),
    sw=("pingamizi husema linaogopa madhara gani na nini kingelitatua", "yote mawili, kwa maneno rahisi",
        "Yaandike kwanza; au kaa pembeni"),
    es=("una objeción dice qué daño teme y qué lo remediaría", "las dos cosas, en palabras sencillas",
        "Escríbalas primero; o hágase a un lado"),
)  # fmt: skip
SAID = Refusal(
    "response.said",
    en=("a secret answer leaves no word in the log", "that somebody has answered, nothing else",
        "Put the answer into the ballot box"),
    fr=("une réponse secrète ne laisse aucun mot au journal", "le seul fait d’avoir répondu",
        "Mettez la réponse dans l’urne"),
    sw=("jibu la siri haliachi neno katika kumbukumbu", "kwamba mtu amejibu, basi", "Weka jibu katika sanduku la kura"),
    es=("una respuesta secreta no deja palabra en el registro", "que alguien ha respondido, nada más",
        "Ponga la respuesta en la urna"),
)  # fmt: skip
NOT_YOURS = Refusal(
    "response.not_yours",
    en=("this is somebody else's answer", "your own", "Answer for yourself, or enter it on behalf of them"),
    fr=("c’est la réponse de quelqu’un d’autre", "la vôtre", "Répondez pour vous, ou saisissez-la en son nom"),
    sw=("hili ni jibu la mtu mwingine", "lako mwenyewe", "Jibu kwa niaba yako, au liingize kwa niaba yake"),
    es=("es la respuesta de otra persona", "la suya", "Responda por usted, o anótela en su nombre"),
)
NO_VOICE = Refusal(
    "response.no_voice",
    en=("who facilitates or observes does not answer", "people of the user, producer or bridge side who take part",
        "Leave the decision to them"),
    fr=("qui anime ou observe ne répond pas", "les participants des côtés usager, producteur ou relais",
        "Laissez-leur la décision"),
    sw=("anayewezesha au kutazama hajibu", "washiriki wa upande wa watumiaji, watoaji taarifa au wa kati",
        "Waachie wao uamuzi"),
    es=("quien facilita u observa no responde", "participantes del lado usuario, productor o puente",
        "Déjeles la decisión a ellos"),
)  # fmt: skip
NOT_HERE = Refusal(
    "response.not_here",
    en=("this person is not in the session", "who has arrived", "Mark them as arrived first"),
    fr=("cette personne n’est pas dans la séance", "qui est arrivé", "Notez d’abord son arrivée"),
    sw=("mtu huyu hayuko katika kikao", "aliyefika", "Mwandike kwanza kuwa amefika"),
    es=("esta persona no está en la sesión", "quien ha llegado", "Anote primero que ha llegado"),
)
NOT_OPEN = Refusal(
    "response.round",
    en=("this round takes no answers now", "a round that is open", "Ask for a new round if it is still to be said"),
    fr=("ce tour ne prend pas de réponse maintenant", "un tour ouvert",
        "Demandez un nouveau tour s’il reste à dire"),
    sw=("duru hii haipokei majibu sasa", "duru iliyo wazi", "Omba duru mpya kama bado kuna la kusema"),
    es=("esta ronda no recibe respuestas ahora", "una ronda abierta", "Pida una ronda nueva si queda algo por decir"),
)  # fmt: skip
OTHER_SORT = Refusal(
    "response.sort",
    en=("this round takes answers of another sort", "what its opening said: %(privacy)s", "Answer as it was opened"),
    fr=("ce tour prend une autre sorte de réponse", "ce que dit son ouverture : %(privacy)s",
        "Répondez comme il a été ouvert"),
    sw=("duru hii hupokea majibu ya namna nyingine", "kama ilivyosemwa ilipofunguliwa: %(privacy)s",
        "Jibu kama ilivyofunguliwa"),
    es=("esta ronda recibe otro tipo de respuesta", "lo que se dijo al abrirla: %(privacy)s", "Responda como se abrió"),
)  # fmt: skip

RESPONSE = Entity(
    "response", Response, State, Action, MOVES, apply, ends=frozenset({State.MARKED}),
    refusals=(NO_VALUE, NO_OBJECTION, SAID, NOT_YOURS, NO_VOICE, NOT_HERE, NOT_OPEN, OTHER_SORT),
)  # fmt: skip

"""Messages: what goes out about one version of a product, by one channel in one language.

A message says only numbers that its product has. Somebody other than its writer checks it, a few people read it back,
and it is sent once the product is released. What is changed is checked again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem
from climserv.vocabulary.told_numbers import told_numbers

from ..deciding.releases import Release
from ..deciding.releases import State as Gone
from ..dialogue.subjects import Kind, with_hash
from ..logbook.entity import EVERYBODY, NOT_YET, SCRIBES, VOICES, Entity, Move, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..logbook.versions import Versioned, with_version

if TYPE_CHECKING:
    from ..logbook.state import CaseState

LONGEST, LONGEST_SMS = 5000, 160


class Channel(StrEnum):
    """The ways out. A note speaks of the rain that has just fallen, all others of the years of the product."""

    SMS = "sms"
    RADIO = "radio"
    POSTER = "poster"
    MEETING = "meeting"
    NOTE = "note"


class State(StrEnum):
    DRAFT = "draft"
    CHECKED = "checked"
    SENT = "sent"


class Action(StrEnum):
    DRAFT = "draft"
    EDIT = "edit"
    CHECK = "check"
    READ_BACK = "read_back"
    SEND = "send"


@dataclass(frozen=True)
class ReadBack:
    """So many of those asked said it back rightly, how sure it is among it; `heard` is what others took it for."""

    version: str
    asked: int
    understood: int
    heard: str = ""


@dataclass(frozen=True, kw_only=True)
class Message(Versioned):
    """A message in versions. Content: `text`, `numbers` that its product has, `advice`, outputs told as of today."""

    read_backs: tuple[ReadBack, ...] = ()

    @property
    def product(self) -> str:
        """The hash of the product's version."""
        return _parts(self.id)[0]

    @property
    def channel(self) -> str:
        return _parts(self.id)[1]

    @property
    def language(self) -> str:
        return _parts(self.id)[2]

    @property
    def text(self) -> str:
        return str(self.latest.content.get("text", "")) if self.latest else ""

    @property
    def last_read_back(self) -> ReadBack | None:
        """The last one of the wording that stands; None where that was not read back yet."""
        return next((one for one in reversed(self.read_backs) if one.version in self.tips), None)


def message_id(product: str, channel: str, language: str, mark: str = "") -> str:
    """What a message is called: one a version, channel and language; notes are told apart by a mark such as a day.

    The day stands without its strokes: with the hash of a version a name has little room.
    """
    return ":".join(filter(None, (product, channel, language, mark.replace("-", "")[-6:])))


def _parts(id: str) -> tuple[str, str, str]:
    """Product, channel and language of a message, each empty where its name does not say it."""
    product, channel, language, *_mark = (*id.split(":"), "", "")
    return product, channel, language


def apply(message: Message | None, event: Event, state: "CaseState") -> Message:
    message, said = message or Message(**born(event)), event.said
    if event.action in (Action.DRAFT, Action.EDIT):
        return with_version(message, event, state)
    if event.action == Action.READ_BACK:
        counted = ReadBack(str(said.get("to", "")), int(said.get("asked", 0)), int(said.get("understood", 0)),
                           str(said.get("heard", "")))  # fmt: skip
        return replace(message, read_backs=(*message.read_backs, counted))
    return message


def is_about_a_product(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Its name says the version of a product of this case, a channel and a language."""
    product, channel, language = _parts(event.entity_id)
    known = with_hash(state, product)
    if known is None or known[0].kind != Kind.PRODUCT or channel not in tuple(Channel) or not language:
        yield NO_PRODUCT.at("message", got=event.entity_id[:40], channels=", ".join(Channel))


def says_what_the_product_says(state: "CaseState", event: Event) -> Iterable[Problem]:
    """It fits its channel, has no number that its product has not, and tells nothing of hindsight as of today."""
    product, channel, _language = _parts(event.entity_id)
    where, text = f"message {channel}", str(event.said["text"])
    most = LONGEST_SMS if channel == Channel.SMS else LONGEST
    if len(text.strip()) > most:
        yield LONG.at(where, got=str(len(text.strip())), most=most)
    known = {one for number in event.said.get("numbers", ()) for one in told_numbers(str(number))}
    strange = [one for one in told_numbers(text) if one not in known]
    if strange:
        yield OTHER_NUMBERS.at(where, got=", ".join(strange))
    advice = tuple(event.said.get("advice", ()))
    if channel == Channel.NOTE and not advice:
        yield NO_RULE.at(where)
    made = with_hash(state, product)
    outputs = made[1].content.get("outputs", ()) if made else ()
    on_the_day = {one.get("name") for one in outputs if not one.get("uses_hindsight", True)}
    yield from (HINDSIGHT.at(where, got=str(one)) for one in advice if one not in on_the_day)


def read_by_another(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Who wrote the wording that stands does not check it."""
    message = state.find(Message, event.entity_id)
    if event.person in {one.by for one in message.standing}:
        yield OWN.at(f"message {message.channel}")


def counted_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Of so many asked, no more have understood; and it was the wording that stands."""
    message, said = state.find(Message, event.entity_id), event.said
    asked, understood = said.get("asked"), said.get("understood")
    if not (isinstance(asked, int) and isinstance(understood, int) and 0 <= understood <= asked and asked):
        yield NO_COUNT.at(f"message {message.channel}", got=f"{understood} / {asked}")
    if said["to"] not in message.tips:
        yield OLD_WORDS.at(f"message {message.channel}")


def product_is_out(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Nothing is sent of what is not released."""
    product, channel, _language = _parts(event.entity_id)
    release = state.find(Release, product)
    if release is None or release.state != Gone.RELEASED:
        yield NOT_OUT.at(f"message {channel}", got=release.state if release else "")


WHO = EVERYBODY | SCRIBES
_TELL = {"needs": ("text",), "checks": (says_what_the_product_says,), "guards": (is_about_a_product,), "versions": True}
_READ_BACK = {"needs": ("asked", "to"), "checks": (counted_rightly,)}

MOVES = {
    (NOT_YET, Action.DRAFT): Move(State.DRAFT, WHO, **_TELL),
    **{(state, Action.EDIT): Move(State.DRAFT, WHO, needs_reason=True, **_TELL) for state in State},
    **{(state, Action.READ_BACK): Move(state, WHO, **_READ_BACK) for state in State},
    (State.DRAFT, Action.CHECK): Move(State.CHECKED, VOICES, guards=(read_by_another,)),
    (State.CHECKED, Action.SEND): Move(State.SENT, WHO, guards=(product_is_out,)),
}

NO_PRODUCT = Refusal(
    "message.product",
    en=("it is not said of which answer, how and in which language", "%(channels)s, of a product on the table",
        "Choose the three"),
    fr=("on ne sait pas de quelle réponse, par quelle voie ni en quelle langue",
        "%(channels)s, d’un produit sur la table", "Choisissez les trois"),
    sw=("haijasemwa ni jibu lipi, njia ipi na lugha ipi", "%(channels)s, za jibu lililo mezani", "Chagua yote matatu"),
    es=("no se dice de qué respuesta, por qué vía ni en qué idioma", "%(channels)s, de un producto sobre la mesa",
        "Elija las tres cosas"),
)  # fmt: skip
LONG = Refusal(
    "message.long",
    en=("this is too long for its way", "%(most)s characters", "Leave out what can be read elsewhere"),
    fr=("c’est trop long pour cette voie", "%(most)s caractères", "Ôtez ce qui se lit ailleurs"),
    sw=("ni ndefu mno kwa njia hii", "herufi %(most)s", "Acha yanayoweza kusomwa kwingine"),
    es=("es demasiado largo para esta vía", "%(most)s caracteres", "Quite lo que puede leerse en otra parte"),
)
OTHER_NUMBERS = Refusal(
    "message.numbers",
    en=("the answer does not have these numbers", "numbers that stand in the answer",
        "Write them as the answer has them, or leave them out"),
    fr=("la réponse n’a pas ces nombres", "les nombres de la réponse",
        "Écrivez-les comme dans la réponse, ou ôtez-les"),
    sw=("jibu halina namba hizi", "namba zilizo kwenye jibu", "Ziandike kama zilivyo kwenye jibu, au ziache"),
    es=("la respuesta no tiene estos números", "números que están en la respuesta",
        "Escríbalos como en la respuesta, o quítelos"),
)  # fmt: skip
NO_RULE = Refusal(
    "message.rule",
    en=("a note of the day does not say by which rule", "a rule that can be used on the day", "Choose the rule"),
    fr=("une note du jour ne dit pas selon quelle règle", "une règle utilisable le jour même", "Choisissez la règle"),
    sw=("taarifa ya siku haisemi kwa kanuni ipi", "kanuni inayotumika siku hiyohiyo", "Chagua kanuni"),
    es=("una nota del día no dice según qué regla", "una regla que sirve el mismo día", "Elija la regla"),
)
HINDSIGHT = Refusal(
    "message.hindsight",
    en=("this looks at later days, and cannot be told as of today", "outputs without hindsight",
        "Tell it as how it used to be, or use a rule without look-ahead"),
    fr=("ceci regarde des jours à venir et ne peut valoir pour aujourd’hui", "les sorties sans regard en avant",
        "Dites-le comme ce qui se passait, ou prenez une règle sans regard en avant"),
    sw=("hii hutazama siku zijazo, na haiwezi kusemwa kama ya leo", "matokeo yasiyotazama mbele",
        "Iseme kama ilivyokuwa zamani, au tumia kanuni isiyotazama mbele"),
    es=("esto mira días posteriores y no puede decirse como de hoy", "salidas que no miran adelante",
        "Dígalo como lo que solía pasar, o use una regla que no mire adelante"),
)  # fmt: skip
OWN = Refusal(
    "message.own",
    en=("who wrote it does not check it", "somebody else who speaks the language", "Let another person read it aloud"),
    fr=("qui l’a écrit ne le relit pas", "quelqu’un d’autre qui parle la langue",
        "Faites-le lire à voix haute par un autre"),
    sw=("aliyeandika hawezi kuikagua", "mtu mwingine anayejua lugha hiyo", "Mwache mtu mwingine aisome kwa sauti"),
    es=("quien lo escribió no lo revisa", "otra persona que hable el idioma", "Que otra persona lo lea en voz alta"),
)  # fmt: skip
NO_COUNT = Refusal(
    "message.count",
    en=("these are not people who read it back", "of so many asked, as many or fewer", "Count again"),
    fr=("ce ne sont pas des personnes qui l’ont redit", "au plus autant que de questionnés", "Recomptez"),
    sw=("hawa si watu walioirudia kwa maneno yao", "kati ya walioulizwa, sawa au pungufu", "Hesabu tena"),
    es=("no son personas que lo repitieron", "de los preguntados, tantos o menos", "Cuente otra vez"),
)
OLD_WORDS = Refusal(
    "message.old_words",
    en=("the wording has changed since", "the wording that stands", "Ask them with the new words"),
    fr=("la formulation a changé depuis", "la formulation actuelle", "Redemandez avec les nouveaux mots"),
    sw=("maneno yamebadilika tangu hapo", "maneno yaliyopo sasa", "Waulize kwa maneno mapya"),
    es=("las palabras han cambiado desde entonces", "las palabras que valen ahora", "Pregunte con las palabras nuevas"),
)
NOT_OUT = Refusal(
    "message.not_released",
    en=("the answer is not released", "a released answer", "Release it first; the message stays as it is"),
    fr=("la réponse n’est pas diffusée", "une réponse diffusée", "Diffusez-la d’abord ; le message reste tel quel"),
    sw=("jibu halijatolewa", "jibu lililotolewa", "Litoe kwanza; ujumbe unabaki ulivyo"),
    es=("la respuesta no está publicada", "una respuesta publicada", "Publíquela primero; el mensaje queda como está"),
)

MESSAGE = Entity(
    "message", Message, State, Action, MOVES, apply,
    refusals=(NO_PRODUCT, LONG, OTHER_NUMBERS, NO_RULE, HINDSIGHT, OWN, NO_COUNT, OLD_WORDS, NOT_OUT),
)  # fmt: skip

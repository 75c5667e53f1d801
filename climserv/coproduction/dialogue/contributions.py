"""Contributions: what people bring in, in their own words; each is owed an answer, and none ends in silence."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import EVERYBODY, NOT_YET, SCRIBES, STEERING, VOICES, Entity, Move, Role, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..logbook.versions import Versioned, with_version
from ..people.labels import AMONG_SOME, Label, Reach, labels_from, may_reach
from ..people.labels import Kind as LabelKind
from ..people.people import Person, Shown
from ..people.working_agreements import agreement_in_force
from . import anchors
from .anchors import Anchor, anchor_from

if TYPE_CHECKING:
    from ..logbook.state import CaseState

LONGEST = 1000


class State(StrEnum):
    NOTED = "noted"
    ACKNOWLEDGED = "acknowledged"
    USED = "used"
    NOT_USED = "not_used"
    PARKED = "parked"
    WITHDRAWN = "withdrawn"


WAITING = frozenset({State.NOTED, State.ACKNOWLEDGED})


class Action(StrEnum):
    NOTE = "note"
    REWORD = "reword"
    PIN = "pin"
    LABEL = "label"
    ACKNOWLEDGE = "acknowledge"
    USE = "use"
    NOT_USE = "not_use"
    PARK = "park"
    TAKE_UP = "take_up"
    WITHDRAW = "withdraw"


class Kind(StrEnum):
    STATEMENT = "statement"
    QUESTION = "question"
    COMMENT = "comment"
    LOCAL_SIGN = "local_sign"
    OBSERVATION = "observation"
    MEMORY = "memory"


# The kinds of thing that a contribution can go into.
USES = ("insight", "change_request", "subject", "choice", "sheet")
# What goes when it is withdrawn: words and reasons. Where it was pinned and what it changed stays, without content.
WORDED = (Action.NOTE, Action.REWORD, Action.LABEL, Action.NOT_USE, Action.PARK, Action.TAKE_UP)


@dataclass(frozen=True, kw_only=True)
class Contribution(Versioned):
    """What somebody said. Its versions are its wordings; `answer` is why it was not used or parked.

    shown    how the author wishes to be named with it: name, group or none; "" as they wish in this case
    used_in  ids of the insights, change requests or subjects that it went into
    """

    kind: str = Kind.STATEMENT
    language: str = ""
    shown: str = ""
    labels: tuple[Label, ...] = ()
    anchor: Anchor | None = None
    answer: str = ""
    used_in: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The wording that stands; empty once withdrawn."""
        return str(self.latest.content.get("words", "")) if self.latest and self.state != State.WITHDRAWN else ""


def side_of(state: "CaseState", contribution: Contribution) -> str:
    """The side shown with it."""
    author = state.find(Person, contribution.by)
    return author.side if author else ""


def named(state: "CaseState", contribution: Contribution) -> str:
    """The name to print with it, as its author wishes: their own, their group's, or none."""
    author = state.find(Person, contribution.by)
    if author is None:
        return ""
    return replace(author, shown=contribution.shown or author.shown).shown_as


def on(state: "CaseState", subject: str) -> list[Contribution]:
    """Contributions pinned to a subject, withdrawn ones among them."""
    return [one for one in state.of(Contribution).values() if one.anchor and one.anchor.of == subject]


def waiting(state: "CaseState") -> list[Contribution]:
    """Those that have neither been used, nor refused with a reason, nor parked, nor withdrawn."""
    return [one for one in state.of(Contribution).values() if one.state in WAITING]


def overdue(state: "CaseState", at: datetime) -> list[Contribution]:
    """Those that wait longer than the days that the working agreement promises."""
    agreement = agreement_in_force(state)
    if agreement is None:
        return []
    term = timedelta(days=agreement.terms.get("reply_days", 0))
    return [one for one in waiting(state) if at - one.made > term]


def may_show(contribution: Contribution, reach: str) -> bool:
    """Whether it may be shown so far: not once withdrawn, and within its labels."""
    return contribution.state != State.WITHDRAWN and may_reach(contribution.labels, reach)


def open_to(contribution: Contribution, person: str) -> bool:
    """Whether somebody of the case reads it: of what was told among some, only who said it. "" is everybody."""
    among_some = {label.kind for label in contribution.labels} & AMONG_SOME
    return may_show(contribution, Reach.CASE) and (not among_some or (person != "" and contribution.by == person))


def apply(contribution: Contribution | None, event: Event, state: "CaseState") -> Contribution:
    contribution, said = contribution or Contribution(**born(event)), event.said
    if event.action == Action.NOTE:
        told = {name: str(said.get(name, "")) for name in ("language", "shown")}
        kind, labels = str(said.get("kind", Kind.STATEMENT)), labels_from(said.get("labels", ()))
        return with_version(replace(contribution, kind=kind, labels=labels, **told), event, state)
    if event.action == Action.REWORD:
        return with_version(contribution, event, state)
    if event.action == Action.PIN:
        return replace(contribution, anchor=anchor_from(said.get("anchor", {})))
    if event.action == Action.LABEL:
        return replace(contribution, labels=labels_from(said.get("labels", ())))
    if event.action == Action.USE:
        more = tuple(one for one in said.get("in", ()) if one not in contribution.used_in)
        return replace(contribution, used_in=(*contribution.used_in, *more), answer="")
    if event.action in (Action.NOT_USE, Action.PARK):
        return replace(contribution, answer=event.reason)
    return contribution


def said_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A kind that there is, labels and a name that there are, words of a length that others will read."""
    where, said = f"contribution {event.entity_id}", event.said
    if said.get("kind", Kind.STATEMENT) not in tuple(Kind):
        yield NO_KIND.at(where, got=str(said["kind"]), kinds=", ".join(Kind))
    if said.get("shown", "") not in ("", *Shown):
        yield NO_KIND.at(where, got=str(said["shown"]), kinds=", ".join(Shown))
    if len(str(said["words"])) > LONGEST:
        yield TOO_LONG.at(where, got=str(len(str(said["words"]))), longest=LONGEST)
    yield from labelled_rightly(state, event)


def labelled_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Only labels that there are; one of the community's own with its reference."""
    for label in labels_from(event.said.get("labels", ())):
        if label.kind not in tuple(LabelKind) or (label.kind == LabelKind.HUB and not label.text):
            yield NO_LABEL.at(f"contribution {event.entity_id}", got=label.kind, labels=", ".join(LabelKind))


def pinned_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """The place is said."""
    return anchors.problems_of(event.said["anchor"], f"contribution {event.entity_id}")


def goes_somewhere(state: "CaseState", event: Event) -> Iterable[Problem]:
    """What it was used in is there, so that anybody can walk from the remark to what it changed."""
    for id in event.said["in"]:
        if not any(state.story(kind, id) for kind in USES):
            yield NOWHERE.at(f"contribution {event.entity_id}", got=str(id), uses=", ".join(USES))


def all_answered(state: "CaseState", event: Event) -> Iterable[Problem]:
    """For closing a case: no contribution is left without an answer."""
    left = waiting(state)
    if left:
        yield UNANSWERED.at(f"case {event.case}", got=str(len(left)), first=left[0].id)


ANSWERERS = VOICES | STEERING
# Who said it, and who may write down what another said.
OWNERS = frozenset({Role.AUTHOR, *SCRIBES})
LIVING = tuple(one for one in State if one != State.WITHDRAWN)
_NOTE = {"needs": ("words",), "checks": (said_rightly,), "versions": True}

MOVES = {
    (NOT_YET, Action.NOTE): Move(State.NOTED, EVERYBODY | SCRIBES, **_NOTE),
    **{(state, Action.REWORD): Move(state, OWNERS, **_NOTE) for state in (*WAITING, State.PARKED)},
    **{
        (state, Action.PIN): Move(state, frozenset({*OWNERS, *STEERING}), needs=("anchor",), checks=(pinned_rightly,))
        for state in (*WAITING, State.PARKED)
    },
    **{(state, Action.LABEL): Move(state, frozenset({Role.AUTHOR}), checks=(labelled_rightly,)) for state in LIVING},
    (State.NOTED, Action.ACKNOWLEDGE): Move(State.ACKNOWLEDGED, ANSWERERS),
    **{
        (state, Action.USE): Move(State.USED, ANSWERERS, needs=("in",), checks=(goes_somewhere,))
        for state in (*WAITING, State.PARKED, State.NOT_USED, State.USED)
    },
    **{
        (state, Action.NOT_USE): Move(State.NOT_USED, ANSWERERS, needs_reason=True)
        for state in (*WAITING, State.PARKED)
    },
    **{(state, Action.PARK): Move(State.PARKED, ANSWERERS, needs_reason=True) for state in WAITING},
    **{
        (state, Action.TAKE_UP): Move(State.ACKNOWLEDGED, ANSWERERS, needs_reason=True)
        for state in (State.PARKED, State.NOT_USED)
    },
    **{(state, Action.WITHDRAW): Move(State.WITHDRAWN, frozenset({Role.AUTHOR})) for state in LIVING},
}

NO_KIND = Refusal(
    "contribution.kind",
    en=("there is no such kind", "%(kinds)s", "Choose one of them"),
    fr=("ce genre n’existe pas", "%(kinds)s", "Choisissez-en un"),
    sw=("hakuna aina kama hiyo", "%(kinds)s", "Chagua mojawapo"),
    es=("no existe ese tipo", "%(kinds)s", "Elija uno de ellos"),
)
TOO_LONG = Refusal(
    "contribution.long",
    en=("this is longer than others will read", "%(longest)s characters", "Say it in two, or attach it as a sheet"),
    fr=("c’est plus long que ce que d’autres liront", "%(longest)s caractères",
        "Dites-le en deux fois, ou joignez une feuille"),
    sw=("hii ni ndefu kuliko wengine watakavyosoma", "herufi %(longest)s",
        "Igawe mara mbili, au iambatanishe kama karatasi"),
    es=("es más largo de lo que otros leerán", "%(longest)s letras", "Dígalo en dos veces, o añádalo como hoja"),
)  # fmt: skip
NO_LABEL = Refusal(
    "contribution.label",
    en=("there is no such label, or its reference is missing", "%(labels)s", "Choose one; `hub` needs its reference"),
    fr=("cette étiquette n’existe pas, ou sa référence manque", "%(labels)s",
        "Choisissez-en une ; `hub` veut sa référence"),
    sw=("hakuna lebo kama hiyo, au rejea yake haipo", "%(labels)s", "Chagua moja; `hub` inahitaji rejea yake"),
    es=("no existe esa etiqueta, o falta su referencia", "%(labels)s", "Elija una; `hub` necesita su referencia"),
)  # fmt: skip
NOWHERE = Refusal(
    "contribution.nowhere",
    en=("it is not there that this was used", "the id of one of: %(uses)s", "Say in what it was used"),
    fr=("ce n’est pas là que ceci a servi", "l’identifiant de l’un de : %(uses)s", "Dites dans quoi cela a servi"),
    sw=("hii haikutumika hapo", "kitambulisho cha mojawapo ya: %(uses)s", "Sema ilitumika katika nini"),
    es=("no es ahí donde se usó", "la identidad de uno de: %(uses)s", "Diga en qué se usó"),
)
UNANSWERED = Refusal(
    "contribution.unanswered",
    en=("contributions are without an answer", "each used, not used with a reason, or parked",
        "Answer %(first)s and the others first"),
    fr=("des contributions sont sans réponse", "chacune utilisée, écartée avec une raison, ou mise de côté",
        "Répondez d’abord à %(first)s et aux autres"),
    sw=("kuna michango isiyojibiwa", "kila mmoja umetumika, haukutumika kwa sababu, au umewekwa kando",
        "Jibu kwanza %(first)s na mingine"),
    es=("hay aportes sin respuesta", "cada uno usado, no usado con una razón, o apartado",
        "Responda primero a %(first)s y a los demás"),
)  # fmt: skip

CONTRIBUTION = Entity(
    "contribution", Contribution, State, Action, MOVES, apply, ends=frozenset({State.WITHDRAWN}),
    refusals=(*anchors.REFUSALS, NO_KIND, TOO_LONG, NO_LABEL, NOWHERE, UNANSWERED),
)  # fmt: skip

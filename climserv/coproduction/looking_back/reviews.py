"""Reviews: both sides look back on a season with ten questions each, stored apart and shown side by side.

What nobody would say by name (trust, fairness, harm) is answered on slips in a box, and only counts come here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from climserv.vocabulary.problems import Problem

from ..logbook.entity import NOT_YET, SCRIBES, STEERING, VOICES, Entity, Move, Role, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..meeting.sessions import Session
from ..people.people import Person
from ..people.small_numbers import LEAST, split_or_whole
from .review_questions import BOX, FORMS, REFLECTIONS

if TYPE_CHECKING:
    from ..logbook.state import CaseState

LONGEST = 1000


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Action(StrEnum):
    OPEN = "open"
    COUNT = "count"
    CLOSE = "close"
    REOPEN = "reopen"


@dataclass(frozen=True, kw_only=True)
class Review(Thing):
    """A round of looking back.

    baseline     the review that was held before, to compare with; "" where there is none, and `why` says so
    counts       of the secret questions: question -> side ("" all together) -> answer -> number of slips
    """

    season: str = ""
    baseline: str = ""
    why: str = ""
    counts: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)


class Answered(StrEnum):
    GIVEN = "given"


class Answering(StrEnum):
    GIVE = "give"


@dataclass(frozen=True, kw_only=True)
class ReviewAnswer(Thing):
    """One person's answers in one review. A later sheet takes the place of an earlier one."""

    answers: Mapping[str, str] = field(default_factory=dict)
    channel: str = ""

    @property
    def review(self) -> str:
        return self.id.partition(":")[0]

    @property
    def person(self) -> str:
        return self.id.partition(":")[2]


@dataclass(frozen=True, kw_only=True)
class Reflection(Thing):
    """One person's three answers after a session; only the group's words are shown, never whose."""

    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def session(self) -> str:
        return self.id.partition(":")[0]


def answers_to(state: "CaseState", review: str, side: str) -> list[ReviewAnswer]:
    """The answers of one side."""
    found = (one for one in state.of(ReviewAnswer).values() if one.review == review)
    return [one for one in found if (person := state.find(Person, one.person)) and person.side == side]


def side_by_side(state: "CaseState", review: Review) -> dict[str, dict[str, Any]]:
    """Each side's answers, question by question: counts where answers are offered, else the words, sorted."""
    told = {}
    for side, form in FORMS.items():
        given = answers_to(state, review.id, side)
        told[side] = {
            one.name: dict(Counter(answer.answers[one.name] for answer in given if answer.answers.get(one.name)))
            if one.values
            else sorted(answer.answers[one.name] for answer in given if answer.answers.get(one.name))
            for one in form
        }
    return told


def change_since(state: "CaseState", review: Review, side: str, question: str) -> dict[str, tuple[str, str]]:
    """How the answers of those changed who answered this and the baseline: person -> (before, now).

    For counting only: pages show how many answered better, alike or worse, never who.
    """
    before = {one.person: one.answers.get(question) for one in answers_to(state, review.baseline, side)}
    now = {one.person: one.answers.get(question) for one in answers_to(state, review.id, side)}
    return {one: (before[one], now[one]) for one in now if before.get(one) and now[one]}


def better_or_worse(state: "CaseState", review: Review, side: str, question: str) -> dict[str, int]:
    """Of those who answered this and the baseline: `better`, `alike`, `worse`; nothing of fewer than five people.

    Of answers as they are offered, worst first; an answer in one's own words is neither better nor worse.
    """
    asked = next((one for one in FORMS[side] if one.name == question and one.values), None)
    pairs = change_since(state, review, side, question).values() if asked and review.baseline else ()
    if len(pairs) < LEAST:
        return {}
    order = list(asked.values)
    steps = [order.index(now) - order.index(before) for before, now in pairs]
    return {
        "better": sum(step > 0 for step in steps),
        "alike": steps.count(0),
        "worse": sum(step < 0 for step in steps),
    }


def reflected(state: "CaseState", session: str) -> dict[str, list[str]]:
    """What a group wrote after a session, question by question, in the order of the words: not whose.

    Empty lists while fewer than five have written: the words would point at persons.
    """
    given = [one for one in state.of(Reflection).values() if one.session == session]
    shown = given if len(given) >= LEAST else []
    return {
        one.name: sorted(answer.answers[one.name] for answer in shown if answer.answers.get(one.name))
        for one in REFLECTIONS
    }


def reflections(state: "CaseState", session: str) -> int:
    """How many have looked back on a session."""
    return sum(one.session == session for one in state.of(Reflection).values())


def secret_counts(review: Review, question: str) -> dict[str, Mapping[str, int]]:
    """The slips of a secret question: by side where every part has five or more, else together, else nothing."""
    by_side = review.counts.get(question, {})
    sizes = {side: sum(values.values()) for side, values in by_side.items()}
    if sum(sizes.values()) < LEAST:
        return {}
    if set(split_or_whole(sizes)) == set(sizes):
        return dict(by_side)
    together: Counter[str] = Counter()
    for values in by_side.values():
        together.update(values)
    return {"": dict(together)}


def apply(review: Review | None, event: Event, state: "CaseState") -> Review:
    review, said = review or Review(**born(event)), event.said
    if event.action == Action.OPEN:
        told = {name: str(said.get(name, "")) for name in ("season", "baseline", "why")}
        return replace(review, **told)
    if event.action == Action.COUNT:
        return replace(review, counts={**review.counts, **said.get("counts", {})})
    return review


def apply_answer(answer: ReviewAnswer | None, event: Event, state: "CaseState") -> ReviewAnswer:
    answer = answer or ReviewAnswer(**born(event))
    return replace(answer, answers=dict(event.said.get("answers", {})), channel=event.channel)


def apply_reflection(reflection: Reflection | None, event: Event, state: "CaseState") -> Reflection:
    return replace(reflection or Reflection(**born(event)), answers=dict(event.said.get("answers", {})))


def has_baseline(state: "CaseState", event: Event) -> Iterable[Problem]:
    """There is an earlier review to compare with, or it is said that there is none."""
    baseline, why = event.said.get("baseline", ""), str(event.said.get("why", ""))
    if (baseline and state.find(Review, baseline) is None) or (not baseline and not why.strip()):
        yield NO_BASELINE.at(f"review {event.entity_id}", got=str(baseline))


def counted_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Only the questions of the box, their answers, and whole numbers of slips."""
    for question, by_side in event.said["counts"].items():
        known = next((one for one in BOX if one.name == question), None)
        for side, values in by_side.items():
            wrong = [v for v, n in values.items() if not known or v not in known.values or not _is_count(n)]
            if wrong or side not in (*FORMS, ""):
                yield NO_COUNT.at(f"review {event.entity_id}, {question}", got=f"{side} {', '.join(wrong)}".strip())


def _is_count(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 0


def is_open(state: "CaseState", event: Event) -> Iterable[Problem]:
    """The review takes answers, and the person whose answers these are is of a side that is asked."""
    review, person = event.entity_id.partition(":")[0], event.entity_id.partition(":")[2]
    known, somebody = state.find(Review, review), state.find(Person, person)
    if known is None or known.state != State.OPEN:
        yield NOT_OPEN.at(f"review {review}", got=known.state if known else "")
    if somebody is None or somebody.side not in FORMS or person != event.person:
        yield NOT_ASKED.at(f"review {review}", got=person[:12])


def answered_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Only the questions of that side, and of those with answers offered, one of them."""
    somebody = state.find(Person, event.person)
    yield from _of_form(FORMS.get(somebody.side, ()) if somebody else (), event)


def reflected_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    yield from _of_form(REFLECTIONS, event)


def _of_form(form: tuple, event: Event) -> Iterable[Problem]:
    asked = {one.name: one for one in form}
    for name, value in event.said["answers"].items():
        values = asked[name].values if name in asked else ()
        if name not in asked or (values and value not in values) or len(str(value)) > LONGEST:
            yield NO_ANSWER.at(name, got=str(value)[:40], allowed=", ".join(values or asked))


def session_is_over(state: "CaseState", event: Event) -> Iterable[Problem]:
    """People look back on a session that has begun, each on their own behalf."""
    session = state.find(Session, event.entity_id.partition(":")[0])
    if session is None or session.state in ("planned", "invited", "cancelled"):
        yield NOT_OPEN.at(f"session {event.entity_id}", got=session.state if session else "")
    if event.entity_id.partition(":")[2] != event.person:
        yield NOT_ASKED.at(f"session {event.entity_id}", got=event.entity_id.partition(":")[2][:12])


_ANSWER = {"needs": ("answers",), "guards": (is_open,), "checks": (answered_rightly,)}
_REFLECT = {"needs": ("answers",), "guards": (session_is_over,), "checks": (reflected_rightly,)}

MOVES = {
    (NOT_YET, Action.OPEN): Move(State.OPEN, VOICES | STEERING, needs=("season",), checks=(has_baseline,)),
    (State.OPEN, Action.COUNT): Move(State.OPEN, SCRIBES, needs=("counts",), checks=(counted_rightly,)),
    (State.OPEN, Action.CLOSE): Move(State.CLOSED, STEERING),
    (State.CLOSED, Action.REOPEN): Move(State.OPEN, STEERING, needs_reason=True),
}
ANSWER_MOVES = {(state, Answering.GIVE): Move(Answered.GIVEN, VOICES, **_ANSWER) for state in (NOT_YET, Answered.GIVEN)}
REFLECTION_MOVES = {
    (state, Answering.GIVE): Move(Answered.GIVEN, VOICES | frozenset({Role.FACILITATOR}), **_REFLECT)
    for state in (NOT_YET, Answered.GIVEN)
}

NO_BASELINE = Refusal(
    "review.baseline",
    en=("there is nothing to compare with", "an earlier review, or a word why there is none",
        "Choose the review before, or write that there was none"),
    fr=("il n’y a rien à quoi comparer", "un bilan antérieur, ou un mot disant pourquoi il n’y en a pas",
        "Choisissez le bilan précédent, ou écrivez qu’il n’y en a pas eu"),
    sw=("hakuna cha kulinganisha nacho", "mapitio ya awali, au neno kwa nini hayapo",
        "Chagua mapitio yaliyotangulia, au andika kuwa hayakuwepo"),
    es=("no hay con qué comparar", "una revisión anterior, o unas palabras de por qué no la hay",
        "Elija la revisión anterior, o escriba que no la hubo"),
)  # fmt: skip
NO_COUNT = Refusal(
    "review.count",
    en=("these slips cannot be counted so", "numbers of slips for each answer", "Count the slips again"),
    fr=("ces billets ne peuvent être comptés ainsi", "le nombre de billets par réponse", "Recomptez les billets"),
    sw=("karatasi hizi haziwezi kuhesabiwa hivi", "idadi ya karatasi kwa kila jibu", "Hesabu karatasi tena"),
    es=("estas papeletas no se pueden contar así", "número de papeletas para cada respuesta",
        "Cuente otra vez las papeletas"),
)  # fmt: skip
NOT_OPEN = Refusal(
    "review.not_open",
    en=("this takes no answers now", "one that is open", "Ask who steers the case to open it"),
    fr=(
        "ceci ne prend pas de réponse maintenant",
        "ce qui est ouvert",
        "Demandez à qui conduit le dossier de l’ouvrir",
    ),
    sw=("hii haipokei majibu sasa", "iliyo wazi", "Mwombe anayeongoza shauri aifungue"),
    es=("esto no recibe respuestas ahora", "una que esté abierta", "Pida a quien dirige el caso que la abra"),
)
NOT_ASKED = Refusal(
    "review.not_asked",
    en=("this sheet is for another person", "a person of one of the two sides, for themselves",
        "Choose whose sheet this is"),
    fr=("cette feuille est pour une autre personne", "une personne de l’un des deux côtés, pour elle-même",
        "Choisissez de qui est la feuille"),
    sw=("karatasi hii ni ya mtu mwingine", "mtu wa upande mmoja kati ya pande mbili, kwa niaba yake",
        "Chagua karatasi hii ni ya nani"),
    es=("esta hoja es para otra persona", "una persona de uno de los dos lados, por sí misma",
        "Elija de quién es esta hoja"),
)  # fmt: skip
NO_ANSWER = Refusal(
    "review.answer",
    en=("this answer is not offered here, or is too long", "%(allowed)s", "Answer again"),
    fr=("cette réponse n’est pas proposée ici, ou est trop longue", "%(allowed)s", "Répondez de nouveau"),
    sw=("jibu hili halitolewi hapa, au ni refu mno", "%(allowed)s", "Jibu tena"),
    es=("esta respuesta no se ofrece aquí, o es demasiado larga", "%(allowed)s", "Responda otra vez"),
)

REVIEW = Entity(
    "review", Review, State, Action, MOVES, apply, refusals=(NO_BASELINE, NO_COUNT, NOT_OPEN, NOT_ASKED, NO_ANSWER)
)
REVIEW_ANSWER = Entity("review_answer", ReviewAnswer, Answered, Answering, ANSWER_MOVES, apply_answer)
REFLECTION = Entity("reflection", Reflection, Answered, Answering, REFLECTION_MOVES, apply_reflection)

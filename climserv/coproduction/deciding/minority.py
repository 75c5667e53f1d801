"""Minority views: what was said against, or with a reservation. Printed with the decision for ever."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..people.people import Person
from .counting import shown_to_all
from .hands import hands_in
from .objections import NO_ROUND, objections_to
from .objections import Action as Raising
from .objections import State as Objected
from .responses import responses_to
from .rounds import Kind, Round, State, Word
from .secrecy import Privacy

if TYPE_CHECKING:
    from ..logbook.state import CaseState


@dataclass(frozen=True)
class View:
    """One view.

    word    object, reservation or stand_aside; of sense-checks concerned or not_sure
    words   as said; of an objection the harm; empty where none were given, or where they have been erased
    mend    of an objection what would mend it; `met` how it was met; `overruled` that the round passed over it
    side    whose side, and `name` as they wish to be named; both empty where the round does not show them
    people  how many hands it stands for, where it was only counted
    """

    word: str
    words: str = ""
    mend: str = ""
    met: str = ""
    overruled: bool = False
    side: str = ""
    name: str = ""
    people: int = 1


DISSENT = {Kind.CONSENT: (Word.RESERVATION, Word.STAND_ASIDE), Kind.SENSE_CHECK: ("concerned", "not_sure")}


def minority_views(state: "CaseState", round: Round) -> list[View]:
    """All views against a round, those met included; nothing while it is hidden."""
    if round.hidden and round.state in (State.OPEN, State.CANCELLED):
        return []
    if round.secret:
        reasons = (round.revealed or {}).get("reasons", ())
        return [View("", str(words)) for words in reasons]
    views = []
    for one in objections_to(state, round.id):
        overruled = round.state == State.PASSED and one.state == Objected.OPEN
        views.append(View(Word.OBJECT, one.harm, one.mend, one.met, overruled, *_whose(state, round, one.person)))
    views += _set_aside(state, round)
    counted = shown_to_all(state, round) is not None
    for one in responses_to(state, round.id):
        # Where so few answered that no count is shown, answers without words would be one.
        if one.value in DISSENT.get(Kind(round.kind), ()) and (one.words or counted):
            side, name = _whose(state, round, one.person)
            views.append(View(str(one.value), one.words, side=side, name=name))
    for hands in hands_in(state, round.id):
        words = (*DISSENT.get(Kind(round.kind), ()), Word.OBJECT)
        counted = [(word, hands.counts.get(word, 0)) for word in words]
        views += [View(str(word), side=hands.side, people=people) for word, people in counted if people]
    return views


def _set_aside(state: "CaseState", round: Round) -> Iterator[View]:
    """Objections raised apart from who settled the round meanwhile: too late for the log, and said all the same."""
    for aside in state.set_aside.values():
        event = aside.event
        late = {problem.code for problem in aside.problems} <= {NO_ROUND.code}
        if event.entity == "objection" and event.action == Raising.RAISE and late:
            about, _, person = event.entity_id.partition(":")
            words = (str(event.said.get("harm", "")), str(event.said.get("mend", "")))
            if about == round.id:
                yield View(Word.OBJECT, *words, "", True, *_whose(state, round, person))


def _whose(state: "CaseState", round: Round, person: str) -> tuple[str, str]:
    known = state.find(Person, person)
    return (known.side, known.shown_as) if round.privacy == Privacy.OPEN else ("", "")

"""Counting: the one way to count a round, with the sources of what is counted.

A person in a session is one voice: of several entries the last counts. Hands are counts without names; the same
people may have answered by name, so the two are never added: of a side, the fuller of the two speaks for it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..people.people import Person
from .hands import hands_in
from .responses import responses_to
from .rounds import Kind, Round, Word, voters
from .secrecy import Privacy, may_be_shown, pooled

if TYPE_CHECKING:
    from ..logbook.state import CaseState

FOR = (Word.CONSENT, Word.RESERVATION)


@dataclass(frozen=True)
class Counted:
    """A round, counted.

    answered  people who answered by name or by mark, by side
    named     their answers by side; of a secret round what the ballot box gave, one part without a name if not split
    hands     hands by side
    sources   entries by channel: screen, paper, spoken
    replaced  entries that a later one has taken the place of
    """

    answered: Mapping[str, int]
    named: Mapping[str, Mapping[str, int]]
    hands: Mapping[str, Mapping[str, int]]
    sources: Mapping[str, int]
    replaced: int

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that have answered in whatever way."""
        return tuple(sorted({*self.answered, *(side for side, counts in self.hands.items() if sum(counts.values()))}))

    def people(self, side: str) -> int:
        """How many of a side have answered, at the least."""
        return max(self.answered.get(side, 0), sum(self.hands.get(side, {}).values()))

    def voices(self, side: str) -> Mapping[str, int]:
        """The answers of a side: by name, or the hands where more were raised."""
        named, hands = self.named.get(side, {}), self.hands.get(side, {})
        return hands if sum(hands.values()) > self.answered.get(side, 0) else named

    @property
    def everybody(self) -> Mapping[str, int]:
        """The answers by name of all sides, taken together."""
        return pooled(self.named.values())


def count(state: "CaseState", round: Round) -> Counted:
    """The round as it stands, whether or not it may be shown: `shown_to_all` says what may."""
    answered: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    named: dict[str, Counter[str]] = {}
    replaced = 0
    for response in responses_to(state, round.id):
        side = state.find(Person, response.person).side
        answered[side] += 1
        sources[response.channel] += 1
        replaced += len(response.earlier)
        if not round.secret:
            named.setdefault(side, Counter()).update(_worth(round, response.value))
    opened = (round.revealed or {}).get("counts", {})
    hands = {one.side: dict(one.counts) for one in hands_in(state, round.id)}
    return Counted(dict(answered), opened if round.secret else _plain(named), hands, dict(sources), replaced)


def _worth(round: Round, value: object) -> Mapping[str, int]:
    """An answer as numbers: one for the answer given; of dots and scores as many as were given."""
    if value is None:
        return {}
    return value if round.kind in (Kind.DOTS, Kind.SCORE) and isinstance(value, dict) else {str(value): 1}


def _plain(named: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    return {side: dict(sorted(values.items())) for side, values in sorted(named.items())}


def majority_for(counted: Counted, side: str) -> bool:
    """Whether more of a side are for it than object; who stands aside is counted on neither."""
    voices = counted.voices(side)
    return sum(voices.get(word, 0) for word in FOR) > voices.get(Word.OBJECT, 0)


def sides_silent(state: "CaseState", round: Round) -> list[str]:
    """Sides present that have not answered yet: while there are any, a hidden round shows nothing."""
    counted = count(state, round)
    return sorted({one.side for one in voters(state, round.session)} - set(counted.sides))


def yet_to_answer(state: "CaseState", round: Round) -> dict[str, int]:
    """How many of each side are here and have not answered by name: a number, for the desk and the projector."""
    done = {response.person for response in responses_to(state, round.id)}
    return dict(Counter(one.side for one in voters(state, round.session) if one.id not in done))


def shown_to_all(state: "CaseState", round: Round) -> dict[str, dict[str, int]] | None:
    """The counts that may be shown: by side, all together under an empty name, or None.

    None while a hidden round is not revealed, or where so few answered that a count would speak of persons.
    Counts of dots and scores are sums, and what is small is judged by the people behind them.
    """
    if round.hidden and round.state in ("open", "cancelled"):
        return None
    counted = count(state, round)
    if round.privacy == Privacy.OPEN:
        return {side: dict(values) for side, values in counted.named.items()}
    if round.secret:
        return {side: dict(values) for side, values in counted.named.items()} or None
    people = {side: {"": number} for side, number in counted.answered.items()}
    if may_be_shown(people):
        return {side: dict(values) for side, values in counted.named.items()}
    return {"": dict(counted.everybody)} if may_be_shown({"": pooled(people.values())}) else None

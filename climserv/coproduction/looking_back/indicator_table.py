"""The table of indicators: each read from the log where it can be, else from what people answered; before and after.

What speaks of fewer than five people is not told: `FEW` stands for it. What nobody has said or done yet is None.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING

from ..logbook.entity import Side
from . import indicators
from .breakdowns import BY, enough, parts_by
from .indicators import Share
from .outcome_stories import OutcomeStory, confirmed
from .review_questions import BOX, FORMS
from .reviews import Review, answers_to, better_or_worse, secret_counts
from .skill import skills

if TYPE_CHECKING:
    from ..logbook.state import CaseState

FEW = "few"


class How(StrEnum):
    """Where an indicator comes from."""

    LOG = "log"
    ASKED = "asked"
    BOX = "box"
    SHEET = "sheet"


class Unit(StrEnum):
    """What a bare number counts."""

    DAYS = "days"
    HOURS = "hours"
    MONEY = "money"
    PEOPLE = "people"
    OF_TEN = "of_ten"
    SCORE = "score"


@dataclass(frozen=True)
class Number:
    """A number with what it counts."""

    value: float
    unit: Unit


Value = Share | Number | Mapping[str, int] | str | None


@dataclass(frozen=True)
class Reading:
    """One indicator as it stands. `name` finds its words; `question` those of the review behind it.

    by       side, gender, group -> its parts, where they may be told apart
    before   the same in the review it is compared with
    changed  of those who answered both times: better, alike, worse
    """

    name: str
    how: How
    value: Value
    by: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    before: Value = None
    changed: Mapping[str, int] = field(default_factory=dict)
    question: str = ""


def readings(state: "CaseState", at: datetime, deadlines: Iterable[tuple[str, date]] = ()) -> list[Reading]:
    """Every indicator, in the order of the table; `deadlines` as of `indicators.in_time`, `at` is now."""
    last = max(state.of(Review).values(), key=lambda one: (one.made, one.id), default=None)
    return [
        *_reach(state), *_process(state, at), *_burden(state),
        Reading("said_back", How.LOG, _share(indicators.said_back(state))),
        *_asked(state, last), *_in_time(state, list(deadlines)), *_outcomes(state), *_boxed(state, last),
        Reading("continuity", How.LOG, indicators.continuity(state)),
    ]  # fmt: skip


def _reach(state: "CaseState") -> Iterator[Reading]:
    came = indicators.came(state)
    parts = {by: parts_by(state, came, by) for by in (*BY, "age_band")}
    by = {one: {part: Share(len(people), len(came)) for part, people in parts[one].items()} for one in parts}
    yield Reading("came", How.LOG, Number(len(came), Unit.PEOPLE) if came else None, by)
    spoke = {one: {part: _spoke(people) for part, people in parts[one].items()} for one in BY}
    yield Reading("spoke", How.LOG, _spoke(list(came.values())) if enough(came) else FEW if came else None, spoke)
    for group in ("gender", "age_band", "group"):
        gaps = indicators.representation_gap(state, group, indicators.targets(state, group))
        told = {who: FEW if gap is None else Number(10 * gap, Unit.OF_TEN) for who, gap in gaps.items()}
        if told:
            yield Reading("gap", How.LOG, None, {group: told})


def _spoke(told: list[bool]) -> Share:
    return Share(sum(told), len(told))


def _process(state: "CaseState", at: datetime) -> Iterator[Reading]:
    yield Reading("first_reply", How.LOG, _days(indicators.first_reply_days(state)))
    yield Reading("reply", How.LOG, _days(indicators.reply_days(state)))
    yield Reading("answered", How.LOG, _share(indicators.answered(state)))
    kept = indicators.promises_kept(state, at)
    whole = Share(sum(one.part for one in kept.values()), sum(one.whole for one in kept.values()))
    yield Reading("promises", How.LOG, _share(whole), {"side": kept})
    yield Reading("by_users", How.LOG, _share(indicators.set_by_users(state)))


def _burden(state: "CaseState") -> Iterator[Reading]:
    """By side only where five or more came of each: what one person was paid is nobody else's to know."""
    apart = parts_by(state, indicators.came(state), "side")
    for name, found, unit in (("hours", indicators.hours(state), Unit.HOURS),
                              ("cost", indicators.allowances(state), Unit.MONEY)):  # fmt: skip
        by = {side: Number(one, unit) for side, one in found.items()} if apart else {}
        yield Reading(name, How.LOG, Number(sum(found.values()), unit) if found else None, {"side": by})


def _in_time(state: "CaseState", deadlines: list[tuple[str, date]]) -> Iterator[Reading]:
    yield Reading("in_time", How.LOG, _share(indicators.in_time(state, deadlines)))
    days = indicators.margins(state, deadlines)
    yield Reading("margin", How.LOG, Number(median(days), Unit.DAYS) if days else None)


def _outcomes(state: "CaseState") -> Iterator[Reading]:
    stories = state.of(OutcomeStory)
    yield Reading("stories", How.ASKED, _share(Share(len(confirmed(state)), len(stories))))
    found = skills(state)
    counts = Counter({name: sum(getattr(one, name) for one in found) for name in FOUR})
    yield Reading("skill", How.SHEET, dict(counts) if found else None)
    seasons = sum(one.seasons for one in found)
    score = sum(one.brier * one.seasons for one in found) / seasons if seasons else 0
    usual = sum(one.usual * one.seasons for one in found) / seasons if seasons else 0
    for name, number in (("brier", score), ("usual", usual)):
        yield Reading(name, How.SHEET, Number(number, Unit.SCORE) if seasons else None)
    worth = [one.value for one in found if one.value is not None]
    yield Reading("value", How.SHEET, Number(worth[0], Unit.SCORE) if len(worth) == 1 else None)


def _asked(state: "CaseState", review: Review | None) -> Iterator[Reading]:
    """From the sheets of both sides. A question that only one side is asked speaks of that side."""
    for name, sides, question in ASKED:
        now = _answers(state, review.id, sides, question) if review else {}
        before = _answers(state, review.baseline, sides, question) if review and review.baseline else {}
        told_in_words = not _values_of(sides[0], question)
        by = {one: {part: _told(answers, told_in_words) for part, answers in parts_by(state, now, one).items()}
              for one in BY}  # fmt: skip
        changed: Counter[str] = Counter()
        for side in sides if review else ():
            changed.update(better_or_worse(state, review, side, question))
        yield Reading(
            name, How.ASKED, _whole(now, told_in_words), by, _whole(before, told_in_words), dict(changed), question
        )


def _answers(state: "CaseState", review: str, sides: Iterable[str], question: str) -> dict[str, str]:
    """Person -> what they answered; empty where they left it out."""
    return {one.person: one.answers.get(question, "") for side in sides for one in answers_to(state, review, side)}


def _values_of(side: str, question: str) -> tuple[str, ...]:
    return next((tuple(one.values or ()) for one in FORMS[side] if one.name == question), ())


def _whole(answers: Mapping[str, str], told_in_words: bool) -> Value:
    if not answers:
        return None
    return _told(list(answers.values()), told_in_words) if enough(answers) else FEW


def _told(answers: list[str], told_in_words: bool) -> Value:
    """Of answers in words, how many gave one; of those that are offered, how often each."""
    if told_in_words:
        return Share(sum(bool(one) for one in answers), len(answers))
    return dict(Counter(one for one in answers if one))


def _boxed(state: "CaseState", review: Review | None) -> Iterator[Reading]:
    """From the slips: together, and by side where both have five or more."""
    for question in BOX:
        now, by = _slips(review, question.name)
        before, _by = _slips(state.find(Review, review.baseline) if review else None, question.name)
        yield Reading(question.name, How.BOX, now, {"side": by}, before, question=question.name)


def _slips(review: Review | None, question: str) -> tuple[Value, Mapping[str, Value]]:
    if review is None or not review.counts.get(question):
        return None, {}
    shown = secret_counts(review, question)
    if not shown:
        return FEW, {}
    whole: Counter[str] = Counter()
    for counts in shown.values():
        whole.update(counts)
    return dict(whole), {} if "" in shown else shown


def _share(share: Share) -> Share | None:
    return share if share.whole else None


def _days(days: float | None) -> Number | None:
    return None if days is None else Number(days, Unit.DAYS)


FOUR = ("worthy", "in_vain", "missed", "quiet")
BOTH = (Side.USER, Side.PRODUCER)
# Name of the indicator, sides that are asked, name of the question.
ASKED = (
    ("understood", (Side.USER,), "understood"), ("credibility", (Side.USER,), "believed"),
    ("salience", BOTH, "answered"), ("got_in_time", BOTH, "in_time"), ("use", (Side.USER,), "did"),
    ("otherwise", (Side.USER,), "without"), ("worth", BOTH, "worth"), ("kept_said", BOTH, "promises"),
    ("onward", BOTH, "onward"), ("learned", (Side.PRODUCER,), "learned"), ("true", (Side.PRODUCER,), "true"),
)  # fmt: skip

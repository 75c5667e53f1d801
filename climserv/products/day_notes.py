"""Notes of the day: rain to plant has fallen; of past years like this, in how many did planting on that day fail?

Only a rule that reads no later day may speak of today. What followed in past years is a count, never advice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ..vocabulary.outcomes import Outcome
from ..vocabulary.problems import Problem, Refused
from ..vocabulary.units import parse_quantity
from .words.channel_words import words_of
from .words.phrases import month_day, quantity

# Years in which the day fell so many days earlier or later are years like this.
NEAR = 10
# From fewer of them nothing can be said alone.
LEAST = 5
# Readings are sums of tenths; a sum that reaches the amount must not miss it by their rounding [mm].
HAIR = 1e-6


@dataclass(frozen=True)
class Past:
    """How planting went: so many times it failed, of so many that are known."""

    failed: int
    of: int


def rules_on_the_day(record: Mapping) -> dict[str, str]:
    """The outputs that may speak of today, each with the output that tells of its losses afterwards."""
    steps = record["recipe"]["filled"]["steps"]
    losses = {step["arguments"].get("planted"): step.get("as", step["op"]) for step in steps
              if step["op"] == "dry_spell_after"}  # fmt: skip
    return {name: losses[name] for name, ahead in record["looks_ahead"].items() if not ahead and name in losses}


def planted_and_lost(record: Mapping, rule: str, place: str) -> dict[str, tuple[float, bool | None]]:
    """Of each past season in which the rule had its day: that day, and whether the seed then died (None: not known).

    rule  an output that may speak of today; `Refused` for one that looks at later days
    """
    known = rules_on_the_day(record)
    if rule not in known:
        what = "this rule looks at later days, and cannot speak of today"
        raise Refused(Problem("note.hindsight", rule, what, rule, ", ".join(known) or "-",
                              "Take a rule that can be used on the day"))  # fmt: skip
    planted, lost = (dict(_values(record, name, place)) for name in (rule, known[rule]))
    return {label: (value, _failed(lost.get(label))) for label, (value, word) in planted.items()
            if word == Outcome.HAPPENED.word}  # fmt: skip


def years_like(record: Mapping, rule: str, place: str, day: date) -> tuple[Past, Past]:
    """Of past years whose day of planting fell near this day, and of all: how often planting then failed.

    returns  (years like this, all years); years in which it is not known whether planting failed are in neither
    """
    seasons = planted_and_lost(record, rule, place)
    offset = _offset(_start(record, rule), day)
    known = [one for one in seasons.values() if one[1] is not None]
    near = [failed for value, failed in known if abs(value - offset) <= NEAR]
    return Past(sum(near), len(near)), Past(sum(failed for _value, failed in known), len(known))


def day_note(record: Mapping, rule: str, place: str, day: date, gauge: str, language: str) -> str:
    """The note as people hear it; with too few years like this, all of them stand beside."""
    like, every = years_like(record, rule, place, day)
    words, step = words_of(language), _step(record, rule)
    told = words["note"].format(
        place=place, day=month_day(f"{day:%m-%d}", language), gauge=gauge,
        amount=quantity(str(step["arguments"]["amount"]), language),
        window=quantity(str(step["arguments"]["window"]), language),
    )  # fmt: skip
    past = words["note.like" if like.of >= LEAST else "note.few"].format(
        failed=like.failed, of=like.of, all_failed=every.failed, all_of=every.of
    )
    return f"{told}\n\n{past} {words['note.unknown']}\n"


def refuse_unfallen(record: Mapping, rule: str, day: date, gauge: str, rain: Mapping[date, float]) -> None:
    """Refuse a note of rain that the gauge did not catch.

    rain  by the day on which it fell [mm]; a day without a reading may have had any rain, and then nothing is refused
    """
    asked = _step(record, rule)["arguments"]
    days = round(parse_quantity(str(asked["window"]), where="window").to("day"))
    amount = parse_quantity(str(asked["amount"]), where="amount").to("mm")
    read = [rain.get(day - timedelta(days=back)) for back in range(days)]
    if None in read or sum(read) >= amount - HAIR:
        return
    what, got = "less rain has fallen there than the rule asks for", f"{sum(read):g} mm in {asked['window']}"
    raise Refused(Problem("note.readings", gauge, what, got, f"{asked['amount']} or more",
                          "Wait for more rain, or put the readings right"))  # fmt: skip


def _values(record: Mapping, name: str, place: str) -> list[tuple[str, tuple[float | None, str]]]:
    """Season label -> value and outcome of an output on record, at a place."""
    answer = next((one for one in record.get("others", ()) if one["name"] == name), record)
    found = [one for one in answer["series"] if one["place"] == place and one["period_role"] == "record"]
    return [(label, (value, word)) for one in found[:1] for label, value, word in one["values"]]


def _failed(loss: tuple[float | None, str] | None) -> bool | None:
    return {Outcome.HAPPENED.word: True, Outcome.DID_NOT_HAPPEN.word: False}.get(loss[1]) if loss else None


def _step(record: Mapping, name: str) -> Mapping:
    return next(one for one in record["recipe"]["filled"]["steps"] if one.get("as", one["op"]) == name)


def _start(record: Mapping, name: str) -> str:
    """The month and day from which the days of an output are counted."""
    return str(_step(record, name)["arguments"]["search"]["from"])


def _offset(start: str, day: date) -> int:
    """Days from the last such month and day on or before `day`."""
    month, first = (int(part) for part in start.split("-"))
    begin = date(day.year, month, first)
    return (day - (begin if begin <= day else date(day.year - 1, month, first))) // timedelta(days=1)

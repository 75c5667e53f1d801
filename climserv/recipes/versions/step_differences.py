"""Steps of two filled recipes set side by side: taken out, put in, moved, and what is different in those that stay."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..filling import FilledRecipe, FilledStep
from ..parameters import Path
from .difference_words import value_words

# What a comparison is of, where a step has an `operator`: "wet day is now >= 1 mm/day, was > 0.85 mm/day".
_COMPARED = ("wet_day", "threshold", "below", "above")

Key = tuple[str, str, int]
Links = tuple[Mapping[tuple[str, str], str], Mapping[tuple[str, str], str]]
# Code, name, now and was in words, and what else the sentence needs.
Said = tuple[str, str, object, object, dict[str, object]]


@dataclass
class Told:
    """What has been told, so that nothing is told twice: names, and pairs of values.

    path      of the latest
    settings  pairs of values of the parameters that change, which are told with their names
    """

    names: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    path: Path = ()
    settings: set[tuple[str, str]] = field(default_factory=set)

    def explains(self, was: object, now: object, linked: bool) -> bool:
        """Whether parts of an argument, or all of it where nobody knows which parameter reaches it, follow settings."""
        if isinstance(was, Mapping) and isinstance(now, Mapping) and set(was) == set(now):
            return all(was[key] == now[key] or (str(was[key]), str(now[key])) in self.settings for key in was)
        if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
            return all(
                one == other or (str(one), str(other)) in self.settings for one, other in zip(was, now, strict=True)
            )
        return not linked and (str(was), str(now)) in self.settings

    def add(self, name: str, was: object, now: object) -> None:
        self.names.add(name)
        self.pairs.add((str(was), str(now)))

    def holds(self, name: str, was: object, now: object) -> bool:
        return name in self.names or (str(was), str(now)) in self.pairs


def step_differences(was: FilledRecipe, now: FilledRecipe, links: Links, told: Told) -> Iterator[Said]:
    """Every difference between the steps; sets `told.path` before each."""
    before, after = _keyed(was.steps), _keyed(now.steps)
    places = [{key: number + 1 for number, key in enumerate(steps)} for steps in (before, after)]
    for key, step in before.items():
        if key not in after:
            told.path = ("steps", places[0][key] - 1)
            yield "step_removed", "", "", _called(step), {}
    for key, step in after.items():
        if key not in before:
            told.path = ("steps", places[1][key] - 1)
            yield "step_added", "", _called(step), "", {}
    shared = [key for key in after if key in before]
    for key in _moved([key for key in before if key in after], shared):
        told.path = ("steps", places[1][key] - 1)
        yield "step_moved", after[key].name, _place(places[1][key]), _place(places[0][key]), {}
    for key in shared:
        told.path = ("steps", places[1][key] - 1)
        if before[key].version != after[key].version:
            yield "operation", key[0], str(after[key].version), str(before[key].version), {}
        yield from _arguments(before[key], after[key], places[1][key], links, told)


def _keyed(steps: tuple[FilledStep, ...]) -> dict[Key, FilledStep]:
    """Steps by operation, name, and how often such a one was there before."""
    keyed: dict[Key, FilledStep] = {}
    for step in steps:
        number = sum(1 for op, name, _ in keyed if (op, name) == (step.op, step.name))
        keyed[step.op, step.name, number] = step
    return keyed


def _moved(was: list[Key], now: list[Key]) -> list[Key]:
    """The steps that change their place, as few as explain the new order."""
    stay = {
        key
        for block in difflib.SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
        for key in was[block.a : block.a + block.size]
    }
    return [key for key in now if key not in stay]


def _arguments(was: FilledStep, now: FilledStep, place: int, links: Links, told: Told) -> Iterator[Said]:
    names = list(dict.fromkeys([*was.arguments, *now.arguments]))
    differing = [name for name in names if was.arguments.get(name) != now.arguments.get(name)]
    compared = next((name for name in _COMPARED if {name, "operator"} <= set(names)), None)
    if compared and {compared, "operator"} & set(differing):
        yield from _comparison(was, now, place, compared, links, told)
        differing = [name for name in differing if name not in (compared, "operator")]
    for name in differing:
        one, other = was.arguments.get(name), now.arguments.get(name)
        linked = _parameter_of(now.op, name, links)
        if linked in told.names or (not linked and told.explains(one, other, any(links))):
            continue
        told.add(linked or name, one, other)
        words = (value_words(other, now.op, name), value_words(one, was.op, name))
        if linked:
            told.path = ("parameters", linked, "default")
            yield "value", linked, *words, {}
        else:
            told.path = ("steps", place - 1, now.op, name)
            yield "in_step", name, *words, {"step": f"{place} ({now.name})"}


def _comparison(
    was: FilledStep, now: FilledStep, place: int, compared: str, links: Links, told: Told
) -> Iterator[Said]:
    """A threshold together with how it is compared."""
    sides = [{name: step.arguments.get(name) for name in (compared, "operator")} for step in (was, now)]
    new = False
    for name in (compared, "operator"):
        linked = _parameter_of(now.op, name, links) or name
        if sides[0][name] != sides[1][name]:
            new |= not (linked in told.names and (str(sides[0][name]), str(sides[1][name])) in told.pairs)
            told.add(linked, sides[0][name], sides[1][name])
    if not new:
        return
    said = []
    for side in sides:
        words = value_words(side[compared])
        said.append({code: f"{side['operator'] or ''} {text}".strip() for code, text in words.items()})
    linked = _parameter_of(now.op, compared, links)
    told.path = ("parameters", linked, "default") if linked else ("steps", place - 1, now.op, compared)
    yield "value", linked or compared, said[1], said[0], {}


def _parameter_of(op: str, argument: str, links: Links) -> str | None:
    """The parameter that reaches this argument on both sides; None when it is written out on one of them."""
    one, other = (side.get((op, argument)) for side in links)
    return one if one == other else None


def _called(step: FilledStep) -> dict[str, str]:
    name = step.op.replace("_", " ")
    name = name if step.name in (step.op, "") else f"{name} ({step.name.replace('_', ' ')})"
    return {"en": name, "fr": name}


def _place(number: int) -> dict[str, str]:
    return {"en": f"as step {number}", "fr": f"étape {number}"}

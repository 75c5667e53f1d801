"""What is different between two versions of a recipe, in plain words: for the answer, for people, in the text only."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...vocabulary.problems import Refused
from ..checking import examine
from ..filling import FilledRecipe, fill
from ..model import Parameter, Recipe
from ..parameters import Path
from .difference_words import GROUPS, SENTENCES, plain, say, value_words
from .step_differences import Told, step_differences

__all__ = [
    "GROUPS", "Compared", "Difference", "differences", "differences_of_texts", "filled_differences",
    "setting_differences",
]  # fmt: skip

# More lines than this are not laid side by side: no recipe is so long.
_MOST_LINES = 4000


@dataclass(frozen=True)
class Difference:
    """One thing that is different.

    group   `answer`, `people` or `text`: what it changes
    code    which kind of difference; see `difference_words`
    words   the sentence, by language
    path    where it stands, as keys into the file; of the older one where it was taken out
    """

    group: str
    code: str
    words: Mapping[str, str]
    path: Path = ()

    def as_dict(self) -> dict[str, object]:
        return {"group": self.group, "code": self.code, "words": dict(self.words), "path": list(self.path)}


@dataclass(frozen=True)
class Compared:
    """Two texts compared.

    found     what is different, in the order of the groups
    lines     (sign, number, text) of each line: " " in both, "-" only before, "+" only after; the number is that of the
              text in which the line stands
    complete  both texts could be read, so that nothing is left out of `found`
    """

    found: tuple[Difference, ...]
    lines: tuple[tuple[str, int, str], ...]
    complete: bool


@dataclass(frozen=True)
class _Side:
    """A recipe as its author wrote it, where that is known, and as it is computed, where it can be."""

    filled: FilledRecipe | None
    recipe: Recipe | None = None
    links: Mapping[tuple[str, str], str] = field(default_factory=dict)


def differences(before: Recipe, after: Recipe) -> tuple[Difference, ...]:
    """What is different between two recipes as their authors wrote them, with all that is computed by default."""
    return _sorted(_all(_side(before), _side(after)))


def filled_differences(before: FilledRecipe, after: FilledRecipe) -> tuple[Difference, ...]:
    """What is different between two filled recipes: what is computed, and what is told with it."""
    return _sorted(_all(*(_Side(one, links=_by_name(one)) for one in (before, after))))


def setting_differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Difference, ...]:
    """What is different between two sets of parameters."""
    found = []
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name), after.get(name)
        if was != now:
            code = "value" if None not in (was, now) else "value_set" if was is None else "value_unset"
            found.append(_difference(code, name, now, was, path=("settings", name)))
    return tuple(found)


def differences_of_texts(before: str, after: str) -> Compared:
    """What is different between two texts of a recipe, whatever faults they have."""
    sides = [examine(text, "") for text in (before, after)]
    (first, first_faults), (second, second_faults) = sides
    found = differences(first, second) if first is not None and second is not None else ()
    complete = first is not None and second is not None and not (first_faults or second_faults)
    return Compared(found, _lines(before, after), complete)


def _side(recipe: Recipe) -> _Side:
    try:
        filled = fill(recipe)
    except Refused:
        filled = None
    links = {
        (step.op, argument): raw[1:]
        for step in recipe.steps
        for argument, raw in step.arguments.items()
        if isinstance(raw, str) and raw.startswith("$")
    }
    return _Side(filled, recipe, links)


def _by_name(filled: FilledRecipe) -> dict[tuple[str, str], str]:
    """The parameters that reach arguments of their own name: a filled recipe does not say more."""
    return {
        (step.op, name): name
        for step in filled.steps
        for name, value in step.arguments.items()
        if filled.parameters.get(name) == str(value)
    }


def _sorted(found: Iterable[Difference]) -> tuple[Difference, ...]:
    order = list(GROUPS)
    return tuple(sorted(found, key=lambda one: order.index(one.group)))


def _all(before: _Side, after: _Side) -> Iterator[Difference]:
    told = Told()
    if before.filled is not None and after.filled is not None:
        yield from _computed(before, after, told)
    if before.recipe is not None and after.recipe is not None:
        yield from _parameters(before.recipe.parameters, after.recipe.parameters, told)
    one, other = before.recipe or before.filled, after.recipe or after.filled
    yield from _inputs(one.inputs, other.inputs)
    yield from _envelope(one.answers, other.answers)
    for code in ("title", "question"):
        yield from _by_language(code, "", getattr(one, code), getattr(other, code), (code,))
    yield from _listed(
        "limit", [limit["en"] for limit in one.limits], [limit["en"] for limit in other.limits], "limits"
    )
    if one.authors != other.authors:
        yield _difference("authors", "", list(other.authors), list(one.authors), path=("authors",))
    yield from _listed("reference", one.references, other.references, "references")
    if before.recipe is not None and after.recipe is not None and before.recipe.tests != after.recipe.tests:
        was, now = len(before.recipe.tests), len(after.recipe.tests)
        code = "tests" if was != now else "tests_changed"
        yield _difference(code, "", now, was, path=("tests",))


def _computed(before: _Side, after: _Side, told: Told) -> Iterator[Difference]:
    """What changes the numbers."""
    was, now = before.filled, after.filled
    if was.metric != now.metric:
        yield _difference("metric", "", now.metric, was.metric, path=("answers", "metric"))
    shared = [name for name in now.parameters if name in was.parameters]
    told.settings = {(was.parameters[name], now.parameters[name]) for name in shared} - {
        (value, value) for value in was.parameters.values()
    }
    links = (before.links, after.links)
    for code, name, one, other, more in step_differences(was, now, links, told):
        yield Difference(SENTENCES[code][0], code, say(code, name, one, other, **more), told.path)
    for name in shared:
        if was.parameters[name] != now.parameters[name] and name not in told.names:
            told.add(name, was.parameters[name], now.parameters[name])
            yield _difference("value", name, now.parameters[name], was.parameters[name],
                              path=("parameters", name, "default"))  # fmt: skip
    if was.outputs != now.outputs:
        yield _difference("outputs", "", list(now.outputs), list(was.outputs), path=("outputs",))
    if was.uses_hindsight != now.uses_hindsight:
        yield _difference("hindsight_on" if now.uses_hindsight else "hindsight_off", path=("uses_hindsight",))
    yield from _conventions(was, now, told)


def _conventions(was: FilledRecipe, now: FilledRecipe, told: Told) -> Iterator[Difference]:
    """What else is taken for granted, where it follows from no change that is told already."""
    if [(step.op, step.version) for step in was.steps] != [(step.op, step.version) for step in now.steps]:
        return
    for name, value in now.conventions.items():
        earlier, key = was.conventions.get(name), name.rpartition(".")[2]
        if earlier not in (None, value) and key != "hindsight" and not told.holds(key, earlier, value):
            yield _difference("convention", key, value, earlier, path=("steps",))


def _parameters(was: Mapping[str, Parameter], now: Mapping[str, Parameter], told: Told) -> Iterator[Difference]:
    """What people may set, within what bounds, and how they are asked."""
    for name in now:
        if name not in was:
            yield _difference("parameter_added", name, now[name].default, path=("parameters", name))
    for name in was:
        if name not in now:
            yield _difference("parameter_removed", name, was=was[name].default, path=("parameters", name))
        elif was[name] != now[name]:
            yield from _parameter(name, was[name], now[name], told)


def _parameter(name: str, was: Parameter, now: Parameter, told: Told) -> Iterator[Difference]:
    path = ("parameters", name)
    if str(was.default) != str(now.default) and name not in told.names:
        yield _difference("value", name, now.default, was.default, path=(*path, "default"))
    if (was.low, was.high) != (now.low, now.high):
        yield Difference("people", "bounds", say("bounds", name, _bounds(now), _bounds(was)), path)
    for code, one, other in (("step_size", was.step, now.step), ("choices", was.choices, now.choices)):
        if one != other:
            yield _difference(code, name, other, one, path=(*path, "step" if code == "step_size" else code))
    if was.changers != now.changers:
        words = say("changed_by", name, _changers(now), _changers(was))
        yield Difference("people", "changed_by", words, (*path, "changed_by"))
    yield from _by_language("ask", name, was.ask, now.ask, (*path, "ask"))
    listed = [[f"{one.value} ({one.by})" for one in side.in_use] for side in (was, now)]
    yield from _listed("in_use", *listed, "in_use", name=name, path=path)
    if was.local != now.local:
        words = [", ".join(word for names in side.local.values() for word in names) for side in (now, was)]
        yield _difference("local", name, *words, path=(*path, "local"))


def _bounds(parameter: Parameter) -> dict[str, str]:
    low, high = value_words(parameter.low), value_words(parameter.high)
    if parameter.low is None and parameter.high is None:
        return {"en": "without bounds", "fr": "sans bornes"}
    return {"en": f"from {low['en']} to {high['en']}", "fr": f"de {low['fr']} à {high['fr']}"}


def _changers(parameter: Parameter) -> dict[str, str]:
    if not parameter.changers:
        return plain("nobody")
    return {
        code: f" {plain('and')[code]} ".join(plain(one)[code] for one in parameter.changers) for code in ("en", "fr")
    }


def _inputs(was: Mapping, now: Mapping) -> Iterator[Difference]:
    for name in now:
        if name not in was:
            yield _difference("input_added", name, f"{name} ({now[name].variable})", path=("inputs", name))
    for name in was:
        path = ("inputs", name)
        if name not in now:
            yield _difference("input_removed", name, was=f"{name} ({was[name].variable})", path=path)
            continue
        one, other = was[name], now[name]
        facts = [{"variable": side.variable, "role": side.role, "optional": side.optional} for side in (other, one)]
        differing = [key for key in facts[0] if facts[0][key] != facts[1][key]]
        if differing:
            shown = [{key: side[key] for key in differing} for side in facts]
            yield _difference("input", name, *shown, path=path)
        if one.record != other.record:
            yield _difference("record", name, other.record, one.record, path=(*path, "record"))


def _envelope(was, now) -> Iterator[Difference]:
    facts = [
        {"time": side.time, "finest": side.space.finest, "upto": side.space.upto, "horizons": side.horizons,
         "sites": side.sites}
        for side in (was, now)
    ]  # fmt: skip
    for name, value in facts[1].items():
        if value != facts[0][name]:
            path = ("answers", "space") if name in ("finest", "upto") else ("answers", name)
            yield _difference("envelope", name, value, facts[0][name], path=path)


def _by_language(code: str, name: str, was: Mapping, now: Mapping, path: Path) -> Iterator[Difference]:
    for language in dict.fromkeys([*was, *now]):
        one, other = was.get(language, ""), now.get(language, "")
        if one != other:
            yield Difference("people", code, say(code, name, other, one, language=language), (*path, language))


def _listed(
    code: str, was: Iterable[str], now: Iterable[str], field_: str, *, name: str = "", path: Path = ()
) -> Iterator[Difference]:
    was, now = list(was), list(now)
    for place, one in enumerate(was):
        if one not in now:
            yield Difference(*_kind(f"{code}_removed"), say(f"{code}_removed", name, was=one), (*path, field_, place))
    for place, one in enumerate(now):
        if one not in was:
            yield Difference(*_kind(f"{code}_added"), say(f"{code}_added", name, one), (*path, field_, place))


def _kind(code: str) -> tuple[str, str]:
    return SENTENCES[code][0], code


def _difference(code: str, name: str = "", now: object = "", was: object = "", *, path: Path = ()) -> Difference:
    return Difference(*_kind(code), say(code, name, value_words(now), value_words(was)), path)


def _lines(before: str, after: str) -> tuple[tuple[str, int, str], ...]:
    was, now = before.splitlines(), after.splitlines()
    if max(len(was), len(now)) > _MOST_LINES:
        return ()
    found = []
    # Lines that stand everywhere are no landmarks: with them a text of one line again and again takes minutes.
    for kind, i, last_i, j, last_j in difflib.SequenceMatcher(None, was, now, autojunk=True).get_opcodes():
        if kind == "equal":
            found += [(" ", number + 1, now[number]) for number in range(j, last_j)]
            continue
        found += [("-", number + 1, was[number]) for number in range(i, last_i)]
        found += [("+", number + 1, now[number]) for number in range(j, last_j)]
    return tuple(found)

"""`climserv recipes new`: the questions that lead to a first recipe file."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from .recipes.book import shipped_book
from .recipes.loading import read_recipe
from .recipes.operations import Operation
from .recipes.writing.beginning import Beginning, first_text, operation_of, suggested
from .vocabulary.metrics import METRICS
from .vocabulary.problems import Problem, Refused, did_you_mean, refuse_if

Ask = Callable[[str, str], str]

_COUNTED_AT = {"date": "15 day", "count": "3 day"}


def begin(recipe_id: str, answers: Mapping[str, Any], ask: Ask | None, path: Path) -> tuple[str, str]:
    """The text of a first recipe, which passes the checks, and what its author should do next.

    answers  what was said already: metric, variables, season, set_, at, languages, author, adjust
    ask      puts a question with a suggestion; None: what is suggested is taken
    Raises `Refused` for what cannot be, before anything is written.
    """
    if path.exists():
        what = "this file is there already, and is not written over"
        raise Refused(Problem("out.exists", str(path), what, next_step="Name another with --out"))

    def said(name: str, question: str, suggestion: str) -> str:
        return answers.get(name) or (ask(question, suggestion) if ask else suggestion)

    operation = operation_of(said("metric", f"What shall it answer? ({', '.join(METRICS)})", "hot_days"))
    metric = METRICS[operation.metric]
    begun = Beginning(
        id=recipe_id,
        operation=operation,
        variables=_variables(operation, answers.get("variables") or (), ask),
        values=_values(operation, answers, ask),
        at=said("at", "At what shall years be counted?", _COUNTED_AT.get(metric.kind, f"10 {metric.unit}")),
        languages=_languages(said("languages", "In which languages?", "en")),
        author=said("author", "Who writes it?", "To be named"),
        adjust=answers.get("adjust", True),
    )
    text = first_text(begun)
    read_recipe(text, str(path))
    return text, "It has no golden test: work one by hand at its end, then run `climserv recipes check`."


def begin_for(
    recipe_id: str, metric: str, settings: Mapping[str, str], notes: tuple[str, ...], author: str
) -> str | None:
    """A first recipe for what needs ask for, set to their numbers; None where no single operation gives the metric.

    settings   as needs name them: seasons and searches by `season_start`, `season_end`
    notes      lines of comment at its head
    A number that cannot be stands in the file all the same, where its author sees it marked.
    """
    try:
        operation = operation_of(metric)
    except Refused:
        return None
    values = {name: _asked(name, value, settings) for name, value in suggested(operation, shipped_book()).items()}
    kind = METRICS[metric]
    at = _COUNTED_AT.get(kind.kind, f"10 {kind.unit}")
    variables = _variables(operation, (), None)
    return first_text(Beginning(recipe_id, operation, variables, values, at, author=author, notes=notes))


def _asked(name: str, value: object, settings: Mapping[str, str]) -> object:
    if isinstance(value, Mapping):
        return {end: settings.get(f"{name}_{word}", value[end]) for end, word in (("from", "start"), ("to", "end"))}
    return settings.get(name, value)


def _variables(operation: Operation, named: tuple[str, ...], ask: Ask | None) -> dict[str, str]:
    """The variable of each input: as named in their order, else asked for, else the first that it takes."""
    inputs = [one for one in operation.parameters if one.kind == "input" and (one.default is None or one.name == "of")]
    found, left = {}, list(named)
    problems = []
    for argument in inputs:
        allowed = argument.variables or operation.variables or METRICS[operation.metric].variables
        variable = left.pop(0) if left else allowed[0]
        if not named and ask and len(allowed) > 1:
            variable = ask(f"Which daily data? ({', '.join(allowed)})", allowed[0])
        if variable not in allowed:
            near = did_you_mean(variable, allowed)
            what = f"{operation.name} does not read this as {argument.name}"
            problems.append(Problem("new.input", "--input", what, variable, ", ".join(allowed), near))
        found[argument.name] = variable
    problems += [Problem("new.input", "--input", f"{operation.name} reads no more data", one) for one in left]
    refuse_if(problems)
    return found


def _values(operation: Operation, answers: Mapping[str, Any], ask: Ask | None) -> dict[str, object]:
    """The value of each argument: as set, else asked for, else as suggested."""
    values = suggested(operation, shipped_book())
    problems = []
    given: dict[str, str] = {}
    for word in answers.get("set_") or ():
        name, sign, value = (part.strip() for part in word.partition("="))
        if not (sign and value) or name not in values:
            near = did_you_mean(name, values)
            problems.append(Problem("new.set", "--set", "this sets nothing here", word, ", ".join(values), near))
        given[name] = value
    seasons = [name for name, value in values.items() if isinstance(value, Mapping)]
    if answers.get("season"):
        first, _, last = answers["season"].partition(",")
        if not seasons:
            problems.append(Problem("new.season", "--season", f"{operation.name} has no season", answers["season"]))
        values |= {name: {"from": first.strip(), "to": last.strip()} for name in seasons}
    refuse_if(problems)
    for name, value in values.items():
        if name in given:
            values[name] = given[name]
        elif ask and isinstance(value, Mapping) and not answers.get("season"):
            values[name] = {end: ask(f"{name}, {end} (month-day)", str(value[end])) for end in ("from", "to")}
        elif ask and not isinstance(value, Mapping | list):
            values[name] = ask(f"{name}: {operation.argument(name).about}", str(value))
    return values


def _languages(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(["en", *(one.strip() for one in text.split(",") if one.strip())]))

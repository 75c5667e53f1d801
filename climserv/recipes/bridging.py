"""A recipe with steps put beside its own, and that is said: what the data lack is computed from what they hold before
them, and a metric that can be had from what it computes after them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ..vocabulary.metrics import METRICS
from ..vocabulary.texts import text_in
from ..vocabulary.variables import VARIABLES
from ..vocabulary.yaml_text import read_yaml, write_yaml
from .operations import OPERATIONS

_SAID = {
    "en": "{gives} was not measured but computed from {held}.",
    "fr": "{gives} : non mesurée, calculée à partir de {held}.",
    "sw": "{gives}: haikupimwa, imekokotolewa kutoka {held}.",
    "es": "{gives}: no se midió, se calculó a partir de {held}.",
}

_SAID_LAST = {
    "en": "{gives}: computed by a step that the author of the recipe did not write.",
    "fr": "{gives} : calculé par une étape que l'auteur de la recette n'a pas écrite.",
    "sw": "{gives}: imekokotolewa kwa hatua ambayo mwandishi wa utaratibu hakuiandika.",
    "es": "{gives}: calculado por un paso que el autor de la receta no escribió.",
}


def bridged(text: str, steps: Iterable[Mapping[str, Any]], name: str = "recipe") -> str:
    """The text of a recipe with `steps` beside its own, as a match names them: `{operation, gives, from}` before them,
    `{operation, gives, beside, ensemble}` after them; `{operation, gives, first}` puts it first.

    An input of a variable that a step gives becomes that step, under the same name, with inputs of what it is computed
    from; so the recipe's own steps stay as they are. Its golden cases, which give the old inputs, are left out.
    """
    record = dict(read_yaml(text, name).value)
    record.pop("tests", None)
    for step in steps:
        way = _with_last_step if "beside" in step else _with_first if "first" in step else _with_step
        record = way(record, step)
    return write_yaml(record)


def _with_step(record: dict[str, Any], step: Mapping[str, Any]) -> dict[str, Any]:
    gives, wants = step["gives"], list(step["from"])
    inputs, first = {}, []
    for name, one in record["inputs"].items():
        if one["variable"] != gives or one.get("role") or one.get("optional"):
            inputs[name] = one
            continue
        names = {}
        for variable in wants:
            names[variable] = _named(variable, record["inputs"], inputs)
            inputs.setdefault(names[variable], {**one, "variable": variable})
        first.append({step["operation"]: _arguments(step["operation"], names), "as": name})
    limit = {language: _told(gives, wants, language) for language in _SAID}
    told = {language: text for language, text in limit.items() if language == "en" or language in record["title"]}
    return {
        **record, "inputs": inputs, "steps": [*first, *record["steps"]], "limits": [*record["limits"], told],
    }  # fmt: skip


def _with_last_step(record: dict[str, Any], step: Mapping[str, Any]) -> dict[str, Any]:
    """The metric first, from the series and the season that the one beside it is computed of, with a count of years."""
    operation, beside = step["operation"], step["beside"]
    name, arguments = next(
        (one.get("as", op), one[op]) for one in reversed(record["steps"]) for op in one
        if op in OPERATIONS.own and OPERATIONS.own[op].metric == beside
    )  # fmt: skip
    taken = {argument.name for argument in OPERATIONS.own[operation].parameters}
    last = {operation: {key: value for key, value in arguments.items() if key in taken}}
    limit = {language: said.format(gives=text_in(METRICS[step["gives"]].label, language))
             for language, said in _SAID_LAST.items() if language == "en" or language in record["title"]}  # fmt: skip
    return {
        **record,
        "answers": {**record["answers"], "metric": step["gives"]},
        "steps": [*record["steps"], last, {"ensemble": dict(step["ensemble"])}],
        "outputs": [operation, *record.get("outputs", [name])],
        "limits": [*record["limits"], {one: text[:1].upper() + text[1:] for one, text in limit.items()}],
    }


def _with_first(record: dict[str, Any], step: Mapping[str, Any]) -> dict[str, Any]:
    """What the recipe gives beside its first answer as the first."""
    giving = {one.get("as", op) for one in record["steps"] for op in one
              if op in OPERATIONS.own and OPERATIONS.own[op].metric == step["gives"]}  # fmt: skip
    outputs = sorted(record["outputs"], key=lambda name: name not in giving)
    return {**record, "answers": {**record["answers"], "metric": step["gives"]}, "outputs": outputs}


def _named(variable: str, given: Mapping[str, Any], taken: Mapping[str, Any]) -> str:
    """The name of the input that holds a variable, or a new one that nothing else has."""
    for name, one in {**given, **taken}.items():
        if one["variable"] == variable and not one.get("role") and not one.get("optional"):
            return name
    name = variable
    while name in given or name in taken:
        name += "_held"
    return name


def _arguments(operation: str, names: Mapping[str, str]) -> dict[str, str]:
    """The main series is the variable that the operation names first; the others go by their argument."""
    declared = OPERATIONS.own[operation]
    main = declared.variables[0]
    others = {
        argument.name: names[argument.variables[0]]
        for argument in declared.parameters
        if argument.name != "of" and argument.variables and argument.variables[0] in names and argument.default is None
    }
    return {"of": names[main], **others}


def _told(gives: str, wants: list[str], language: str) -> str:
    def label(variable: str) -> str:
        return text_in(VARIABLES[variable].label, language)

    said = _SAID[language].format(gives=label(gives), held=", ".join(label(one) for one in wants))
    return said[:1].upper() + said[1:]

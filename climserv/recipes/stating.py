"""Saying what a filled recipe takes for granted: for tables as short values, for readers as sentences.

The sentences lie with the operations in English and French, and beside this file in Swahili and Spanish, one file a
language, `conventions.sw.json`: the English sentence to the other one.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from ..vocabulary.months import MONTHS
from ..vocabulary.seasons import parse_month_day
from ..vocabulary.texts import decimals, text_in
from . import stated_words as words
from .graph import FilledStep
from .operations import OPERATIONS, Argument
from .operations.weather import BOUNDED
from .stated_words import LANGUAGES

_SIGNS = {"degC": "°C", "percent": "%", "1": ""}


def statements(steps: Sequence[FilledStep], outputs: Sequence[str] = ()) -> dict[str, str]:
    """Every convention of the steps, by key, as a short value.

    Where two steps state the same thing differently, the plain key is the main output's, and another step's stands
    under its name: `threshold`, `cold_days.threshold`.
    """
    stated: dict[str, str] = {}
    main = outputs[0] if outputs else ""
    for step in sorted(steps, key=lambda step: step.name != main):
        for convention in OPERATIONS[step.op].conventions:
            value = convention.value.format(**_facts(step))
            key = convention.key
            if stated.setdefault(key, value) != value:
                stated[f"{step.name}.{key}"] = value
    return stated


def sentences(steps: Sequence[FilledStep], language: str) -> list[str]:
    """The same as sentences for readers, each once; in English where there are no words for a language."""
    said = [
        text_in(sentence_in(convention.sentence), language).format(**_facts(step))
        for step in steps
        for convention in OPERATIONS[step.op].conventions
        if convention.sentence
    ]
    return [one for one in dict.fromkeys(said) if one]


def sentence_in(sentence: Mapping[str, str]) -> dict[str, str]:
    """A sentence, or the words of a choice, by every language that there is for it."""
    told = {language: table[sentence["en"]] for language in LANGUAGES if sentence["en"] in (table := _table(language))}
    return {**told, **sentence}


@cache
def _table(language: str) -> Mapping[str, str]:
    """The sentences of one language by the English ones; none for those that stand with the operations."""
    path = Path(__file__).with_name(f"conventions.{language}.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _facts(step: FilledStep) -> dict[str, object]:
    """The step's arguments, and what the sentences need said of them: `{threshold_en}`, `{anchor_fr}`, `{first_en}`."""
    told: dict[str, object] = {**step.arguments}
    for argument in OPERATIONS[step.op].parameters:
        given = told.get(argument.name)
        if given is None:
            told[argument.name] = "none"
            continue
        for language in LANGUAGES:
            told[f"{argument.name}_{language}"] = _said(argument, given, language)
        if argument.kind == "season":
            told = {**_season(given), **{f"{argument.name}_{k}": v for k, v in _season(given).items()}, **told}
    if {"dry_spell", "look_ahead"} <= set(step.arguments):
        told |= _looking_ahead(step)
    if step.op in ("favourable_days", "adverse_days"):
        told |= _bounded(step)
    if step.op == "cessation":
        told |= _each("ended", lambda language: _filled(words.ENDS[step.arguments["rule"]][language], told, language))
    if "wet_days" in step.arguments:
        several = told["wet_days"] > 1
        told |= _each("day", lambda language: words.UNITS["day"][language][several])
    return told


def _each(name: str, said) -> dict[str, str]:
    """What is said in each language, by `name_en`, `name_fr` and so on."""
    return {f"{name}_{language}": said(language) for language in LANGUAGES}


def _filled(text: str, told: Mapping[str, object], language: str) -> str:
    """A text with the arguments that it names, as they are said in its language."""
    end = f"_{language}"
    return text.format_map({name.removesuffix(end): one for name, one in told.items() if name.endswith(end)})


def _said(argument: Argument, given: object, language: str) -> str:
    """One argument as readers write it."""
    if argument.kind == "choice":
        said = argument.words or (words.OPERATORS if set(argument.choices) <= set(words.OPERATORS) else {})
        return text_in(sentence_in(said[str(given)]), language) if given in said else str(given).replace("_", " ")
    if argument.kind == "quantity":
        # Where an operation asks for K it asks for a difference, which readers know in °C.
        difference = argument.unit == "K" and str(given).endswith(" K")
        return quantity_words(f"{str(given)[:-2]} degC" if difference else str(given), language)
    if argument.kind == "month_day":
        return day_words(str(given), language)
    return ", ".join(map(str, given)) if isinstance(given, list) else str(given)


def _season(season: Mapping[str, str]) -> dict[str, str]:
    crosses = parse_month_day(season["from"], where="") > parse_month_day(season["to"], where="")
    return {
        "first": season["from"],
        "last": season["to"],
        **_each("first", lambda language: day_words(season["from"], language)),
        **_each("last", lambda language: day_words(season["to"], language)),
        "label": "both years, such as 2000-01" if crosses else "the year, such as 2000",
        **_each("crossing", lambda language: words.CROSSING[language] if crosses else ""),
    }


def _looking_ahead(step: FilledStep) -> dict[str, str]:
    table = words.LOOKS_AHEAD if step.looks_ahead else words.LOOKS_NOT_AHEAD
    ahead = step.arguments["look_ahead"]
    stated = f"yes: uses the {ahead} after the window; right for history, not to be used on the day"
    told = {"hindsight": stated if step.looks_ahead else "no: only days up to the end of the window are used"}
    for language in LANGUAGES:
        spoken = {name: quantity_words(step.arguments[name], language) for name in ("dry_spell", "look_ahead")}
        told |= {f"{name}_{language}": said[language].format(**spoken) for name, said in table.items()}
    return told


def _bounded(step: FilledStep) -> dict[str, str]:
    """What each variable must lie between, those that the step names, and how days are taken together."""
    named = {
        name: tuple(str(step.arguments.get(f"{name}_{end}", "")) for end in ("from", "to"))
        for name in BOUNDED
        if name in step.arguments
    }
    told = {"bounds": ", ".join(f"{name} {low or '..'} to {high or '..'}" for name, (low, high) in named.items())}
    for language in LANGUAGES:
        parts = [f"{words.BOUNDED_WORDS[name][language]} {_between(*ends, language)}" for name, ends in named.items()]
        counted = {"over": words.AVERAGED, "run": words.IN_RUNS}
        told[f"bounds_{language}"] = ", ".join(parts)
        told[f"averaged_{language}"] = " ".join(
            said[language].format(**{name: quantity_words(step.arguments[name], language)})
            for name, said in counted.items()
            if step.arguments[name] != "1 day"
        )
    return told


def _between(low: str, high: str, language: str) -> str:
    ends = {"low": low and quantity_words(low, language), "high": high and quantity_words(high, language)}
    return words.BETWEEN["both" if low and high else "low" if low else "high"][language].format(**ends)


def day_words(text: str, language: str) -> str:
    """A day of the year, `10-05`, as readers write it: 5 October, 5 octobre."""
    day = parse_month_day(text, where="")
    number = "1er" if language == "fr" and day.day == 1 else day.day
    return words.DATE[language].format(day=number, month=MONTHS[language][day.month - 1])


def quantity_words(text: str, language: str) -> str:
    """A quantity as readers write it: °C, 3 days, and in French a decimal comma and jours."""
    value, _, unit = text.partition(" ")
    number = decimals(value, language)
    if unit in words.UNITS:
        several = abs(float(value)) >= 2 if language == "fr" else float(value) != 1
        said = words.UNITS[unit][language][several]
        return f"{said} {number}" if language == "sw" else f"{number} {said}"
    said = words.WRITTEN[unit][language] if unit in words.WRITTEN else _SIGNS.get(unit, unit)
    return f"{number} {said}".strip()

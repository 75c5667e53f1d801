"""Saying what a filled recipe takes for granted: for tables as short values, for readers as sentences."""

from collections.abc import Mapping, Sequence

from ..vocabulary.seasons import parse_month_day
from ..vocabulary.texts import decimals, text_in
from .graph import FilledStep
from .operations import OPERATIONS, Argument
from .operations.weather import BOUNDED

LANGUAGES = ("en", "fr")

_OPERATORS = {">": {"en": "above", "fr": "supérieure à"}, ">=": {"en": "at or above", "fr": "supérieure ou égale à"}}
_DAY = {"en": "day", "fr": "jour"}
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}


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
    """The same as sentences for readers, in `en` or `fr`; other languages get English."""
    return [
        text_in(convention.sentence, language).format(**_facts(step))
        for step in steps
        for convention in OPERATIONS[step.op].conventions
        if convention.sentence
    ]


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
    if "wet_days" in step.arguments:
        several = told["wet_days"] > 1
        told |= {"day_en": "days" if several else "day", "day_fr": "jours" if several else "jour"}
    return told


def _said(argument: Argument, given: object, language: str) -> str:
    """One argument as readers write it."""
    if argument.kind == "choice":
        words = argument.words or (_OPERATORS if set(argument.choices) <= set(_OPERATORS) else {})
        return words[str(given)][language] if given in words else str(given).replace("_", " ")
    if argument.kind == "quantity":
        return quantity_words(str(given), language)
    if argument.kind == "month_day":
        return day_words(str(given), language)
    return ", ".join(map(str, given)) if isinstance(given, list) else str(given)


def _season(season: Mapping[str, str]) -> dict[str, str]:
    first, last = (parse_month_day(season[end], where="") for end in ("from", "to"))
    crosses = first > last
    return {
        "first": season["from"],
        "last": season["to"],
        "first_en": f"{first.day} {_MONTHS['en'][first.month - 1]}",
        "last_en": f"{last.day} {_MONTHS['en'][last.month - 1]}",
        "first_fr": _day_fr(first.day, first.month),
        "last_fr": _day_fr(last.day, last.month),
        "label": "both years, such as 2000-01" if crosses else "the year, such as 2000",
        "crossing_en": " and the one in which it ends, such as 2000-01" if crosses else "",
        "crossing_fr": " et celle où elle finit, par exemple 2000-01" if crosses else "",
    }


def _looking_ahead(step: FilledStep) -> dict[str, str]:
    spell, ahead = step.arguments["dry_spell"], step.arguments["look_ahead"]
    if not step.looks_ahead:
        return {
            "hindsight": "no: only days up to the end of the window are used",
            "ahead_en": "No test is made of dry days that follow.",
            "ahead_fr": "Les jours secs qui suivent ne sont pas examinés.",
            "hindsight_en": "The rule can be used on the day itself; it cannot tell a false start.",
            "hindsight_fr": "La règle peut servir le jour même ; elle ne reconnaît pas un faux départ.",
        }
    return {
        "hindsight": f"yes: uses the {ahead} after the window; right for history, not to be used on the day",
        "ahead_en": f"It is no start when {quantity_words(spell, 'en')} in a row, or more, without a wet day lie "
        f"within the {quantity_words(ahead, 'en')} after the window.",
        "ahead_fr": f"Ce n'est pas un début si {quantity_words(spell, 'fr')} de suite, ou plus, sans jour de pluie se "
        f"trouvent dans les {quantity_words(ahead, 'fr')} après la fenêtre.",
        "hindsight_en": "The rule looks ahead: it is right for past years and cannot be used on the day itself.",
        "hindsight_fr": "La règle regarde en avant : elle vaut pour les années passées, pas pour le jour même.",
    }


def _bounded(step: FilledStep) -> dict[str, str]:
    """What each variable must lie between, those that the step names."""
    told: dict[str, list[str]] = {"": [], "_en": [], "_fr": []}
    for name, (*_, english, french) in BOUNDED.items():
        if name in step.arguments:
            low, high = (str(step.arguments.get(f"{name}_{end}", "")) for end in ("from", "to"))
            told[""].append(f"{name} {low or '..'} to {high or '..'}")
            told["_en"].append(f"{english} {_between(low, high, 'en', ('from', 'to', 'at least', 'at most'))}")
            told["_fr"].append(f"{french} {_between(low, high, 'fr', ('de', 'à', 'au moins', 'au plus'))}")
    return {f"bounds{end}": ", ".join(parts) for end, parts in told.items()}


def _between(low: str, high: str, language: str, words: tuple[str, str, str, str]) -> str:
    first, last, least, most = words
    if low and high:
        return f"{first} {quantity_words(low, language)} {last} {quantity_words(high, language)}"
    return f"{least} {quantity_words(low, language)}" if low else f"{most} {quantity_words(high, language)}"


def _day_fr(day: int, month: int) -> str:
    return f"{'1er' if day == 1 else day} {_MONTHS['fr'][month - 1]}"


def day_words(text: str, language: str) -> str:
    """A day of the year, `10-05`, as readers write it: 5 October, 5 octobre."""
    day = parse_month_day(text, where="")
    return _day_fr(day.day, day.month) if language == "fr" else f"{day.day} {_MONTHS['en'][day.month - 1]}"


def quantity_words(text: str, language: str) -> str:
    """A quantity as readers write it: °C, 3 days, and in French a decimal comma and jours."""
    value, _, unit = text.partition(" ")
    several = abs(float(value)) >= 2 if language == "fr" else float(value) != 1
    day = _DAY[language] + ("s" if several else "")
    unit = {"day": day, "mm/day": f"mm/{_DAY[language]}", "degC": "°C", "percent": "%", "1": ""}.get(unit, unit)
    return f"{decimals(value, language)} {unit}".strip()

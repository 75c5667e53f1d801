"""Phrases: numbers and dates as people say them, in each language; the raw count always beside the rate."""

import re
from functools import reduce

from ...vocabulary.months import MONTHS
from ...vocabulary.texts import decimals, text_in
from .event_words import BOUNDS, COUNTS, DATES, TITLED_DAYS, UNITS
from .figure_words import FIGURE_WORDS
from .words import CHECKED, EVENTS, ONE_DAY, SCENARIO_ROADS, SCENARIOS, SENTENCES

# Under ten years a rate in ten would say more than the years can.
_LEAST_FOR_A_RATE = 10


def spoken(language: str) -> str:
    """The language whose words we have: the one asked for, else English."""
    base = language.split("-")[0]
    return language if language in SENTENCES else base if base in SENTENCES else "en"


def checked(language: str) -> bool:
    """Whether a speaker has read our words in this language."""
    return CHECKED.get(spoken(language), False) and spoken(language) == language


def say(language: str, key: str, /, **values: object) -> str:
    """The sentence `key` in `language`, else in English, with its values put in."""
    own = spoken(language)
    for words in (SENTENCES[own], FIGURE_WORDS[own], SENTENCES["en"], FIGURE_WORDS["en"]):
        if key in words:
            return words[key].format(**values)
    raise KeyError(key)


def month_day(text: str, language: str) -> str:
    """`11-05` as `5 November`, `5 novembre`, `5 Novemba`."""
    month, day = (int(part) for part in text.split("-")[-2:])
    words, name = spoken(language), MONTHS[spoken(language)][month - 1]
    key = "date.first" if day == 1 and "date.first" in SENTENCES[words] else "date"
    return say(words, key, day=day, month=name)


def tenths(true: int, valid: int) -> int:
    """`true` of `valid` as a whole number in ten; a half is rounded up."""
    return (20 * true + valid) // (2 * valid)


def rate(true: int, valid: int, language: str) -> str:
    """`7 years in 10`; honest at the ends, and empty where there are too few years to say it."""
    if valid < _LEAST_FOR_A_RATE:
        return ""
    if true in (0, valid):
        return say(language, "rate.none" if true == 0 else "rate.all")
    ten = tenths(true, valid)
    if ten == 0:
        return say(language, "rate.low")
    if ten == 10:
        return say(language, "rate.high")
    exact = ten * valid == 10 * true
    key = {(True, True): "rate.one", (False, True): "rate.about_one", (True, False): "rate.exact"}
    return say(language, key.get((exact, ten == 1), "rate.about"), n=ten)


def count(true: int, valid: int, language: str, *, of: str = "count") -> str:
    """`21 of 30 years (7 years in 10)`; `of` says of what: count, model_count or moved_count."""
    words = say(language, of, true=true, valid=valid)
    in_ten = rate(true, valid, language)
    return f"{words} ({in_ten})" if in_ten else words


def count_ahead(pairs: list[tuple[int, int]], language: str, *, of: str = "model_count", bare: bool = False) -> str:
    """The model-years of several scenarios in one phrase: `18 to 21 of 60 model-years (about 3 to 4 years in 10)`.

    pairs   (true, valid) of each scenario
    of      model_count, or moved_count where they are observed years, moved
    bare    without the rate
    """
    low, high = min(pairs), max(pairs)
    if low == high or len({valid for _, valid in pairs}) > 1:
        texts = [
            say(language, of, true=t, valid=v) if bare else count(t, v, language, of=of)
            for t, v in dict.fromkeys(pairs)
        ]
        return reduce(lambda one, other: say(language, "or", one=one, other=other), texts)
    words = say(language, f"{of}.range", low=low[0], high=high[0], valid=low[1])
    ends = tenths(*low), tenths(*high)
    if bare or low[1] < _LEAST_FOR_A_RATE or ends[0] == 0 or ends[1] == 10:
        return words
    if ends[0] == ends[1]:
        return f"{words} ({say(language, 'rate.about_one' if ends[0] == 1 else 'rate.about', n=ends[0])})"
    return f"{words} ({say(language, 'rate.range', low=ends[0], high=ends[1])})"


def bare_count(true: int, valid: int, language: str) -> str:
    return say(language, "count", true=true, valid=valid)


def number(value: float) -> str:
    """A number without needless zeros: 3, 24, 0.85."""
    return f"{value:.10g}"


def event(metric, statement, language: str, *, told: str = "past") -> str:
    """What the statement says happened: `the rains had started by 5 November`. `told` is "past" or "model"."""
    own = spoken(language)
    if (metric.code in DATES and statement.is_date) or (metric.code in COUNTS and not statement.is_date):
        return _own_event(metric, statement, own)
    words, label = EVENTS[own], text_in(metric.label, own)
    general = f"any.{statement.code}"
    template = words.get(f"{metric.code}.{statement.code}.{told}")
    template = template or words.get(f"{general}.{metric.never}") or words[general]
    if statement.is_date:
        return template.format(date=month_day(statement.condition, language), label=label)
    text = template.format(n=number(statement.at), label=label, unit=days_unit(metric.unit, statement.at, language))
    text = " ".join(text.split())  # a number without a unit leaves a gap
    return text.replace(*ONE_DAY[own]) if statement.at == 1 else text


def _own_event(metric, statement, language: str) -> str:
    """The event in the sentence that the metric has of its own."""
    if statement.is_date:
        by, later = DATES[metric.code][language]
        template = by if statement.code == "by" else later
        return template.format(date=month_day(statement.condition, language))
    template, one, many = COUNTS[metric.code][language]
    noun = one if statement.at == 1 else many
    bound, label = BOUNDS[language][statement.code], text_in(metric.label, language)
    starts, titled = TITLED_DAYS.get(language, ("", ""))
    if "{label}" in template and titled and label.startswith(starts) and statement.at != 1:
        template = titled
    return template.format(bound=bound, n=number(statement.at), noun=noun, label=label)


def days_unit(unit: str, value: float, language: str) -> str:
    """`days` for the unit day; other units as people write them."""
    if unit == "day":
        return say(language, "day" if value == 1 else "days", n="").strip()
    return UNITS[unit][spoken(language)] if unit in UNITS else unit


def scenario(group: str, language: str) -> str:
    """The road of a scenario in words, with its own id beside it."""
    words = SCENARIOS[spoken(language)]
    return words[SCENARIO_ROADS.get(re.sub(r"[^a-z0-9]", "", group.lower()), "none")].format(id=group)


def quantity(text: str, language: str) -> str:
    """A parameter as people read it: `3 days`, `24 °C`, `20 mm`, `1 mm/day`."""
    found = re.fullmatch(r"\s*([-+0-9.,]+)\s*(.*?)\s*", str(text))
    if not found:
        return str(text)
    value, unit = found.groups()
    if unit in ("day", "days", "d"):
        return say(language, "day" if float(value) == 1 else "days", n=value)
    unit = UNITS.get(unit, {}).get(spoken(language), unit).replace("degC", "°C").replace("degF", "°F")
    if unit.endswith("/day"):
        unit = unit.removesuffix("day") + say(language, "day", n="").strip()
    return f"{decimals(value, spoken(language))} {unit}".strip()


def definition(metric: str, parameters: dict[str, str], language: str) -> str:
    """What the metric's word means here, from the parameters in use; empty for a metric without its own sentence."""
    if metric == "hot_days":
        operator = {">": "above", ">=": "at_or_above"}[parameters["operator"]]
        return say(
            language,
            "definition.hot_days",
            operator=say(language, operator),
            threshold=quantity(parameters["threshold"], language),
            start=month_day(parameters["season_start"], language),
            end=month_day(parameters["season_end"], language),
        )
    if metric == "rainy_season_onset":
        return _onset(parameters, language)
    return ""


def _onset(parameters: dict[str, str], language: str) -> str:
    wet_days = re.match(r"\d+", str(parameters.get("wet_days", "0")))
    least = int(wet_days[0]) if wet_days else 0
    text = say(
        language,
        "definition.onset",
        amount=quantity(parameters["amount"], language),
        window=quantity(parameters["window"], language),
        start=month_day(parameters["search_start"], language),
        end=month_day(parameters["search_end"], language),
        operator=say(language, "more" if parameters["operator"] == ">" else "or_more"),
        wet_day=quantity(parameters["wet_day"], language),
        wet_days=say(language, "definition.onset.wet_days", n=least) if least else "",
    )
    ahead, spell = (re.match(r"\d+", str(parameters.get(name, "0"))) for name in ("look_ahead", "dry_spell"))
    if ahead and spell and int(ahead[0]) > 0:
        text += say(language, "definition.onset.look", dry_spell=spell[0], look_ahead=ahead[0])
    return text

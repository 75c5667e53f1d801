"""The need as plain sentences that a group can read aloud; what is not known yet stays a gap."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..vocabulary.metrics import METRICS
from ..vocabulary.months import MONTHS
from ..vocabulary.problems import Refused
from ..vocabulary.scales import TIME_SCALES
from ..vocabulary.seasons import MonthDay, parse_month_day
from ..vocabulary.texts import decimals, text_in
from ..vocabulary.units import parse_quantity
from .channel_words import channels_in_words
from .deadline import information_deadline
from .house_units import in_own_measure
from .levels import REQUIREMENTS
from .missing import words_of_field
from .need import Need
from .odds import parse_odds
from .phrases import AND, BETWEEN, CHOICES, DURATIONS, GAPS, LANGUAGES, LEVELS, ODDS, OR, SETTINGS, TEMPLATES, UNTIL
from .standing import DRAFTED, is_awareness, is_guess, state_of
from .written import OPEN_HALF


@dataclass(frozen=True)
class Part:
    """A piece of the sentence: `field` names the field it shows ("" for words between), `gap` that it is not known."""

    text: str
    gap: bool = False
    field: str = ""


_UNITS = {"degC": "°C", "degF": "°F", "percent": "%"}
_SINGULAR = {"d": "day", "weeks": "week", "months": "month", "dekads": "dekad", "inches": "inch", "miles": "mile"}
_PLACEHOLDER = re.compile(r"\{([a-z_.]+)\}")


def sentence(need: Need, language: str = "en", *, place_name: str | None = None) -> list[Part]:
    """The need as sentences in `language` (en, fr, sw, es; else English), piece by piece.

    `place_name` is the name of the place where the caller knows it; else its id is read out.
    """
    language = language if language in TEMPLATES else "en"
    shown = _Shown(need, language, place_name)
    parts: list[Part] = []
    for template, optional in TEMPLATES[language]:
        if optional and shown.text(optional) is None:
            continue
        if parts:
            parts.append(Part(" "))
        parts += _fill(template, shown)
    return parts


def _fill(template: str, shown: "_Shown") -> list[Part]:
    parts: list[Part] = []
    at = 0
    for found in _PLACEHOLDER.finditer(template):
        if found.start() > at:
            parts.append(Part(template[at : found.start()]))
        field = found[1]
        text = shown.text(field)
        parts.append(Part(text, False, field) if text else Part(GAPS[shown.language][field], True, field))
        at = found.end()
    if at < len(template):
        parts.append(Part(template[at:]))
    return parts


class _Shown:
    """Each field of a need as a person says it in one language; None while it is not known."""

    def __init__(self, need: Need, language: str, place_name: str | None):
        self.need, self.language, self.place_name = need, language, place_name
        self.ways: dict[str, Callable[[], str | None]] = {
            "decision.what": lambda: need.decision.what,
            "decision.options": lambda: _listed(need.decision.options, OR[language]),
            "decision.by": self._window,
            "decision.lead": self._lead,
            "who.decides": lambda: _listed(need.who.decides, AND[language]),
            "space.place": self._place,
            "metric.words": self._event,
            "metric.with": self._figures,
            "time.period_of_interest": lambda: need.time.period_of_interest,
            "tolerance.in_vain": lambda: self._odds(need.tolerance.in_vain),
            "tolerance.miss": lambda: self._odds(need.tolerance.miss),
            "reach.languages": self._languages,
            "reach.channels": lambda: _listed(channels_in_words(need.reach.channels, language), AND[language]),
            "who.does": lambda: _listed(need.who.does, AND[language]),
            "who.means_to_act": lambda: _listed([_with(m.what, m.when) for m in need.who.means_to_act], AND[language]),
            "metric.variants": lambda: "; ".join(_end_off(one.words) for one in need.metric.variants),
            "tolerance.cost_act": lambda: _end_off(need.tolerance.cost_act),
            "tolerance.loss_if_not": lambda: _end_off(need.tolerance.loss_if_not),
            "bad_years": self._bad_years,
            "inclusion.groups": lambda: _listed(need.inclusion.groups, AND[language]),
            "evidence.success": lambda: _end_off(need.evidence.success),
            "differences": lambda: self._fields(one.field for one in need.differences),
            "unknown": lambda: self._fields(need.unknown),
            "state.awareness": lambda: "yes" if is_awareness(need) else None,
            "state.guess": lambda: "yes" if is_guess(need) else None,
            "state.draft": lambda: "yes" if need.origin.recorded_by and state_of(need) == DRAFTED else None,
            "state.deadline": self._deadline,
            "state.levels": self._levels,
        }

    def text(self, field: str) -> str | None:
        return self.ways[field]() or None

    def _lead(self) -> str | None:
        lead = self.need.decision.lead
        return _in_own(_quantity(lead, self.language), lead, self.need.measures)

    def _place(self) -> str | None:
        place = self.need.space.place
        return self.place_name or (place.replace("-", " ").replace("_", " ").title() if place else None)

    def _window(self) -> str | None:
        window = self.need.decision.by
        if window is None:
            return None
        first, last = _day(window.from_, self.language), _day(window.to, self.language)
        if not first and not last:
            return window.words
        between = BETWEEN if first and last and first != last else UNTIL
        days = between[self.language].format(*([first, last] if between is BETWEEN else [last or first]))
        return days + (f" {window.year}" if window.year else "") + (f" ({window.words})" if window.words else "")

    def _event(self) -> str | None:
        metric = self.need.metric
        if metric.words:
            return text_in(metric.words, self.language)
        return text_in(METRICS[metric.is_].label, self.language) if metric.is_ else None

    def _figures(self) -> str | None:
        metric = self.need.metric
        if not metric.is_:
            return None
        figures = settings_in_words(metric.with_, self.language, self.need.measures)
        label = text_in(METRICS[metric.is_].label, self.language)
        return f"{label}, {figures}" if figures else label

    def _odds(self, text: str | None) -> str | None:
        if not text:
            return None
        try:
            times, years = parse_odds(text, where="")
        except Refused:
            return text
        return ODDS[self.language].format(times, years)

    def _bad_years(self) -> str | None:
        told = []
        for year, what in self.need.bad_years.items():
            who = _listed(self.need.bad_years_by.get(year, ()), AND[self.language])
            told.append(_with(year, "; ".join(one for one in (what, who) if one and one != OPEN_HALF)))
        return _listed(told, AND[self.language])

    def _fields(self, fields: Iterable[str]) -> str | None:
        """Fields in plain words, where we have words for them; else as they are called."""
        return _listed([words_of_field(one, self.language) for one in dict.fromkeys(fields)], AND[self.language])

    def _deadline(self) -> str | None:
        deadline = information_deadline(self.need)
        return day_in_words(deadline, self.language) if deadline else None

    def _levels(self) -> str | None:
        said = []
        for name, words in LEVELS[self.language].items():
            part, _, last = REQUIREMENTS[name].path.partition(".")
            level = getattr(getattr(self.need, part), last)
            if level is not None and level.threshold:
                said.append(words.format(self._level(level.threshold)))
        return _listed(said, OR[self.language])

    def _level(self, text: str) -> str:
        if text in TIME_SCALES:
            return text_in(TIME_SCALES[text].label, self.language)
        for way in (self._odds, lambda one: _quantity(one, self.language)):
            try:
                said = way(text)
            except Refused:
                continue
            if said and said != text:
                return said
        return text

    def _languages(self) -> str | None:
        names = LANGUAGES[self.language]
        return _listed([names.get(code, code) for code in self.need.reach.languages], AND[self.language])


def settings_in_words(
    settings: Mapping[str, str], language: str, measures: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The settings of a metric as people say them: `rain 20 mm, within 3 days, looked for from 1 October`.

    measures   the group's own, with their size; a quantity is said in them too where it comes out even
    """
    language = language if language in SETTINGS else "en"
    names = SETTINGS[language]
    said = (
        (names.get(name, name.replace("_", " ")), value_in_words(v, language, measures)) for name, v in settings.items()
    )
    return ", ".join(f"{name} {value}" for name, value in said)


def value_in_words(text: str, language: str, measures: Mapping[str, str] = MappingProxyType({})) -> str:
    """A setting as people say it: a day of the year, a quantity, else as written."""
    if text in CHOICES[language]:
        return CHOICES[language][text]
    for way in (_day, _quantity):
        try:
            return _in_own(way(text, language), text, measures) or text
        except Refused:
            continue
    return text


def _in_own(said: str | None, text: str | None, measures: Mapping[str, str]) -> str | None:
    own = in_own_measure(text or "", measures)
    return _with(said, own) if said else said


def _day(text: str | None, language: str) -> str | None:
    return day_in_words(parse_month_day(text, where=""), language) if text else None


def _quantity(text: str | None, language: str) -> str | None:
    if not text:
        return None
    quantity = parse_quantity(text, where="")
    name = {"d": "day", "weeks": "week", "months": "month", "dekads": "dekad", "inches": "inch", "miles": "mile"}.get(
        quantity.unit, quantity.unit
    )
    words = DURATIONS[language].get(name)
    number = decimals(f"{quantity.value:g}", language)
    if words is None:
        unit = _UNITS.get(quantity.unit, quantity.unit)
        return f"{number} {unit.replace('day', DURATIONS[language]['day'][0])}"
    word = words[0 if quantity.value == 1 else 1]
    # Swahili counts after the noun: siku 14.
    return f"{word} {number}" if language == "sw" else f"{number} {word}"


def day_in_words(day: MonthDay, language: str) -> str:
    """`1 October`, `1er octobre`, `1 Oktoba`, `1 de octubre`."""
    language = language if language in MONTHS else "en"
    month = MONTHS[language][day.month - 1]
    if language == "fr":
        return f"{'1er' if day.day == 1 else day.day} {month}"
    return f"{day.day} de {month}" if language == "es" else f"{day.day} {month}"


def _with(text: str, more: str | None) -> str:
    return f"{text} ({more})" if more else text


def _end_off(text: str | None) -> str | None:
    """Without its own full stop, which the sentence has."""
    return text.rstrip(" .") if text else None


def _listed(items, word: str) -> str | None:
    items = [item for item in items if item]
    if len(items) < 2:
        return items[0] if items else None
    return f"{', '.join(items[:-1])} {word} {items[-1]}"

"""The report and the table of indicators, line by line, in a language of the house, for every form of a document."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from climserv.vocabulary.texts import decimals, text_in

from ..cases import Case
from ..people.described import in_words
from ..people.people import Person
from ..sheets.sheet_fields import WHOSE
from .indicator_table import FEW, Number, Reading, Unit
from .indicator_words import AREAS, HEADS, HOWS, NAMES, OTHERS, REPORT, UNITS
from .indicators import Share
from .minutes_text import Line
from .minutes_words import WORDS
from .outcome_stories import OutcomeStory, confirmed
from .review_questions import BOX, FORMS
from .skill import Skill, skills

if TYPE_CHECKING:
    from ..logbook.state import CaseState

# Where both sides are asked alike, as those who decide are asked.
QUESTIONS = {one.name: one for form in (*reversed(FORMS.values()), BOX) for one in form}
COLUMNS = ("what", "now", "before", "side", "gender", "group")


def report(state: "CaseState", readings: Iterable[Reading], language: str) -> Iterator[Line]:
    """For a funder and for all: what changed and who confirms it, then every indicator."""
    case = state.find(Case, state.case)
    yield "h1", text_in(REPORT["title"], language)
    yield "p", " · ".join(filter(None, (case.title, case.area)))
    yield "h2", text_in(REPORT["meant"], language)
    yield "p", case.outcomes or text_in(REPORT["not_written"], language)
    yield "h2", text_in(REPORT["did"], language)
    yield from _stories(state, language)
    yield from measures(state, readings, language)


def measures(state: "CaseState", readings: Iterable[Reading], language: str) -> Iterator[Line]:
    """Every indicator, area by area, with how far the skill can be judged."""
    found = list(readings)
    for area, (title, names) in AREAS.items():
        yield "h2", text_in(title, language)
        rows = [_row(one, language) for name in names for one in found if one.name == name]
        if rows:
            yield "table", _filled([[text_in(HEADS[one], language) for one in COLUMNS], *rows])
        for one in skills(state) if area == "skill" else ():
            yield from _seasons(one, language)
    yield "p", text_in(REPORT["thanks"], language)
    yield "p", text_in(REPORT["downloads"], language)


def _filled(rows: list[list[str]]) -> list[list[str]]:
    """The table without the columns that say nothing in any row; the first two always stand."""
    kept = [n for n in range(len(rows[0])) if n < 2 or any(row[n] for row in rows[1:])]
    return [[row[n] for n in kept] for row in rows]


def _stories(state: "CaseState", language: str) -> Iterator[Line]:
    stories = confirmed(state)
    for one in stories:
        told = one.latest.content
        yield "li", f"{told.get('change', '')} {told.get('matters', '')}".strip()
        yield "sub", text_in(REPORT["helped"], language) % told.get("helped", "")
        who, by = (_named(state, person, language) for person in (one.by, one.confirmed_by))
        yield "sub", text_in(REPORT["told"], language) % who
        yield "sub", text_in(REPORT["confirmed"], language) % (by, one.why)
    if not stories:
        yield "p", text_in(REPORT["no_story"], language)
    others = len(state.of(OutcomeStory)) - len(stories)
    if others:
        yield "p", f"{text_in(REPORT['unconfirmed'], language)}{_words(language)['colon']}{others}"


def _named(state: "CaseState", person: str, language: str) -> str:
    known = state.find(Person, person)
    return (known.shown_as if known else "") or text_in(REPORT["somebody"], language)


def _seasons(one: Skill, language: str) -> Iterator[Line]:
    needed, event = one.seasons_needed, f"{one.event} ({text_in(WHOSE.get(one.whose, {'en': one.whose}), language)})"
    if needed is None:
        yield "p", text_in(REPORT["never"], language) % (event, one.seasons)
    else:
        yield "p", text_in(REPORT["seasons"], language) % (event, one.seasons, needed)
    for told, (came, times) in one.tens.items():
        yield "li", text_in(REPORT["tens"], language) % (f"{told:g}", came, times)


def _row(one: Reading, language: str) -> list[str]:
    by = {name: parts for name, parts in one.by.items() if parts}
    named = NAMES.get(one.name) or QUESTIONS[one.question].words
    what = f"{text_in(named, language)} ({text_in(HOWS[one.how], language)})"
    now = "" if one.value is None and by else _value(one.value, one, language)
    if one.changed:
        told = ", ".join(f"{text_in(OTHERS[word], language)} {count}" for word, count in one.changed.items())
        now += f"; {text_in(OTHERS['changed'], language)}{_words(language)['colon']}{told}"
    if "age_band" in by:
        ages = _parts("age_band", one, language)
        now += f"; {text_in(HEADS['age_band'], language)}{_words(language)['colon']}{ages}"
    before = "" if one.before is None else _value(one.before, one, language)
    return [what, now.removeprefix("; "), before, *(_parts(part, one, language) for part in COLUMNS[3:])]


def _parts(by: str, one: Reading, language: str) -> str:
    words, colon = _words(language), _words(language)["colon"]
    told = []
    for part, value in one.by.get(by, {}).items():
        named = words.get(f"side.{part}") if by == "side" else in_words(by, part, language)
        named = text_in(OTHERS[part], language) if part in OTHERS else named or part
        told.append(f"{named}{colon}{_value(value, one, language)}")
    return "; ".join(told)


def _value(value: Any, one: Reading, language: str) -> str:
    if value is None or value == {}:
        return text_in(OTHERS["none"], language)
    if value == FEW:
        return text_in(OTHERS["few"], language)
    if isinstance(value, Share):
        return text_in(OTHERS["of"], language) % (value.part, value.whole)
    if isinstance(value, Number):
        return text_in(UNITS[value.unit], language) % _number(value, language)
    offered = (QUESTIONS[one.question].values if one.question else None) or {}
    said = {code: text_in(offered.get(code) or OTHERS.get(code) or {"en": code}, language) for code in value}
    order = {code: place for place, code in enumerate(offered)}
    return ", ".join(f"{said[code]} {value[code]}" for code in sorted(value, key=lambda code: order.get(code, 0)))


def _number(number: Number, language: str) -> str:
    if number.unit == Unit.OF_TEN:
        told = f"{number.value:+.1f}"
    elif number.unit == Unit.SCORE:
        told = f"{number.value:.2f}"
    else:
        told = f"{number.value:.1f}".removesuffix(".0")
    return decimals(told.replace("-", "−"), language)


def _words(language: str) -> Mapping[str, str]:
    return WORDS.get(language, WORDS["en"])

"""A recipe begun from the list of work: set to what the needs ask for, and to the numbers most of them name.

Nothing that a group wrote goes into the file: recipes are published, and a need may be for its group alone.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask_login import current_user

from climserv.matching.judging import Asked
from climserv.needs.sentence import settings_in_words
from climserv.new_recipe import begin_for
from climserv.storage.recipes.recipe_reading import newest_number
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.scales import HORIZONS, TIME_SCALES
from climserv.vocabulary.texts import text_in

from ..demand.reading import read_demand
from ..house import house
from ..languages import language
from .beginnings import first_text

CODE = "demand"
MOST_NEEDS = 20


@dataclass(frozen=True)
class Start:
    """What the list of work asks for; `words` and `numbers` say it, `nearest` is a recipe that almost gives it."""

    needs: tuple[str, ...]
    name: str
    words: str
    numbers: str
    nearest: str
    text: str


def start_from(needs: Iterable[str]) -> Start | None:
    """The beginning for these needs, as far as they are open to the reader; None where nothing can be begun."""
    demand = read_demand()
    names = [name for name in dict.fromkeys(needs) if name in demand.whose and name in demand.board.needs]
    asked = [demand.board.needs[name] for name in names[:MOST_NEEDS]]
    metric = next((one.need.metric.is_ for one in asked if one.need.metric.is_), None)
    alike = [one for one in asked if one.need.metric.is_ == metric]
    if metric is None:
        return None
    settings, name = _settings(alike), _free_name(metric, alike)
    text = begin_for(name, metric, settings, _notes(alike, settings), current_user.name)
    held = [demand.held[one.need.need] for one in alike if one.need.need in demand.held]
    nearest = next((one.nearest for one in held if one.nearest in house().book), "")
    return Start(
        tuple(one.need.need for one in alike), name, _words(metric, alike, language()),
        settings_in_words(settings, language()), nearest, text or _headings(name, metric, alike, settings),
    )  # fmt: skip


def _settings(several: list[Asked]) -> dict[str, str]:
    """Of each number the one that most needs name; of equals, the first."""
    named: dict[str, Counter] = {}
    for asked in several:
        for name, value in asked.need.metric.with_.items():
            named.setdefault(name, Counter())[value] += 1
    return {name: counted.most_common(1)[0][0] for name, counted in named.items()}


def _words(metric: str, several: list[Asked], tongue: str) -> str:
    label = text_in(METRICS[metric].label, tongue)
    parts = [label, *(_labels((one.need.time.scale for one in several), TIME_SCALES, tongue))]
    return "; ".join([*parts, *_labels((one.need.time.horizon for one in several), HORIZONS, tongue)])


def _labels(codes: Iterable[str | None], table, tongue: str) -> list[str]:
    return [text_in(table[code].label, tongue) for code in dict.fromkeys(codes) if code]


def _notes(several: list[Asked], settings: dict[str, str]) -> tuple[str, ...]:
    """The file is in English, as its question is."""
    metric = several[0].need.metric.is_
    lines = [f"Asked for on the list of work: {_words(metric, several, 'en')}."]
    if settings:
        lines.append(f"Numbers that were named: {settings_in_words(settings, 'en')}.")
    places = dict.fromkeys(one.need.space.scale for one in several if one.need.space.scale)
    if places:
        lines.append(f"For places the size of: {', '.join(places)}.")
    lines.append("Under `answers`, claim only what the steps give: where a finer time is asked for, change them first.")
    return tuple(lines)


def _headings(name: str, metric: str, several: list[Asked], settings: dict[str, str]) -> str:
    """Where no single operation gives the metric: the headings, with what is known written in."""
    head = "".join(f"# {line}\n" for line in _notes(several, settings))
    text = first_text("headings").replace("recipe:\n", f"recipe: {name}\n", 1)
    return head + text.replace("  metric:\n", f"  metric: {metric}\n", 1)


def _free_name(metric: str, several: list[Asked]) -> str:
    scale = next((one.need.time.scale for one in several if one.need.time.scale), "")
    wished = re.sub(r"[^a-z0-9_]", "_", f"{metric}_by_{scale}" if scale else f"{metric}_here")
    with house().database.reading() as session:
        for number in range(1, 1000):
            name = wished if number == 1 else f"{wished}_{number}"
            if name not in house().book and not newest_number(session, name):
                break
    return name

"""The ladders: which changes to a need are worth trying, seen from what there is on the shelf."""

import math
from collections.abc import Iterator
from datetime import date

from ..catalogue.card import Card
from ..needs.levels import levels_of
from ..needs.sentence import settings_in_words
from ..vocabulary.metrics import METRICS
from ..vocabulary.problems import Refused
from ..vocabulary.scales import HORIZONS, SPATIAL_SCALES, TIME_SCALES
from ..vocabulary.seasons import Years
from ..vocabulary.texts import text_in
from ..vocabulary.units import parse_quantity
from ..vocabulary.variables import VARIABLES
from .area import area_of_box, holds, share_inside
from .changes import Change, change
from .judging import Asked
from .named_times import named_time
from .rules.facts import LEAST_YEARS, NORMAL_YEARS, card_facts, filling, recipe_facts
from .shelf import Shelf
from .words.words import LANGUAGES
from .years import spoken, widened

# Sizes as people say them [km]; a counter-offer names the next that is large enough.
_SIZES = (1, 2, 5, 10, 25, 50, 75, 100, 150, 200, 250, 300, 400, 500, 750, 1000)
# How far from a station a place about it reaches [degree], so that its surroundings are a small place.
_ABOUT = 0.05
# How long people would have to have measured, the shortest first [year].
_GAUGE_YEARS = (10, 20, 30)
# What people can measure themselves, with a gauge and a shaded thermometer.
_MEASURED = ("pr", "tas", "tasmin", "tasmax")

# Who asks about the next days is not helped by how often it was so: that is another decision.
_NEARER = {"now": ("past",), "years": ("past", "projection"), "projection": ("past",)}


def time_changes(asked: Asked, shelf: Shelf) -> Iterator[Change]:
    need = asked.need
    scales = list(TIME_SCALES)
    if need.time.scale:
        at = scales.index(need.time.scale)
        for rung, code in enumerate(scales[at + 1 :], 1):
            yield _scale("time", "time.scale", rung, code, TIME_SCALES[code].label, TIME_SCALES[need.time.scale].label)
    for code in _NEARER.get(need.time.horizon or "", ()):
        # What is asked of years to come is not asked of past years.
        sets = {"time.horizon": code, "time.period_of_interest": None, "time.period": None}
        old, new = HORIZONS[need.time.horizon].label, HORIZONS[code].label
        yield change("time", f"horizon {code}", 1, sets, "odds" if code == "past" else "horizon", new=new, old=old)
    yield from _years(asked, shelf)
    yield from _deadline(asked)
    yield from _levels(asked, shelf)


def _scale(part, path, rung, code, new, old) -> Change:
    return change(part, path, rung, {path: code}, "scale", new=new, old=old)


def _years(asked: Asked, shelf: Shelf) -> Iterator[Change]:
    """Other years: twenty about those named, or the nearest that some data hold."""
    time = asked.need.time
    named = named_time(time.period) if not time.period_of_interest else None
    if time.period_of_interest:
        first, last = (int(part) for part in time.period_of_interest.split("-"))
    elif named:
        first = last = named.year
    else:
        return
    old, wanted = Years(first, last), set()
    for data in shelf.data:
        group, runs = data.facts.group, data.facts.years
        if group == ("model" if time.horizon == "projection" else "record"):
            held = any(run.first <= old.last and old.first <= run.last for run in runs)
            near = min(runs, key=lambda run: max(run.first - old.last, old.first - run.last))
            wanted.add(widened(old, runs, least=LEAST_YEARS) if held else _nearest(old, near))
            # Asked of many years, a few more can be taken from what is held of them.
            wanted.add(_nearest(old, near))
    told = named.words if named else spoken([old])
    for rung, years in enumerate(sorted(wanted - {old}, key=lambda years: (_apart(years, old), years)), 1):
        sets = {"time.period_of_interest": str(years), "time.period": None}
        yield change("time", "years", rung, sets, "years", new=str(years), old=told)


def _apart(one: Years, other: Years) -> int:
    """How far the middles of two runs of years lie apart, in half years."""
    return abs(one.first + one.last - other.first - other.last)


def _nearest(asked: Years, run: Years) -> Years:
    """As many years as asked for, and twenty at least, of a run, as near to those asked as can be."""
    length = min(len(run), max(LEAST_YEARS, min(len(asked), NORMAL_YEARS)))
    first = min(max(asked.first, run.first), run.last - length + 1)
    return Years(first, first + length - 1)


def _deadline(asked: Asked) -> Iterator[Change]:
    by = asked.need.decision.by
    if by is None or by.year is None:
        return
    after = [asked.today.year if asked.today else by.year]
    if asked.need.time.horizon == "past" and asked.need.time.period_of_interest:
        after.append(int(asked.need.time.period_of_interest[-4:]) + 1)
    for rung in (1, 2):
        year = max(after) + rung - 1
        if year > by.year:
            yield change("time", "year", rung, {"decision.by.year": year}, "next_time", new=str(year), old=str(by.year))


def _levels(asked: Asked, shelf: Shelf) -> Iterator[Change]:
    levels, need = levels_of(asked.need), asked.need
    offered = sorted({code for recipe in shelf.recipes for code in recipe.answers.time}, key=_days_of)
    if level := levels.get("step"):
        coarser = [code for code in offered if _days_of(code) > (level.threshold or level.goal or 0)]
        for rung, code in enumerate(coarser, 1):
            old = need.levels.step.threshold or need.levels.step.breakthrough or need.levels.step.goal
            # A scale is written by its name: a season has no length that fits all.
            sets = {"levels.step": {"threshold": code}}
            yield change("time", "step", rung, sets, "scale", new=TIME_SCALES[code].label, old=old)
    leads = sorted({d.facts.lead_days for d in shelf.data if d.facts.lead_days}, reverse=True)
    asked_lead = need.levels.lead and (need.levels.lead.threshold or need.levels.lead.breakthrough)
    for rung, days in enumerate(leads, 1):
        new = f"{days:g} day"
        if asked_lead:
            yield change("time", "lead", rung, {"levels.lead": {"threshold": new}}, "known", new=new, old=asked_lead)
        elif need.decision.lead:
            yield change("time", "lead", rung, {"decision.lead": new}, "known", new=new, old=need.decision.lead)
    delays = sorted({d.facts.delay_days for d in shelf.data if d.facts.delay_days is not None})
    if need.levels.timeliness and need.levels.timeliness.threshold:
        for rung, days in enumerate(delays, 1):
            sets, old = {"levels.timeliness": {"threshold": f"{days:g} day"}}, need.levels.timeliness.threshold
            yield change("time", "timeliness", rung, sets, "within", new=f"{days:g} day", old=old)


def _days_of(code: str) -> float:
    return TIME_SCALES[code].days


def space_changes(asked: Asked, shelf: Shelf) -> Iterator[Change]:
    space = asked.need.space
    scales = list(SPATIAL_SCALES)
    if space.scale:
        at = scales.index(space.scale)
        for rung, code in enumerate(scales[at + 1 :], 1):
            old = SPATIAL_SCALES[space.scale].label
            yield _scale("scale", "space.scale", rung, code, SPATIAL_SCALES[code].label, old)
    if level := levels_of(asked.need).get("resolution"):
        least = next(n for n in (level.threshold, level.breakthrough, level.goal) if n is not None)
        old = space.resolution.threshold or space.resolution.breakthrough or space.resolution.goal
        have = {card_facts(card).km for card in shelf.cards} | {recipe_facts(r).finest_km for r in shelf.recipes}
        wanted = {next((size for size in _SIZES if size >= km), math.ceil(km)) for km in have}
        for rung, km in enumerate(sorted(size for size in wanted if size > least), 1):
            sets = {"space.resolution": {"threshold": f"{km} km"}}
            yield change("scale", "resolution", rung, sets, "scale", new=f"{km} km", old=old)
    if space.contrasts:
        yield change("scale", "contrasts", 1, {"space.contrasts": None}, "together", old="; ".join(space.contrasts))
    yield from _places(asked, shelf)


def _places(asked: Asked, shelf: Shelf) -> Iterator[Change]:
    """The part of the place that some data hold."""
    if asked.area is None or asked.area.is_point:
        return
    for card in shelf.cards:
        west, south, east, north = card.bounds
        if card_facts(card).is_point:
            if not holds(asked.area, (west, south)):
                continue
            box = (west - _ABOUT, south - _ABOUT, east + _ABOUT, north + _ABOUT)
            code, new, more = "near", card.title, _small(asked.need.space.scale)
        elif 0 < share_inside(asked.area.bounds, card.bounds) < 0.99:
            own = asked.area.bounds
            box = (max(west, own[0]), max(south, own[1]), min(east, own[2]), min(north, own[3]))
            code, new, more = "part", ",".join(f"{side:g}" for side in box), {}
        else:
            continue
        written = ",".join(f"{side:.4f}" for side in box)
        if area_of_box(written) is not None:
            name = f"place {written}"
            sets = {"space.place": written, **more}
            yield change("place", name, 1, sets, code, new=new, old=asked.area.name)


def _small(scale: str | None) -> dict[str, str]:
    """What lies about a station is no more than a ward."""
    small = scale is not None and SPATIAL_SCALES[scale].km <= SPATIAL_SCALES["ward"].km
    return {} if small else {"space.scale": "ward"}


def metric_changes(asked: Asked, shelf: Shelf) -> Iterator[Change]:
    """Another metric that may serve; other numbers that a recipe takes; its own where the need says none."""
    metric = asked.need.metric
    now = METRICS.get(metric.is_ or "")
    for recipe in shelf.recipes:
        facts, given = recipe_facts(recipe), METRICS[recipe.answers.metric]
        if now is None or given.code == now.code:
            continue
        if given.code in now.related or now.code in given.related:
            # Nobody of the group has said yes to this one.
            sets = {
                "metric.is": given.code, "metric.with": dict(facts.defaults.parameters), "metric.confirmed_by": None,
            }  # fmt: skip
            yield change("metric", f"metric {recipe.id}", 1, sets, "metric", new=given.label, old=now.label)
    if now is None:
        return
    for recipe in shelf.recipes:
        if recipe.answers.metric == now.code:
            yield from _numbers(metric.with_, recipe, now.conventions)


def _numbers(settings, recipe, conventions) -> Iterator[Change]:
    facts = recipe_facts(recipe)
    given = dict(settings)
    decisive = conventions[0] if conventions else None
    if decisive and decisive not in given and decisive in facts.defaults.parameters:
        new, name = facts.defaults.parameters[decisive], decisive
        yield change("metric", f"{recipe.id} {name}", 1, {f"metric.with.{name}": new}, "default",
                     new=_in_words(name, new))  # fmt: skip
    for name, old in given.items():
        without = {key: value for key, value in facts.defaults.parameters.items() if key != name}
        alone, _ = filling(recipe, {name: old})
        if alone is not None:
            continue
        parameter = recipe.parameters.get(name)
        nearest = [parameter.low, parameter.high] if parameter else []
        new = next((str(v) for v in _by_distance(old, nearest) if filling(recipe, without | {name: str(v)})[0]), None)
        new = new or facts.defaults.parameters.get(name)
        ladder, sets, told = f"{recipe.id} {name}", {f"metric.with.{name}": new}, _in_words(name, old)
        if new is None:
            yield change("metric", ladder, 1, sets, "left_out", old=told)
        else:
            yield change("metric", ladder, 1, sets, "setting", new=_in_words(name, new), old=told)


def _in_words(name: str, value: str) -> dict[str, str]:
    return {language: settings_in_words({name: value}, language) for language in LANGUAGES}


def _by_distance(old: str, bounds: list) -> list:
    """Bounds, the nearer first; where they cannot be compared, as they stand."""
    bounds = [bound for bound in bounds if bound is not None]
    try:
        read = parse_quantity(old, where="")
        return sorted(bounds, key=lambda b: abs(parse_quantity(str(b), where="").to(read.unit) - read.value))
    except (Refused, ValueError):
        return bounds


def gauges(asked: Asked, shelf: Shelf, variables: tuple[str, ...]) -> list[Change]:
    """What it would bring to measure oneself in the middle of the place, for ten years and more."""
    area = asked.area
    if area is None or not set(variables) <= set(_MEASURED):
        return []
    west, south, east, north = area.bounds
    lon, lat = round((west + east) / 2, 4), round((south + north) / 2, 4)
    last = (asked.today or date(2025, 1, 1)).year - 1
    labels = {language: ", ".join(text_in(VARIABLES[v].label, language) for v in variables) for language in LANGUAGES}
    found = []
    for rung, count in enumerate(_GAUGE_YEARS, 1):
        name = f"own-readings-{count}-{'-'.join(variables)}"
        card = _gauge(name, variables, (lon, lat), Years(last - count + 1, last))
        found.append(change("data", "gauge", rung, {}, "gauge", count=count, variables=labels, brings=card))
    return found


def _gauge(dataset: str, variables: tuple[str, ...], at: tuple[float, float], years: Years) -> Card:
    title = {
        "en": "Your own readings", "fr": "Vos propres relevés", "sw": "Vipimo vyenu wenyewe",
        "es": "Sus propias lecturas",
    }  # fmt: skip
    return Card.model_validate(
        {
            "dataset": dataset, "title": title, "about": {"en": "Readings that are still to be made."},
            "role": "station", "variables": list(variables), "step": "day", "resolution": "point",
            "effective_resolution": "1 km", "period": str(years), "bounds": [*at, *at], "calendars": ["standard"],
            "made_by": {"generator": "none", "seed": 0, "part": "promised"},
            "licence": {"id": "own", "name": "your own", "redistribution": True, "source": "yourselves"},
            "origin": {"en": "promised"}, "limits": [{"en": "One gauge speaks for what lies about it."}],
        }
    )  # fmt: skip

"""The fourth pass: a recipe against the cards of named data sets; no file of data is opened.

For the command line, the web and the studio alike. `matching` says how well an offer fits a need; this says whether a
recipe can be run on the data at all, and whether it claims of them what they cannot tell.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from ..vocabulary.problems import Problem
from ..vocabulary.scales import SPATIAL_SCALES, kilometres, parse_length
from ..vocabulary.seasons import Years
from ..vocabulary.units import parse_quantity
from .graph import names_read
from .model import Input, Recipe
from .operations import OPERATIONS
from .resolving import parts_of, resolve

Bounds = tuple[float, float, float, float]

# The horizons that data of a role speak of; one of them must be claimed.
HORIZONS_OF = {
    "observation": ("past", "season", "years"),
    "station": ("past", "season", "years"),
    "projection": ("years", "projection"),
    "forecast": ("days", "season"),
    "hindcast": ("days", "season", "past"),
}

# Data of these roles are a record themselves, which is adjusted to nothing.
OBSERVED = ("observation", "station")

# Coarser than this many times, nothing said about a place is about the place; as in `matching`.
FAR = 10


class Member(Protocol):
    id: str
    calendar: str


class Card(Protocol):
    """What is read of a dataset card; `catalogue.card.Card` is one."""

    dataset: str
    role: str
    variables: tuple[str, ...]
    step: str
    effective_resolution: str
    bounds: Bounds
    members: Sequence[Member]
    calendars: tuple[str, ...]

    @property
    def years(self) -> tuple[Years, ...]: ...


def check_against(
    recipe: Recipe,
    cards: Sequence[Card],
    references: Sequence[Card] = (),
    *,
    area: Bounds | None = None,
    years: Years | None = None,
) -> list[Problem]:
    """Every reason why the recipe cannot be run on these data, which together are one set; none when it can.

    references  cards of the observations that it may be adjusted to
    area        west, south, east, north in degrees
    years       the period that is asked for
    """
    data, observed = _inputs(recipe)
    if not cards:
        what = "no data set is named"
        return [Problem("data.none", recipe.name, what, "", "", "Name data that hold " + ", ".join(data))]
    problems = [
        *_variables(recipe, data, cards, "data"),
        *_set(recipe, cards),
        *(problem for card in cards for problem in _one(recipe, card, area, years)),
    ]
    if references:
        problems += _variables(recipe, observed, references, "observations")
        problems += [problem for card in references for problem in _place(recipe, card, area)]
        problems += [problem for card in references for problem in _observed(recipe, observed, card)]
    elif any(not one.optional for one in observed.values()) and any(card.role not in OBSERVED for card in cards):
        what, got = "the recipe is adjusted to observations, and none are named", ", ".join(observed)
        problems.append(Problem("data.reference", recipe.name, what, got, "", "Name a data set of observations"))
    return problems + _records(recipe, data, cards) + (_records(recipe, observed, references) if references else [])


def _inputs(recipe: Recipe) -> tuple[dict[str, Input], dict[str, Input]]:
    """The inputs that are read from the data, and those that are read from the observations, by name."""
    observed = {
        name
        for step in resolve(parts_of(recipe), {}).steps
        for argument, names in names_read(step.op, step.arguments).items()
        for name in names
        if OPERATIONS[step.op].argument(argument).observed
    }
    inputs = recipe.inputs.items()
    return {n: one for n, one in inputs if n not in observed}, {n: one for n, one in inputs if n in observed}


def _variables(recipe: Recipe, inputs: Mapping[str, Input], cards: Sequence[Card], noun: str) -> Iterator[Problem]:
    held = {variable for card in cards for variable in card.variables}
    for name, one in inputs.items():
        # An optional reference that the observations named lack is as if none were named.
        if one.variable not in held and not one.optional:
            where, what = f"{recipe.name}, input {name}", f"the {noun} do not hold {one.variable}"
            got = ", ".join(f"{card.dataset}: {', '.join(card.variables)}" for card in cards)
            yield Problem("data.variable", where, what, got)


def _set(recipe: Recipe, cards: Sequence[Card]) -> Iterator[Problem]:
    """Data of one set go together day by day and member by member."""
    if len(cards) < 2:
        return
    first = cards[0]
    for card in cards[1:]:
        where = f"{recipe.name}, {card.dataset}"
        if first.members and card.members and not {m.id for m in first.members} & {m.id for m in card.members}:
            what = f"it has no member in common with {first.dataset}"
            yield Problem("data.members", where, what, _listed(m.id for m in card.members))
        if not set(first.calendars) & set(card.calendars):
            what = f"its calendar is another than that of {first.dataset}, so days cannot be set side by side"
            yield Problem("data.calendar", where, what, ", ".join(card.calendars), ", ".join(first.calendars))
        if not _common(first.years, card.years):
            what = f"it has no year in common with {first.dataset}"
            yield Problem("data.period", where, what, _spoken(card.years), _spoken(first.years))
        if not _overlap(first.bounds, card.bounds):
            yield Problem("data.area", where, f"it has no place in common with {first.dataset}", str(card.bounds))


def _one(recipe: Recipe, card: Card, area: Bounds | None, years: Years | None) -> Iterator[Problem]:
    where = f"{recipe.name}, {card.dataset}"
    yield from _place(recipe, card, area)
    spoken = HORIZONS_OF[card.role]
    if not set(spoken) & set(recipe.answers.horizons):
        what = f"the recipe does not speak of what {card.role} data tell"
        yield Problem("data.horizon", where, what, ", ".join(recipe.answers.horizons), ", ".join(spoken))
    for name, one in recipe.inputs.items():
        if one.role and not one.optional and one.variable in card.variables and card.role not in one.role:
            yield Problem("data.role", where, f"input {name} is not made for this role", card.role, ", ".join(one.role))
    if years is not None and not _common(card.years, (years,)):
        yield Problem("data.period", where, "it holds none of the years asked for", str(years), _spoken(card.years))
    upto, width = recipe.answers.space.upto, kilometres(parse_length(card.effective_resolution, where=""))
    if card.role != "station" and width > FAR * SPATIAL_SCALES[upto].km:
        what = f"its cells are more than {FAR} times as wide as anything the recipe speaks of"
        allowed = f"up to {FAR * SPATIAL_SCALES[upto].km:g} km"
        yield Problem("data.resolution", where, what, card.effective_resolution, f"{allowed}, for a {upto}")


def _place(recipe: Recipe, card: Card, area: Bounds | None) -> Iterator[Problem]:
    where = f"{recipe.name}, {card.dataset}"
    if card.step not in ("hour", "day"):
        what = "the recipe counts days, and these data hold none"
        yield Problem("data.step", where, what, card.step, "day")
    if card.role == "station" and not recipe.answers.sites:
        yield Problem("data.sites", where, "the recipe is not made for single sites", card.role)
    if area is not None and not _overlap(card.bounds, area):
        what = "it does not reach the area asked for"
        yield Problem("data.area", where, what, _corners(area), _corners(card.bounds))


def _observed(recipe: Recipe, observed: Mapping[str, Input], card: Card) -> Iterator[Problem]:
    for name, one in observed.items():
        if one.role and one.variable in card.variables and card.role not in one.role:
            where, what = f"{recipe.name}, {card.dataset}", f"input {name} must be observed"
            yield Problem("data.role", where, what, card.role, ", ".join(one.role))


def _records(recipe: Recipe, inputs: Mapping[str, Input], cards: Sequence[Card]) -> list[Problem]:
    """The least record that makes the answer worth giving; the longest unbroken one counts. Forecasts have none."""
    found = []
    for name, one in inputs.items():
        wanted = parse_quantity(one.record, where="").to("year") if one.record else 0
        for card in cards:
            longest = max((len(years) for years in card.years), default=0)
            if one.variable in card.variables and card.role != "forecast" and longest < wanted:
                where, what = f"{recipe.name}, input {name}", f"the record of {card.dataset} is too short"
                found.append(Problem("data.record", where, what, f"{longest} years", f"{one.record} or more"))
    return found


def _common(some: Sequence[Years], others: Sequence[Years]) -> bool:
    return any(one.first <= other.last and other.first <= one.last for one in some for other in others)


def _overlap(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _spoken(years: Sequence[Years]) -> str:
    return ", ".join(map(str, years))


def _corners(bounds: Bounds) -> str:
    west, south, east, north = bounds
    return f"{west:g} to {east:g} east, {south:g} to {north:g} north"


def _listed(names) -> str:
    names = list(names)
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")

"""The producer's view: which needs a recipe would serve if it gave more than it says today."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..recipes.model import Recipe
from ..vocabulary.scales import TIME_SCALES, kilometres, parse_length
from .board import Board
from .demand import people_of
from .deriving import DERIVED_METRICS
from .facts import recipe_facts
from .judging import Asked, Judge

FINER_SIZES = ("5 km", "1 km", "0.1 km")


@dataclass(frozen=True)
class Widening:
    """One thing more that a recipe might give, and whom it would serve then.

    axis   "time" (a time scale), "horizon", "size" (places told apart) or "sites" (values of single stations)
    """

    axis: str
    value: str
    needs: tuple[str, ...]
    people: int


def could_serve(board: Board, recipe: Recipe, **answers: Any) -> list[str]:
    """The needs that nobody meets and this recipe would, if its envelope gave `answers` (`time=("dekad",)`); by id."""
    return _served(board, _for_its_metric(board, recipe), recipe, answers, Judge())


def if_it_gave(board: Board, recipe: Recipe, groups: Mapping[str, Any] | None = None) -> list[Widening]:
    """Each single widening of the recipe's envelope that would serve somebody, most people first.

    Of widenings that serve the same needs, the smallest is told. Only needs for what the recipe computes are looked at.
    """
    needs, judge = _for_its_metric(board, recipe), Judge()
    if not needs:
        return []
    now = set(_served(board, needs, recipe, {}, judge))
    found: dict[tuple[str, ...], Widening] = {}
    for axis, value, answers in _widenings(recipe):
        served = tuple(one for one in _served(board, needs, recipe, answers, judge) if one not in now)
        if served and (axis, served) not in found:
            people = people_of((board.needs[name] for name in served), groups or {})
            found[axis, served] = Widening(axis, value, served, people)
    return sorted(found.values(), key=lambda one: (-one.people, -len(one.needs), one.axis, one.value))


def _for_its_metric(board: Board, recipe: Recipe) -> list[Asked]:
    given = {recipe.answers.metric, *recipe_facts(recipe).defaults.metrics}
    given |= {asked for asked, source in DERIVED_METRICS if source == recipe.answers.metric}
    return [asked for asked in board.unmet() if asked.need.metric.is_ in given]


def _served(board: Board, needs: Iterable[Asked], recipe: Recipe, answers: Mapping, judge: Judge) -> list[str]:
    envelope = recipe.answers.model_copy(update=answers)
    with_it = recipe.model_copy(update={"answers": envelope})
    tried = Board(needs, [with_it], board.shelf.cards, judge)
    return sorted(name for name, best in tried.best.items() if best is not None and best.met)


def _widenings(recipe: Recipe) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Nearest to what it gives today first."""
    answers = recipe.answers
    finest = min(TIME_SCALES[code].days for code in answers.time)
    for scale in sorted(TIME_SCALES.values(), key=lambda one: -one.days):
        # What is coarser is had by putting together.
        if scale.days < finest:
            yield "time", scale.code, {"time": (*answers.time, scale.code)}
    for horizon in ("past", "days", "now", "years", "projection"):
        if horizon not in answers.horizons:
            yield "horizon", horizon, {"horizons": (*answers.horizons, horizon)}
    for size in FINER_SIZES:
        if kilometres(parse_length(size, where="")) < recipe_facts(recipe).finest_km:
            yield "size", size, {"space": answers.space.model_copy(update={"finest": size})}
    if not answers.sites:
        yield "sites", "", {"sites": True}

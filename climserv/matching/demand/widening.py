"""The producer's view: which needs a recipe would serve if it gave more than it says today."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...recipes.model import Answers, Recipe
from ...vocabulary.scales import HORIZONS, TIME_SCALES, kilometres, parse_length
from ..deriving import DERIVED_METRICS
from ..judging import Asked, Judge
from ..rules.facts import recipe_facts
from ..rules.rules import PARTS
from ..rules.verdicts import CANNOT, rank
from ..shelf import Shelf
from .board import Board
from .demand import people_of

FINER_SIZES = ("5 km", "1 km", "0.1 km")
# The one part of the rules that reads what is widened.
_PART_OF = {"time": "time", "horizon": "time", "size": "scale", "sites": "place"}
_HINDERING = tuple(part for part in PARTS if part != "reach")


@dataclass(frozen=True)
class Widening:
    """One thing more that a recipe might give, and whom it would serve then.

    axis   "time" (a time scale), "horizon", "size" (places told apart) or "sites" (values of single stations)
    """

    axis: str
    value: str
    needs: tuple[str, ...]
    people: int


def if_it_gave(
    board: Board, recipe: Recipe, groups: Mapping[str, Any] | None = None, seen: Collection[str] | None = None
) -> list[Widening]:
    """Each single widening of the recipe's envelope that would serve somebody whom nobody serves, most people first.

    groups   need id to whose it is
    seen     only these needs are looked at; None: all
    Of widenings of one axis that serve the same needs, the smallest is told. Only needs for what the recipe computes
    are looked at.
    """
    tried, served = _Tried(board, recipe), {}
    for asked in _for_its_metric(board, recipe):
        if seen is not None and asked.need.need not in seen:
            continue
        for axis, value in tried.would_serve(asked):
            served.setdefault((axis, value), []).append(asked)
    found: dict[tuple, Widening] = {}
    for axis, value in (one[:2] for one in tried.wider if one[:2] in served):
        several = served[axis, value]
        needs = tuple(asked.need.need for asked in several)
        found.setdefault((axis, needs), Widening(axis, value, needs, people_of(several, groups or {})))
    return sorted(found.values(), key=lambda one: (-one.people, -len(one.needs), one.axis, one.value))


def widened(answers: Answers) -> Iterator[tuple[str, str, Answers]]:
    """The envelope with one thing more each time; of each axis what is nearest to today's first."""
    finest = min(TIME_SCALES[code].days for code in answers.time)
    for scale in sorted(TIME_SCALES.values(), key=lambda one: -one.days):
        # What is coarser is had by putting together.
        if scale.days < finest:
            yield "time", scale.code, _with(answers, time=(*answers.time, scale.code))
    for horizon in HORIZONS:
        if horizon not in answers.horizons:
            yield "horizon", horizon, _with(answers, horizons=(*answers.horizons, horizon))
    today = kilometres(parse_length(answers.space.finest, where="answers.space.from"))
    for size in FINER_SIZES:
        if kilometres(parse_length(size, where="")) < today:
            yield "size", size, _with(answers, space=answers.space.model_copy(update={"finest": size}))
    if not answers.sites:
        yield "sites", "", _with(answers, sites=True)


def _with(answers: Answers, **more: Any) -> Answers:
    return answers.model_copy(update=more)


def _for_its_metric(board: Board, recipe: Recipe) -> list[Asked]:
    given = {recipe.answers.metric, *recipe_facts(recipe).defaults.metrics}
    given |= {asked for asked, source in DERIVED_METRICS if source == recipe.answers.metric}
    return [asked for asked in board.unmet() if asked.need.metric.is_ in given]


class _Tried:
    """A recipe as it is and with each widening, set against the data of a board.

    A widening is read by one part of the rules: only data to which nothing else is a hindrance are tried with it.
    """

    def __init__(self, board: Board, recipe: Recipe):
        self._judge = Judge()
        self._shelf = Shelf((), board.shelf.cards, self._judge)
        self._today = recipe, self._judge.recipe_classes(recipe)
        self.wider = []
        for axis, value, answers in widened(recipe.answers):
            wide = recipe.model_copy(update={"answers": answers})
            self.wider.append((axis, value, wide, self._judge.recipe_classes(wide)))

    def would_serve(self, asked: Asked) -> list[tuple[str, str]]:
        """The widenings, as axis and value, with which the need would be served, and without which not."""
        of_need, found = self._judge.need_classes(asked), []
        for several in self._shelf.data_for(asked.area):
            for data in several:
                hindered = [part for part in _HINDERING if self._hinders(part, asked, of_need, *self._today, data)]
                if not hindered:
                    return []
                found += [
                    (axis, value)
                    for axis, value, wide, classes in self.wider
                    if hindered == [_PART_OF[axis]]
                    and not self._hinders(hindered[0], asked, of_need, wide, classes, data)
                ]
        return list(dict.fromkeys(found))

    def _hinders(self, part: str, asked: Asked, of_need, recipe: Recipe, of_recipe, classed) -> bool:
        data, of_data = classed
        classes = of_need[part], of_recipe[part], of_data[part]
        return self._judge.weight(part, classes, asked, recipe, data).rank == rank(CANNOT)

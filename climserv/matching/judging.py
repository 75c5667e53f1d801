"""Verdicts of many cases: what one part of the rules reads of need, recipe and data is asked once, then remembered.

Needs, recipes and data are put into classes, part by part: two needs that ask for the same time scale, horizon and
years are one need to the rules of time, whatever else they ask. So a verdict is worked out once for each class of the
three, and looked up for every other combination.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from itertools import count

from ..needs.need import Need
from ..recipes.model import Recipe
from .area import Area
from .deriving import DERIVED_METRICS
from .rules.case import Case, Settled
from .rules.facts import SEASON, Data, card_facts, filling, recipe_facts
from .rules.rules import AXIS_OF, PARTS, findings_of, weighed
from .rules.verdicts import Verdict, rank, verdict_of

# The parts that read the observations a dataset is adjusted to.
OF_REFERENCE = ("near", "scale", "adjust", "reach")

Classed = tuple[Data, dict[str, int]]
Several = tuple[Classed, ...]
Beside = tuple[Classed, int, float]
_BESIDE = tuple(part for part in PARTS if part != "metric")


@dataclass(frozen=True)
class Asked:
    """A need with its area, as the rules see it; `today` is None where the day must not matter."""

    need: Need
    area: Area | None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Weight:
    """What one part of the rules comes to: the rank of its worst verdict, and what is lost."""

    rank: int
    loss: float


class Judge:
    """Remembers what each part of the rules found, for classes of needs, recipes and data."""

    def __init__(self):
        self._numbers: dict[Hashable, int] = {}
        # Never the count of those known: two threads that meet something new at once would take the same.
        self._next = count()
        self.weights: dict[tuple[int, int, int], Weight] = {}
        self.known: dict[tuple, Verdict] = {}
        self._settled: dict[tuple, Settled] = {}

    def need_classes(self, asked: Asked) -> dict[str, int]:
        return {part: self._number(part, key) for part, key in _need_keys(asked).items()}

    def recipe_classes(self, recipe: Recipe) -> dict[str, int]:
        classes = {part: self._number(part, key) for part, key in _recipe_keys(recipe).items()}
        return classes | {"beside": self._number("beside", tuple(classes[part] for part in _BESIDE))}

    def data_classes(self, data: Data) -> dict[str, int]:
        return {part: self._number(part, key) for part, key in _data_keys(data).items()}

    def _number(self, part: str, key: Hashable) -> int:
        held = self._numbers.get((part, key))
        return self._numbers.setdefault((part, key), next(self._next)) if held is None else held

    def settled(self, need: Need, recipe: Recipe) -> Settled:
        """The recipe set to the need's numbers; of those of another metric only what holds for both.

        That is the season, where the recipe lets it be set; and all it takes, where the metric is had from its own.
        """
        defaults = recipe_facts(recipe).defaults
        settings = _settings_for(need, recipe)
        key = (id(recipe), tuple(sorted(settings.items())))
        held = self._settled.get(key)
        # Numbers of objects are used again; the recipe itself is held by what is remembered.
        if held is None or held.recipe is not recipe:
            filled, problems = filling(recipe, settings) if settings else (defaults, ())
            if problems and not _is_near(need, recipe):
                settings, filled, problems = {}, defaults, ()
            held = self._settled[key] = Settled(recipe, settings, filled, defaults, problems)
        return held

    def case(self, asked: Asked, recipe: Recipe, data: Data) -> Case:
        return Case(asked.need, self.settled(asked.need, recipe), data.card, data.reference, asked.area, asked.today)

    def weight(self, part: str, classes: tuple[int, int, int], asked: Asked, recipe: Recipe, data: Data) -> Weight:
        """What a part comes to; `classes` are those of need, recipe and data for this part."""
        held = self.weights.get(classes)
        if held is None:
            found = weighed(part, self.case(asked, recipe, data))
            worst = max((rank(one.value) for one in found), default=0)
            held = self.weights[classes] = Weight(worst, sum(one.loss for one in found))
        return held

    def besides(
        self, asked: Asked, of_need, recipe: Recipe, of_recipe, groups: list[Several], known: dict
    ) -> list[Beside]:
        """Of each dataset all but the metric: the observations chosen, the rank of the worst axis, what is lost.

        Of several observations to adjust a dataset with, those whose worst verdict is best are chosen. Only what
        depends on them counts; then what is lost by them, then those the card names, then the name. `known` remembers
        this for recipes that the rules cannot tell apart, for one need.
        """
        kind = of_recipe["beside"]
        if kind not in known:
            known[kind] = [self._beside(asked, of_need, recipe, of_recipe, several) for several in groups]
        return known[kind]

    def _beside(self, asked: Asked, of_need, recipe: Recipe, of_recipe, several: Several) -> Beside:
        one = several[0]
        if len(several) > 1:
            one = min(several, key=lambda one: self._loses(asked, of_need, recipe, of_recipe, one))
        data, of_data = one
        worst, loss = 0, 0.0
        for part in _BESIDE:
            classes = (of_need[part], of_recipe[part], of_data[part])
            held = self.weights.get(classes) or self.weight(part, classes, asked, recipe, data)
            loss += held.loss
            # What reaches people hinders nothing.
            if held.rank > worst and part != "reach":
                worst = held.rank
        return one, worst, loss

    def _loses(self, asked: Asked, of_need, recipe: Recipe, of_recipe, one: Classed) -> tuple:
        data, of_data = one
        weights = [
            self.weight(part, (of_need[part], of_recipe[part], of_data[part]), asked, recipe, data)
            for part in OF_REFERENCE
        ]
        worst, loss = max(weight.rank for weight in weights), round(sum(weight.loss for weight in weights), 6)
        return worst, loss, data.reference.dataset != data.card.reference, data.reference.dataset

    def nearness(self, asked: Asked, recipe: Recipe) -> int:
        """How near the recipe comes to the metric asked for, as `offers.nearness` counts it."""
        metric = asked.need.metric.is_
        if metric is None or metric == recipe.answers.metric:
            return 2 if metric is None else 0
        return 1 if _is_near(asked.need, recipe) else 2

    def asks(self, asked: Asked, recipe: Recipe) -> str:
        """The part of the rules that its metric is asked by: of recipes for another, most is the same to the rules."""
        return "metric" if _is_near(asked.need, recipe) else "another"

    def sums(
        self, asked: Asked, of_need, recipe: Recipe, of_recipe, besides: list[Beside], known: dict
    ) -> list[tuple[int, float]]:
        """Of each dataset the rank of the worst axis, and what is lost in all; `known` as for `besides`."""
        part = self.asks(asked, recipe)
        of_both = (of_need[part], of_recipe[part])
        kind = (of_recipe["beside"], of_recipe[part])
        if kind not in known:
            weights: dict[int, Weight] = {}
            for (data, of_data), _worst, _loss in besides:
                of = of_data["metric"]
                if of not in weights:
                    weights[of] = self.weight("metric", (*of_both, of), asked, recipe, data)
            each = [(weights[of_data["metric"]], worst, loss) for (_data, of_data), worst, loss in besides]
            known[kind] = [(max(held.rank, worst), round(loss + held.loss, 6)) for held, worst, loss in each]
        return known[kind]

    def verdict(self, key: tuple, asked: Asked, recipe: Recipe, data: Data) -> Verdict:
        """The verdict of an axis; `key` is its name and the classes of need, recipe and data for its parts."""
        held = self.known.get(key)
        if held is None:
            case = self.case(asked, recipe, data)
            found = [one for part in PARTS if AXIS_OF[part] == key[0] for one in findings_of(part, case)]
            held = self.known[key] = verdict_of(key[0], found)
        return held


def _need_keys(asked: Asked) -> dict[str, Hashable]:
    """What each part of the rules reads of a need."""
    need, area = asked.need, asked.area
    metric = need.metric
    settings = tuple(sorted(metric.with_.items()))
    season = tuple(metric.with_.get(name) for name in SEASON)
    place = (area.id, area.bounds) if area is not None else need.space.place
    return {
        "time": (need.time, need.decision.by, need.decision.deadline, need.decision.lead, need.levels, asked.today,
                 season),
        "place": (place, area is None),
        "near": place if area is not None else None,
        "adjust": None,
        "scale": (need.space.scale, need.space.resolution, need.space.contrasts),
        "metric": (metric.is_, settings, metric.sure, bool(metric.confirmed_by), need.time.horizon),
        "another": (metric.is_, metric.sure, bool(metric.confirmed_by), season),
        "reach": (need.reach.languages, need.reach.channels, need.origin.visibility),
    }  # fmt: skip


def _recipe_keys(recipe: Recipe) -> dict[str, Hashable]:
    facts, answers = recipe_facts(recipe), recipe.answers
    season = tuple(name in recipe.parameters for name in SEASON)
    return {
        "time": (answers.time, answers.horizons, facts.step, facts.least_record, season),
        "place": answers.sites,
        "near": None,
        "adjust": facts.every_variable,
        "scale": (facts.finest_km, answers.space.upto),
        # A recipe of its own, with its own bounds and defaults; the object is held, so that its number stays its own.
        "metric": _Same(recipe),
        "another": (answers.metric, facts.defaults.metrics, facts.variables, season),
        "reach": facts.languages,
    }


def _data_keys(data: Data) -> dict[str, Hashable]:
    card, reference, facts = data.card, data.reference, data.facts
    observed = card_facts(reference) if reference is not None else None
    both = [one for one in (card, reference) if one is not None]
    return {
        "time": (card.role, facts.years, card.step, facts.models, facts.scenarios, facts.lead_days, facts.delay_days),
        "place": (facts.is_point, card.bounds),
        "near": (facts.group == "model", reference and reference.bounds),
        "scale": (facts.is_point, facts.km, observed and observed.km,
                  tuple(one.dataset for one in both if one.made_for_demonstration)),
        "metric": card.variables,
        "adjust": (facts.group, reference and (reference.dataset, reference.variables), data.training),
        "reach": tuple((one.licence, one.dataset) for one in both if not one.licence.redistribution),
    }  # fmt: skip


def _settings_for(need: Need, recipe: Recipe) -> dict[str, str]:
    """The numbers of the need that are set on a recipe."""
    if _is_own(need, recipe):
        return dict(need.metric.with_)
    near = _is_near(need, recipe)
    return {
        name: value for name, value in need.metric.with_.items()
        if name in recipe.parameters and (near or name in SEASON)
    }  # fmt: skip


def _is_own(need: Need, recipe: Recipe) -> bool:
    """Whether the recipe gives the metric of the need, first or beside another."""
    return need.metric.is_ in (recipe.answers.metric, *recipe_facts(recipe).defaults.metrics)


def _is_near(need: Need, recipe: Recipe) -> bool:
    """Whether it gives it itself or by a step."""
    return _is_own(need, recipe) or (need.metric.is_, recipe.answers.metric) in DERIVED_METRICS


class _Same:
    """An object as itself, for a key."""

    __slots__ = ("thing",)

    def __init__(self, thing: object):
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.thing is self.thing

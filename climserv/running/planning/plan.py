"""A plan: an order with everything opened, checked and placed, before any number is read."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from ...catalogue.catalogue import Catalogue
from ...catalogue.places import Places
from ...data.opening import PROJECTED, Cells, Piece, Source
from ...data.places.areas import Selection, refuse_outline_outside, select_cells
from ...methods.regridding.weights import Weights
from ...recipes.book import Book
from ...recipes.cost import refuse_costly
from ...recipes.filling import FilledRecipe, fill
from ...recipes.model import Recipe
from ...recipes.operations import OPERATIONS
from ...vocabulary.metrics import METRICS
from ...vocabulary.problems import Problem, Refused
from ...vocabulary.seasons import Years
from ..blocks.coarse import Between
from ..blocks.heights import refuse_without_heights
from ..blocks.reading import unpacked_whole
from .components import Component, components_of
from .lineage import Parts, parts_of
from .needed import (
    downscaled,
    needed,
    placements,
    refuse_mixed_years,
    refuse_unreached,
    there,
    variables,
    years_before,
    years_past,
)
from .order import Order, recipe_of
from .periods import (
    baseline_asked,
    choose_baseline,
    choose_period,
    covered,
    read_period,
    refuse_gap,
    spans,
    whole_years,
)
from .placing import between_grids, nearest_cells, weights_between
from .sources import open_sources, refuse_other_metric
from .tiles import Tiles, tiles_of
from .warming import with_levels, with_levels_of

# Seconds of one core: two days. What takes longer is asked for in parts.
LONGEST_RUN = 2 * 86400


@dataclass(frozen=True)
class Shelf:
    """What an order may draw from: the book, the catalogue, the places, and the folder of made data.

    roots  folders that paths of an order may lead to; None: anywhere on this machine
    hosts  other machines whose OPeNDAP addresses may be opened
    """

    book: Book
    catalogue: Catalogue
    places: Places
    made_folder: Path
    roots: tuple[Path, ...] | None = None
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Strand:
    """One member of one source on its way through the recipe.

    cells    for each target cell, the cell of `piece` that it takes
    periods  the years it is computed for, by role: record, baseline, future
    weights  of all target cells, by the input that is placed by shares of several cells
    between  the grids of the source and the observations, by the input that is downscaled
    """

    source: Source
    piece: Piece
    member: int
    name: str
    projected: bool
    cells: np.ndarray
    periods: dict[str, Years]
    weights: Mapping[str, Weights] = field(default_factory=dict)
    between: Mapping[str, Between] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """Everything decided; `strands` times blocks of `selection` is the work.

    recipe      None where a product is made again from the filled recipe that it kept
    inputs      the variable of each input that is read from the data, by its name in the recipe
    references  the same for those that are read from the observations
    """

    order: Order
    recipe: Recipe | None
    filled: FilledRecipe
    inputs: dict[str, str]
    references: dict[str, str]
    sources: tuple[Source, ...]
    reference: Source | None
    target: Cells
    selection: Selection
    strands: tuple[Strand, ...]
    baseline: Years | None
    notes: tuple[str, ...] = field(default=())

    @property
    def metric(self):
        return METRICS[self.filled.metric]

    @cached_property
    def tiles(self) -> Tiles:
        """The cells asked for, in the order in which the files keep them together."""
        return tiles_of(self.target, self.selection, [strand.piece for strand in self.strands], self.inputs.values())

    @cached_property
    def parts(self) -> Parts:
        """The steps that make daily series, which are kept, and the rest."""
        return parts_of(self.filled)

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """What a block takes one after the other."""
        return components_of(self.filled, self.parts, {**self.inputs, **self.references})

    @cached_property
    def lineages(self) -> dict:
        """Names of values, by what they are asked for; filled while blocks run."""
        return {}

    @cached_property
    def tail(self) -> int:
        """Years read past the last one, because a season, its window or its look-ahead runs past 31 December."""
        return max(years_past(self.filled, step) for step in self.filled.steps)

    @cached_property
    def head(self) -> int:
        """Years read before the first one, because a step needs days from before its season."""
        return max(years_before(self.filled, step) for step in self.filled.steps)

    @property
    def adjusts(self) -> bool:
        """Whether a step learns from observations that were given."""
        return self.reference is not None and bool(self.references)

    def moves(self, strand: Strand) -> bool:
        """Whether a strand's days are the observed ones of the baseline, moved by delta change."""
        return self.adjusts and strand.projected and any(step.op == "delta_change" for step in self.filled.steps)

    def shown(self, strand: Strand, years: Years) -> Years:
        """The years that the seasons of a period bear: those asked for, or the observed ones that were moved."""
        return self.baseline if self.moves(strand) else years

    def calendar(self, strand: Strand) -> str:
        """The calendar of a strand's seasons."""
        piece = self.reference.pieces[0] if self.moves(strand) else strand.piece
        return piece.dates.calendar

    def with_settings(self, settings: Mapping[str, str]) -> "Plan":
        """The same data, divided as before, for other values of parameters; `Refused` as when filling."""
        if self.recipe is None:
            what = "this product is made again as it was, so nothing of it can be set"
            raise Refused(Problem("order.kept", self.filled.id, what))
        both = {**self.order.settings, **settings}
        filled = with_levels_of(fill(self.recipe, both), self.filled)
        changed = replace(self, order=replace(self.order, settings=both), filled=filled)
        strands, methods, inputs = self.strands, placements(filled), downscaled(filled)
        if methods != placements(self.filled):
            strands = tuple(_by_shares(one, self.target, methods) for one in strands)
        if self.reference is not None and inputs != downscaled(self.filled):
            strands = tuple(_downscaled(one, self.target, self.selection, inputs) for one in strands)
        return changed if strands is self.strands else replace(changed, strands=strands)


def make_plan(order: Order, shelf: Shelf, filled: FilledRecipe | None = None) -> Plan:
    """Open, check and place everything an order names; raises `Refused` before anything is computed.

    filled  the recipe as a product kept it, in place of the one that the order names
    """
    refuse_outline_outside(order.area, shelf.roots)
    recipe = None if filled else recipe_of(order, shelf.book)
    filled = filled or with_levels(fill(recipe, dict(order.settings)), order.global_means, shelf.roots)
    refuse_other_metric(order.need, filled)
    inputs, references = needed(filled)
    sources, reference = open_sources(order, shelf, inputs, references)
    return plan_of(order, recipe, sources, reference, shelf.places, filled=filled)


def refuse_endless(plan: Plan, seconds: float = LONGEST_RUN) -> None:
    """Raise `Refused`, with what would fit, for a run of more core seconds; memory is reckoned by `memory`."""
    refuse_costly(plan.filled, **size_of(plan), seconds=seconds, memory=math.inf)


def size_of(plan: Plan) -> dict[str, int]:
    """Cells, years and members of a plan, as `recipes.cost` reckons with them."""
    extra = plan.head + plan.tail
    years = max(sum(len(one) + extra for one in strand.periods.values()) for strand in plan.strands)
    return {"cells": len(plan.selection.index), "years": years, "members": len(plan.strands)}


def plan_of(
    order: Order,
    recipe: Recipe | None,
    sources: tuple[Source, ...],
    reference: Source | None,
    places: Places | None = None,
    *,
    record: Years | None = None,
    filled: FilledRecipe | None = None,
) -> Plan:
    """Check and place what an order names, its sources opened; raises `Refused` before anything is computed.

    record  the years asked of a record, whole or not; default: as the order says, and whole ones
    filled  the recipe with the settings of the order, if it is at hand; without it there must be a recipe
    """
    filled = filled or fill(recipe, dict(order.settings))
    inputs, references = needed(filled)
    inputs = there(inputs, sources, reference)
    refuse_mixed_years(filled)
    refuse_unreached(filled, inputs, [] if reference is None else references)
    projected = [s for s in sources if s.role in PROJECTED]
    target = (reference or sources[0]).pieces[0].cells
    selection = select_cells(target, order.area, places)
    asked = baseline_asked(order.baseline, filled.baselines, f"recipe {filled.id} v{filled.version}")
    baseline, period = (None, record) if record else _years(replace(order, baseline=asked), sources, reference)
    if baseline is not None and any(step.op == "time_of_emergence" for step in filled.steps):
        refuse_gap(baseline, period)
    strands: list[Strand] = []
    observed = reference or next((s for s in sources if s.role not in PROJECTED), None)
    if observed is not None:
        asked = (
            {"record": record} if record else _observed_years(observed, order, period, baseline if projected else None)
        )
        strands.append(_observed_strand(observed, target, selection, asked))
    for source in projected:
        strands += _projected_strands(source, target, selection, {"baseline": baseline, "future": period})
    strands = [_by_shares(strand, target, placements(filled)) for strand in strands]
    if reference is not None:
        strands = [_downscaled(strand, target, selection, downscaled(filled)) for strand in strands]
    refuse_without_heights(filled, strands, reference or sources[0])
    notes = [note for s in (*sources, reference) if s for note in s.notes]
    notes += unpacked_whole(strands, list(variables(inputs).values()))
    notes += _untold(filled, baseline) + _moved(filled, reference, baseline, period)
    if selection.note:
        notes.append(selection.note)
    if observed is not None and (projected or not order.period):
        notes += _left_out(observed, strands[0].periods["record"])
    return Plan(
        order=order,
        recipe=recipe,
        filled=filled,
        inputs=variables(inputs),
        references=variables(references),
        sources=sources,
        reference=reference,
        target=target,
        selection=selection,
        strands=tuple(strands),
        baseline=baseline,
        notes=tuple(notes),
    )


def _by_shares(strand: Strand, target: Cells, methods: Mapping[str, str]) -> Strand:
    """The strand with the weights of the inputs that a `regrid` step places."""
    name = strand.source.name
    made = {one: weights_between(target, strand.piece.cells, how, of=name) for one, how in methods.items()}
    return replace(strand, weights={one: weights for one, weights in made.items() if weights is not None})


def _downscaled(strand: Strand, target: Cells, selection: Selection, inputs: Mapping[str, float | None]) -> Strand:
    """The strand with the weights both ways of the inputs that a `downscale` step takes from its grid to the target."""
    if not strand.projected or not inputs:
        return strand
    grids, name = (target, strand.piece.cells, selection.index), strand.source.name
    made = {around: between_grids(*grids, of=name, around_km=around) for around in set(inputs.values())}
    return replace(strand, between={one: made[around] for one, around in inputs.items()})


def _source_years(source: Source) -> set[int]:
    """Whole years that every piece holds."""
    return set.intersection(*(whole_years(p.dates.year, p.dates.month) for p in source.pieces))


def _years(order: Order, sources: tuple[Source, ...], reference: Source | None) -> tuple[Years | None, Years]:
    """Baseline and period: as asked, else chosen by the stated rules."""
    # Observations given beside projections are drawn beside them; they do not bound the years asked about.
    asked = [s for s in sources if s.role in PROJECTED] or list(sources)
    have = set.intersection(*(_source_years(s) for s in asked))
    name = ", ".join(s.name for s in asked)
    if not have:
        raise Refused(Problem("period.none", "--data", "the data hold no whole year in common", name))
    projected = asked[0].role in PROJECTED
    common = have & _source_years(reference) if reference else have
    baseline = None
    if projected:
        of = f"{name} and {reference.name}" if reference else name
        if order.baseline:
            baseline = read_period(order.baseline, common, where="--baseline", of=of)
        elif (baseline := choose_baseline(common)) is None:
            what = f"{of} share no years: nothing to train on or compare with"
            raise Refused(Problem("period.no_overlap", "--baseline", what, allowed="data that share whole years"))
    if order.period:
        period = read_period(order.period, have, where="--period", of=name)
    else:
        period = choose_period(have, baseline) if projected else Years(min(have), max(have))
    return baseline, period


def _observed_strand(source: Source, target: Cells, selection: Selection, periods: dict[str, Years]) -> Strand:
    own = source.pieces[0].cells is target
    cells = selection.index if own else nearest_cells(target, source.pieces[0].cells, selection.index, of=source.name)
    return Strand(source, source.pieces[0], 0, "observed", False, cells, periods)


def _observed_years(source: Source, order: Order, period: Years, baseline: Years | None) -> dict[str, Years]:
    """The observations' whole record, and the baseline beside it so that models compare with the same years."""
    dates = source.pieces[0].dates
    have = whole_years(dates.year, dates.month)
    record = period if baseline is None and order.period and covered(period, have) else max(spans(have), key=len)
    return {"record": record} if baseline in (None, record) else {"record": record, "baseline": baseline}


def _untold(filled: FilledRecipe, baseline: Years | None) -> list[str]:
    """The steps that have nothing to compare, because there are no projections."""
    alone = ("percentiles", "chance_from_thirds")
    told = [step.op for step in filled.steps if OPERATIONS[step.op].gives == "spread" and step.op not in alone]
    return [f"Not told without projections: {', '.join(told)}"] if told and baseline is None else []


def _moved(filled: FilledRecipe, reference: Source | None, baseline: Years | None, period: Years) -> list[str]:
    """That the years of a period are the observed ones, so that nobody takes them for the models' own."""
    if reference is None or baseline is None or not any(step.op == "delta_change" for step in filled.steps):
        return []
    what = f"the years shown for {period} are the observed years {baseline} of {reference.name}"
    return [f"Delta change: {what}, moved by each model's change; their order and their spells are those of the past"]


def _left_out(source: Source, record: Years) -> list[str]:
    """The years of a broken record that are not in its longest run, so that nobody takes the run for all there is."""
    dates = source.pieces[0].dates
    runs = [
        run for run in spans(whole_years(dates.year, dates.month)) if run.last < record.first or run.first > record.last
    ]
    apart = ", ".join(str(run) for run in runs)
    return [f"{source.name}: not counted, because years between are missing: {apart}"] if runs else []


def _projected_strands(source: Source, target: Cells, selection: Selection, periods: dict[str, Years]) -> list[Strand]:
    strands = []
    for piece in source.pieces:
        cells = nearest_cells(target, piece.cells, selection.index, of=source.name)
        for number, member in enumerate(piece.members):
            strands.append(Strand(source, piece, number, member.id, True, cells, periods))
    return strands

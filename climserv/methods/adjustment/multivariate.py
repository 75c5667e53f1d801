"""Adjusting variables so that they still belong together: temperature with humidity, lowest with highest temperature.

Each variable adjusted alone gets its own climate right and may tear apart what belongs together. Here the days of each
variable keep the values that the adjustment of that variable alone gave them, and are put into another order within
their group (month, season), so that the variables hang together as they do in the reference, with the model's own
change. The order is found as in MBCn: the variables are turned about a random axis, the turned series are adjusted by
quantile delta mapping, turned back, and so on; the ranks at the end are the order. Turns come from the seed alone, so
every cell and every block has the same ones.

Training and applying are two acts. What is learnt is, for each cell, group, turn and turned axis, what separates the
quantiles of the reference from those of the model in its training period.

Equal values, such as the dry days of rain, are ranked in the order of their dates.

Missing days: a day that lacks one of the variables (what is not a finite number) is not learnt from; a day that lacks
one, as it came or adjusted, keeps its values when it is applied.

Source: Cannon (2018), Climate Dynamics 50, 31-49, doi 10.1007/s00382-017-3580-6. Ours differs: quantiles stand at
nodes as in `adjustment`, and the turns stop after a given number instead of when a distance is small.
"""

from dataclasses import dataclass, field, fields

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import at_least
from .groups import Groups
from .taught import LEAST_DAYS

_MOST = np.float32(np.finfo(np.float32).max)


@dataclass(frozen=True)
class TrainedTogether:
    """What belongs together, as arrays and a few plain words: it can be saved as a dataset and read back.

    corrections  (cell, group, turn, axis, quantile) float32, reference less model [standard deviations]
    middles      (2, cell, group, variable) float64, means of reference and model in the training period
    spreads      (2, cell, group, variable) float64, their standard deviations; not a number without training days
    """

    corrections: np.ndarray = field(repr=False)
    middles: np.ndarray = field(repr=False)
    spreads: np.ndarray = field(repr=False)
    group: str
    seed: int

    def arrays(self) -> dict[str, np.ndarray]:
        """The arrays by name."""
        return {f.name: getattr(self, f.name) for f in fields(self) if not f.repr}

    def metadata(self) -> dict[str, str | int]:
        """The rest."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.repr}

    @classmethod
    def from_arrays(cls, arrays: dict, metadata: dict) -> "TrainedTogether":
        """Back from `arrays()` and `metadata()`; refused when the arrays do not belong together."""
        found = cls(**arrays, **metadata)
        cells, groups, _, axes, _ = found.corrections.shape
        for name in ("middles", "spreads"):
            if getattr(found, name).shape != (2, cells, groups, axes):
                got = f"{name} {getattr(found, name).shape} beside corrections {found.corrections.shape}"
                raise Refused(Problem("adjust.saved", "adjust together", "saved arrays do not belong together", got))
        return found


def turns(variables: int, count: int, seed: int) -> np.ndarray:
    """Random turns (count, variable, variable), each orthogonal; the first leaves all as it is.

    source   Mezzadri (2007), Notices of the American Mathematical Society 54, 592-604
    """
    drawn = np.random.Generator(np.random.PCG64(seed)).normal(size=(count, variables, variables))
    found = np.empty_like(drawn)
    found[:1] = np.eye(variables)
    for number in range(1, count):
        orthogonal, triangle = np.linalg.qr(drawn[number])
        # With this sign every turn is as likely as any other.
        found[number] = orthogonal * np.sign(np.diag(triangle))
    return found


def train_together(
    reference,
    historical,
    ref_groups: Groups,
    hist_groups: Groups,
    *,
    iterations: int = 20,
    quantiles: int = 50,
    seed: int = 0,
    least_days: int = LEAST_DAYS,
) -> TrainedTogether:
    """Learn how the variables hang together in the reference, against how they do in the model.

    reference, historical  (variable, cell, time) float32, two variables or more in one order, each in its own unit
    ref_groups, hist_groups  the groups of their time axes; a window is not used here
    iterations  how many turns, 2 or more (the first leaves all as it is); 20 to 30 are usual
    quantiles   how many quantiles of each turned axis are compared
    seed        decides the turns
    least_days  a group with fewer days on which all variables are there, in the reference or the model, keeps its order
    returns     TrainedTogether
    source      Cannon (2018), Climate Dynamics 50, 31-49, doi 10.1007/s00382-017-3580-6

    In the reference the warm days are wet, in the model they are dry; taught, the model's are wet, too:

    >>> from climserv.methods.adjustment.groups import as_groups
    >>> days, rising = as_groups([1] * 8), np.arange(8.0)
    >>> reference, model = np.stack([[rising], [rising]]), np.stack([[rising], [rising[::-1]]])
    >>> taught = train_together(reference, model, days, days, quantiles=8, least_days=2)
    >>> apply_together(taught, model, model, days)[:, 0].tolist() == [rising.tolist(), rising.tolist()]
    True
    """
    here = "adjust together, "
    refuse_if(at_least(iterations, 2, here + "iterations") + at_least(quantiles, 2, here + "quantiles"))
    reference, historical = (_stack(values, here) for values in (reference, historical))
    if reference.shape[:2] != historical.shape[:2] or ref_groups.name != hist_groups.name:
        got = f"{historical.shape[:2]} by {hist_groups.name}"
        allowed = f"{reference.shape[:2]} by {ref_groups.name}"
        what = "the reference and the model must have the same variables, cells and groups"
        raise Refused(Problem("array.cells", here + "historical", what, got, allowed))
    variables, cells = reference.shape[:2]
    corrections = np.zeros((cells, ref_groups.count, iterations, variables, quantiles), np.float32)
    middles = np.full((2, cells, ref_groups.count, variables), np.nan)
    spreads = np.full_like(middles, np.nan)
    turned = turns(variables, iterations, seed)
    _learn(
        reference, historical, *ref_groups.order, *hist_groups.order,
        max(int(least_days), 2), turned, corrections, middles, spreads,
    )  # fmt: skip
    return TrainedTogether(corrections, middles, spreads, ref_groups.name, int(seed))


def apply_together(trained: TrainedTogether, values, adjusted, groups: Groups) -> np.ndarray:
    """Put the days of each adjusted variable into an order in which the variables belong together.

    values    (variable, cell, time) float32, the model as it came: one period, as for quantile delta mapping
    adjusted  the same after each variable was adjusted alone
    groups    the groups of the time axis
    returns   (variable, cell, time) float32: for each variable, cell and group the numbers of `adjusted` in another
              order; days that lack a variable, and groups without training days, as they are in `adjusted`
    source    Cannon (2018), Climate Dynamics 50, 31-49, doi 10.1007/s00382-017-3580-6

    Two variables that rise together in the reference and fall against each other in the model:

    >>> from climserv.methods.calendars import Timeline
    >>> from climserv.methods.adjustment.groups import make_groups
    >>> month = make_groups(Timeline("noleap", [2001] * 4, [1] * 4, [1, 2, 3, 4]), "month")
    >>> reference = np.array([[[1, 2, 3, 4]], [[10, 20, 30, 40]]], np.float32)
    >>> model = np.array([[[1, 2, 3, 4]], [[40, 30, 20, 10]]], np.float32)
    >>> trained = train_together(reference, model, month, month, quantiles=4, least_days=2)
    >>> found = apply_together(trained, model, model, month)
    >>> bool(np.corrcoef(found[0, 0], found[1, 0])[0, 1] > 0.7)
    True
    """
    here = "adjust together, "
    values, adjusted = _stack(values, here), _stack(adjusted, here)
    cells, _, iterations, variables, _ = trained.corrections.shape
    expected = (variables, cells, len(groups))
    if values.shape != expected or adjusted.shape != expected or groups.name != trained.group:
        got = f"{values.shape} and {adjusted.shape} by {groups.name}"
        what = "values and adjusted values must be those of the training: variables, cells, groups"
        raise Refused(Problem("array.cells", here + "values", what, got, f"{expected} by {trained.group}"))
    found = adjusted.copy()
    turned = turns(variables, iterations, trained.seed)
    _reorder(values, adjusted, *groups.order, turned, trained.corrections, trained.middles, trained.spreads, found)
    return found


def _stack(values, here: str) -> np.ndarray:
    values = np.require(values, np.float32, ["C"])
    if values.ndim != 3 or values.shape[0] < 2:
        allowed = "(variable, cell, time), two variables or more"
        raise Refused(
            Problem("array.shape", here + "values", "an array of the wrong shape", str(values.shape), allowed)
        )
    return values


@njit(cache=True, nogil=True)
def _gather(values, also, order, begin, end, days, out):
    """The days of a group on which every variable is there, in `also` too: positions and values (variable, day); how
    many."""
    size = 0
    for i in range(begin, end):
        at, there = order[i], True
        for variable in range(values.shape[0]):
            there &= (abs(values[variable, at]) <= _MOST) & (abs(also[variable, at]) <= _MOST)
        if there:
            days[size] = at
            for variable in range(values.shape[0]):
                out[variable, size] = values[variable, at]
            size += 1
    return size


@njit(cache=True, nogil=True)
def _standardise(values, middle, spread):
    """In standard deviations about the mean; a variable that never varies is left about its mean."""
    for variable in range(values.shape[0]):
        scale = spread[variable] if spread[variable] > 0 else 1.0
        for day in range(values.shape[1]):
            values[variable, day] = (values[variable, day] - middle[variable]) / scale


@njit(cache=True, nogil=True)
def _turn(turn, values, out):
    """out = turn @ values, or with its transpose turned back."""
    for axis in range(turn.shape[0]):
        for day in range(values.shape[1]):
            total = 0.0
            for variable in range(turn.shape[1]):
                total += turn[axis, variable] * values[variable, day]
            out[axis, day] = total


@njit(cache=True, nogil=True)
def _at_share(ranked, share):
    """A quantile between two neighbours, (k + 0.5) / quantiles of the way."""
    place = share * ranked.size - 0.5
    place = min(max(place, 0.0), ranked.size - 1.0)
    below = int(place)
    if below == ranked.size - 1:
        return ranked[below]
    return ranked[below] + (ranked[below + 1] - ranked[below]) * (place - below)


@njit(cache=True, nogil=True)
def _move(values, corrections):
    """Add to each day the correction at its own rank, interpolated between the nodes."""
    order = np.argsort(values, kind="mergesort")
    quantiles = corrections.size
    for rank in range(order.size):
        place = (rank + 0.5) / order.size * quantiles - 0.5
        place = min(max(place, 0.0), quantiles - 1.0)
        below = min(int(place), quantiles - 2)
        values[order[rank]] += corrections[below] + (corrections[below + 1] - corrections[below]) * (place - below)


@njit(cache=True, nogil=True)
def _learn_group(ref, hist, turned, corrections):
    """All turns of one cell and group; `hist` is adjusted on the way, as the next turn sees it adjusted."""
    ref_turned, hist_turned = np.empty_like(ref), np.empty_like(hist)
    quantiles = corrections.shape[2]
    for number in range(turned.shape[0]):
        turn = turned[number]
        _turn(turn, ref, ref_turned)
        _turn(turn, hist, hist_turned)
        for axis in range(turn.shape[0]):
            of_ref, of_hist = np.sort(ref_turned[axis]), np.sort(hist_turned[axis])
            for k in range(quantiles):
                share = (k + 0.5) / quantiles
                corrections[number, axis, k] = _at_share(of_ref, share) - _at_share(of_hist, share)
            _move(hist_turned[axis], corrections[number, axis])
        _turn(turn.T, hist_turned, hist)


@njit(cache=True, nogil=True)
def _learn(
    reference, historical, ref_order, ref_begins, hist_order, hist_begins, least, turned, corrections, middles, spreads
):
    variables = reference.shape[0]
    days = np.empty(max(ref_order.size, hist_order.size), np.int32)
    room_ref, room_hist = np.empty((variables, ref_order.size)), np.empty((variables, hist_order.size))
    for cell in range(reference.shape[1]):
        for group in range(ref_begins.size - 1):
            past, model = reference[:, cell], historical[:, cell]
            ref_size = _gather(past, past, ref_order, ref_begins[group], ref_begins[group + 1], days, room_ref)
            hist_size = _gather(model, model, hist_order, hist_begins[group], hist_begins[group + 1], days, room_hist)
            if ref_size < least or hist_size < least:
                continue
            ref, hist = room_ref[:, :ref_size].copy(), room_hist[:, :hist_size].copy()
            for variable in range(variables):
                middles[0, cell, group, variable] = ref[variable].mean()
                middles[1, cell, group, variable] = hist[variable].mean()
                spreads[0, cell, group, variable] = ref[variable].std()
                spreads[1, cell, group, variable] = hist[variable].std()
            _standardise(ref, middles[0, cell, group], spreads[0, cell, group])
            _standardise(hist, middles[1, cell, group], spreads[1, cell, group])
            _learn_group(ref, hist, turned, corrections[cell, group])


@njit(cache=True, nogil=True)
def _reorder(values, adjusted, order, begins, turned, corrections, middles, spreads, found):
    variables = values.shape[0]
    days, room = np.empty(order.size, np.int32), np.empty((variables, order.size))
    for cell in range(values.shape[1]):
        for group in range(begins.size - 1):
            size = _gather(values[:, cell], adjusted[:, cell], order, begins[group], begins[group + 1], days, room)
            if size < 2 or not np.isfinite(spreads[1, cell, group, 0]):
                continue
            here = room[:, :size].copy()
            _standardise(here, middles[1, cell, group], spreads[1, cell, group])
            spun = np.empty_like(here)
            for number in range(turned.shape[0]):
                _turn(turned[number], here, spun)
                for axis in range(variables):
                    _move(spun[axis], corrections[cell, group, number, axis])
                _turn(turned[number].T, spun, here)
            for variable in range(variables):
                # The adjusted values, smallest to the day of smallest rank, and so on.
                ranked = np.sort(adjusted[variable, cell][days[:size]])
                ranks = np.argsort(here[variable], kind="mergesort")
                for rank in range(size):
                    found[variable, cell, days[ranks[rank]]] = ranked[rank]

"""Adjustments of the library xsdba, through the optional extra: handed over as xarray, taken back as arrays.

The library is imported when a step first needs it, in the worker. What it learnt stays in memory and is never written:
its own saving would be opened again with a pickle.
"""

import warnings
from functools import partial

import numpy as np

from ...methods.adjustment import FACTS
from ...methods.adjustment.multivariate import turns
from ...recipes.operations.xsdba import CLASSES, EXTRA, PREFIX, Peer
from ...vocabulary.problems import Problem, Refused
from ..blocks.values import Arguments, Context, Series
from .handing import ONE_AT_A_TIME, handed

_GROUPS = {"month": "time.month", "season": "time.season", "day_of_year": "time.dayofyear", "none": "time"}


def package():
    """xsdba, which only those need who ask for its methods."""
    try:
        with warnings.catch_warnings():
            # What it imports warns of its own future.
            warnings.simplefilter("ignore")
            import xsdba
    except ImportError:
        what, step = "this step needs xsdba, which is not installed", f"Install it: pip install 'climserv[{EXTRA}]'"
        raise Refused(Problem("extra.missing", "adjust", what, "no package xsdba", "", step)) from None
    return xsdba


def adjust(name: str, values, arguments: Arguments, context: Context):
    """Train once, apply to each period."""
    library, peer = package(), CLASSES[name]
    with ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return (_together if peer.together else _alone)(library, name, peer, values, arguments, context)
        except (ValueError, TypeError, KeyError, NotImplementedError) as error:
            # It wraps what went wrong in notes of its own; the first cause tells most.
            cause = error
            while cause.__cause__ is not None:
                cause = cause.__cause__
            what, step = "xsdba could not do it with these data", "Take the like of it in climserv's own step, adjust"
            raise Refused(Problem("extra.failed", PREFIX + name, what, str(cause)[:200], "", step)) from error


def _alone(library, name: str, peer: Peer, values, arguments: Arguments, context: Context) -> Series:
    series: Series = values["of"]
    if "trained" not in context.learnt:
        past = handed(values["to"]), handed(context.training["of"])
        given = _given(peer.trains, arguments) | _grouping(library, arguments)
        context.learnt["trained"] = getattr(library, name).train(*past, **given)
    beside = [handed(values[one.name]) for one in peer.beside]
    found = context.learnt["trained"].adjust(handed(series), *beside, **_given(peer.adjusts, arguments))
    return _taken(found, series, context)


def _together(library, name: str, peer: Peer, values, arguments: Arguments, context: Context) -> tuple[Series, ...]:
    """Variables side by side; the turns come from the seed alone."""
    import xarray as xr

    several: tuple[Series, ...] = values["of"]
    reference, historical, series = (
        _side_by_side(library, each) for each in (values["to"], context.training["of"], values["of"])
    )
    if "trained" not in context.learnt:
        turned = turns(len(several), arguments["iterations"], arguments["seed"])
        axes, places = ("iterations", "multivar", "multivar_prime"), reference["multivar"].values
        named = {"crd_dim": axes[1], "new_dim": axes[2]}
        matrices = xr.DataArray(turned, dims=axes, coords={axes[1]: places, axes[2]: places}, attrs=named)
        given = _given(peer.trains, arguments) | _grouping(library, arguments)
        context.learnt["trained"] = getattr(library, name).train(
            reference, historical, base_kws=given, n_iter=arguments["iterations"], rot_matrices=matrices
        )
    kinds = {one.variable: {"kind": "*" if one.variable == "pr" else "+"} for one in several}
    found = context.learnt["trained"].adjust(series, reference, historical, base_kws_vars=kinds)
    return tuple(_taken(found.sel(multivar=one.variable), one, context) for one in several)


def _side_by_side(library, several: tuple[Series, ...]):
    import xarray as xr

    return library.stack_variables(xr.Dataset({one.variable: handed(one) for one in several}))


def _given(names, arguments: Arguments) -> dict[str, object]:
    """Arguments under xsdba's names; rain rates as it writes them."""
    found = {}
    for ours, theirs in names.items():
        rate = isinstance(arguments[ours], str) and arguments[ours].endswith("mm/day")
        found[theirs] = f"{arguments.number(ours, 'mm/day'):g} mm/d" if rate else arguments[ours]
    return found


def _grouping(library, arguments: Arguments) -> dict[str, object]:
    if "group" not in arguments:
        return {}
    window = arguments.days("window")
    return {"group": library.Grouper(_GROUPS[arguments["group"]], window=window)}


def _taken(found, series: Series, context: Context) -> Series:
    """Its answer as ours: what is not finite is missing, and counted where the model had a value."""
    values = np.ascontiguousarray(found.transpose("cell", "time").values, np.float32)
    values = np.where(np.isfinite(values), values, np.float32(np.nan))
    there, lost = np.isfinite(series.values), np.isnan(values)
    for name in FACTS:
        context.facts[name] += 0
    context.facts["values"] += int((there & ~lost).sum())
    context.facts["without_training"] += int((there & lost).sum())
    return series.holding(values)


FUNCTIONS = {PREFIX + name: partial(adjust, name) for name in CLASSES}

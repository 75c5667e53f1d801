"""Quantile mapping and quantile delta mapping give what xsdba gives, where the definition is the same.

The same definition: months apart, `nearest`, no dry-day handling, no two equal values in a month. Left out are the
days whose rank falls exactly between two nodes: which of the two is nearest is a matter of rounding there.
"""

import warnings

import numpy as np
import pytest

from climserv.methods.adjustment import apply, train
from climserv.methods.calendars import Timeline

pytestmark = pytest.mark.peer
QUANTILES = 20


@pytest.fixture(scope="module")
def xsdba():
    with warnings.catch_warnings():
        # Both belong to the peer: what it imports warns of its own future.
        warnings.simplefilter("ignore")
        import xsdba

        return xsdba


def days_of(first, last):
    """A noleap axis as numpy arrays and as text for xarray."""
    lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    days = [(y, m, d) for y in range(first, last + 1) for m in range(1, 13) for d in range(1, lengths[m - 1] + 1)]
    return Timeline("noleap", *zip(*days, strict=True))


def series(line, *, seed, mean, swing, spread):
    """Weather of no place: a yearly wave and noise, no two values equal; [K]."""
    noise = np.random.default_rng(seed).normal(0, spread, line.number.size)
    wave = swing * np.cos(2 * np.pi * (line.number % 365) / 365)
    return (mean + wave + noise).astype(np.float32)


def as_xarray(xsdba, line, values, units):
    import xarray as xr

    start = f"{line.year[0]:04d}-01-01"
    time = xr.date_range(start, periods=line.number.size, calendar="noleap", use_cftime=True)
    # As float64, so that the rounding compared is ours alone.
    return xr.DataArray(values.astype(np.float64), dims="time", coords={"time": time}, attrs={"units": units})


def peer_adjust(xsdba, name, kind, training, reference, historical, line, values, units):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ref, hist = (as_xarray(xsdba, training, x, units) for x in (reference, historical))
        taught = getattr(xsdba, name).train(ref, hist, nquantiles=QUANTILES, group="time.month", kind=kind)
        sim = as_xarray(xsdba, line, values, units)
        return taught.adjust(sim, interp="nearest", extrapolation="constant").values


def float_steps(ours, theirs):
    return np.abs(ours.astype(np.float64) - theirs) / np.spacing(np.abs(theirs).astype(np.float32))


def between_nodes(line, values):
    """Days whose rank is as near to one node as to the next."""
    found = np.zeros(values.shape, bool)
    for month in range(1, 13):
        here = np.flatnonzero(line.month == month)
        rank = np.argsort(np.argsort(values[here])) / (here.size - 1) * QUANTILES
        found[here] = np.abs(rank - np.rint(rank)) < 1e-6
    return found


@pytest.mark.parametrize("kind", ["+", "*"])
def test_quantile_delta_mapping_is_that_of_xsdba_within_one_float32_step(xsdba, kind):
    training, line = days_of(1991, 2010), days_of(2041, 2070)
    reference = series(training, seed=1, mean=283, swing=-8, spread=3)
    historical = series(training, seed=2, mean=285, swing=-9, spread=4)
    values = series(line, seed=3, mean=288, swing=-9, spread=4.5)
    theirs = peer_adjust(xsdba, "QuantileDeltaMapping", kind, training, reference, historical, line, values, "K")
    taught = train(
        reference[None],
        historical[None],
        training.month,
        training.month,
        method="quantile_delta_mapping",
        kind=kind,
        quantiles=QUANTILES,
        interpolation="nearest",
    )
    ours, facts = apply(taught, values[None], line.month)
    same = ~between_nodes(line, values)
    assert same.mean() > 0.95
    assert float_steps(ours[0], theirs)[same].max() <= 1
    assert facts["capped"] == 0


@pytest.mark.parametrize("kind", ["+", "*"])
def test_quantile_mapping_is_that_of_xsdba_within_one_float32_step(xsdba, kind):
    """In thousands of kelvin: xsdba's `nearest` measures across months too, one month as far as one unit."""
    training, line = days_of(1991, 2010), days_of(2011, 2030)
    reference, historical, values = (
        (series(days, seed=seed, mean=mean, swing=-8, spread=3) / 1000).astype(np.float32)
        for days, seed, mean in ((training, 1, 283), (training, 2, 285), (line, 3, 286))
    )
    theirs = peer_adjust(xsdba, "EmpiricalQuantileMapping", kind, training, reference, historical, line, values, "m")
    taught = train(
        reference[None],
        historical[None],
        training.month,
        training.month,
        method="quantile_mapping",
        kind=kind,
        quantiles=QUANTILES,
        interpolation="nearest",
    )
    ours, _ = apply(taught, values[None], line.month)
    steps = float_steps(ours[0], theirs)
    # A value halfway between two nodes may go either way: a handful in the seven thousand.
    assert (steps > 1).sum() <= 5, np.sort(steps)[-20:]

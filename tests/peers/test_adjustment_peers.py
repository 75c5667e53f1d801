"""The family of quantile mappings gives what xsdba gives, where the definition is the same.

The same definition: groups apart, `nearest`, no dry-day handling, no two equal values in a group. Left out are the
days whose rank falls exactly between two nodes: which of the two is nearest is a matter of rounding there.
"""

import warnings

import numpy as np
import pytest

from climserv.methods.adjustment import apply, make_groups, train
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


def peer_adjust(
    xsdba,
    name,
    kind,
    training,
    reference,
    historical,
    line,
    values,
    units,
    group="time.month",
    interp="nearest",
    **more,
):
    """`window` of `more` goes into the group, the rest into the peer's adjusting."""
    group = xsdba.Grouper(group, more.pop("window", 1))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ref, hist = (as_xarray(xsdba, training, x, units) for x in (reference, historical))
        taught = getattr(xsdba, name).train(ref, hist, nquantiles=QUANTILES, group=group, kind=kind)
        sim = as_xarray(xsdba, line, values, units)
        return taught.adjust(sim, interp=interp, extrapolation="constant", **more).values


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


@pytest.mark.parametrize("kind", ["+", "*"])
@pytest.mark.parametrize(("name", "peers_name"), [("season", "time.season"), ("none", "time")])
def test_other_groups_are_those_of_xsdba(xsdba, kind, name, peers_name):
    training, line = days_of(1991, 1998), days_of(2041, 2048)
    reference = series(training, seed=1, mean=283, swing=-8, spread=3)
    historical = series(training, seed=2, mean=285, swing=-9, spread=4)
    values = series(line, seed=3, mean=288, swing=-9, spread=4.5)
    theirs = peer_adjust(
        xsdba,
        "QuantileDeltaMapping",
        kind,
        training,
        reference,
        historical,
        line,
        values,
        "K",
        group=peers_name,
    )
    past, ahead = make_groups(training, name), make_groups(line, name)
    rule = {"method": "quantile_delta_mapping", "kind": kind, "quantiles": QUANTILES, "interpolation": "nearest"}
    ours, _ = apply(train(reference[None], historical[None], past, past, **rule), values[None], ahead)
    steps = float_steps(ours[0], theirs)
    # A rank between two nodes may go either way; their season has another name for the same days.
    assert (steps > 1).mean() < 0.01


def test_detrended_quantile_mapping_is_that_of_xsdba(xsdba):
    """Kind "+", a line in each month: theirs fits it on nanoseconds since 1970 or so, ours on years."""
    training, line = days_of(1991, 2005), days_of(2041, 2060)
    reference = series(training, seed=1, mean=283, swing=-8, spread=3)
    historical = series(training, seed=2, mean=285, swing=-9, spread=4)
    rise = (0.08 * (line.number - line.number[0]) / 365).astype(np.float32)
    values = series(line, seed=3, mean=288, swing=-9, spread=4.5) + rise
    # Anomalies of a thousandth, so that xsdba's `nearest`, which measures across months too, stays in its month.
    scaled = [(part / 1000).astype(np.float32) for part in (reference, historical, values)]
    theirs = peer_adjust(xsdba, "DetrendedQuantileMapping", "+", training, *scaled[:2], line, scaled[2], "m", detrend=1)
    past, ahead = make_groups(training, "month"), make_groups(line, "month")
    rule = {"method": "detrended_quantile_mapping", "kind": "+", "quantiles": QUANTILES, "interpolation": "nearest"}
    ours, _ = apply(train(scaled[0][None], scaled[1][None], past, past, **rule), scaled[2][None], ahead)
    away = np.abs(ours[0].astype(float) - theirs)
    # What is left of a value lies between two nodes now and then: then either may be taken.
    assert np.quantile(away, 0.98) < 2e-7
    assert away.max() < 1e-3


def test_windows_are_those_of_xsdba_away_from_the_ends_of_the_record(xsdba):
    """Their window takes the days around each occurrence of a day, so the first and last 15 days of a record lack
    neighbours: left out here. Ranks over the whole window are theirs with `rank_window`, and will be their default."""
    training, line = days_of(1991, 1996), days_of(2041, 2046)
    reference = series(training, seed=1, mean=283, swing=-8, spread=3)
    historical = series(training, seed=2, mean=285, swing=-9, spread=4)
    values = series(line, seed=3, mean=288, swing=-9, spread=4.5)
    theirs = peer_adjust(
        xsdba,
        "QuantileDeltaMapping",
        "+",
        training,
        reference,
        historical,
        line,
        values,
        "K",
        group="time.dayofyear",
        window=31,
        rank_window=True,
    )
    past, ahead = make_groups(training, "day_of_year", 31), make_groups(line, "day_of_year", 31)
    rule = {"method": "quantile_delta_mapping", "kind": "+", "quantiles": QUANTILES, "interpolation": "nearest"}
    ours, _ = apply(train(reference[None], historical[None], past, past, **rule), values[None], ahead)
    inner = (ahead.number >= 15) & (ahead.number < 350)
    steps = float_steps(ours[0], theirs)[inner]
    # Of 186 ranks in a window some fall between two nodes.
    assert (steps > 1).mean() < 0.02
    assert np.abs(ours[0] - theirs)[~inner].max() < 3


@pytest.mark.parametrize(
    ("name", "peers_name"),
    [("quantile_mapping", "EmpiricalQuantileMapping"), ("quantile_delta_mapping", "QuantileDeltaMapping")],
)
def test_straight_lines_between_nodes_are_those_of_xsdba_where_it_has_no_groups_to_cut_across(xsdba, name, peers_name):
    """Kind "+": a line through the corrections is the difference of the lines through R and H."""
    training, line = days_of(1991, 1995), days_of(2041, 2045)
    reference = series(training, seed=1, mean=283, swing=-8, spread=3)
    historical = series(training, seed=2, mean=285, swing=-9, spread=4)
    values = series(line, seed=3, mean=288, swing=-9, spread=4.5)
    theirs = peer_adjust(
        xsdba, peers_name, "+", training, reference, historical, line, values, "K", group="time", interp="linear"
    )
    past, ahead = make_groups(training, "none"), make_groups(line, "none")
    rule = {"method": name, "kind": "+", "quantiles": QUANTILES, "interpolation": "linear"}
    ours, _ = apply(train(reference[None], historical[None], past, past, **rule), values[None], ahead)
    assert float_steps(ours[0], theirs).max() <= 1

"""Linear scaling is xsdba's Scaling, by months and seasons; a window is the same away from the ends of a record."""

import warnings

import numpy as np
import pytest
from test_adjustment_peers import as_xarray, days_of, series
from test_adjustment_peers import xsdba as _xsdba

from climserv.methods.adjustment import apply, make_groups, train

pytestmark = pytest.mark.peer
xsdba = _xsdba


@pytest.mark.parametrize("kind", ["+", "*"])
@pytest.mark.parametrize(("name", "group"), [("month", "time.month"), ("season", "time.season"), ("none", "time")])
def test_linear_scaling_is_that_of_xsdba(xsdba, kind, name, group):
    training, line = days_of(1991, 2000), days_of(2041, 2050)
    reference = series(training, seed=1, mean=283, swing=-8, spread=3)
    historical = series(training, seed=2, mean=285, swing=-9, spread=4)
    values = series(line, seed=3, mean=288, swing=-9, spread=4.5)
    learn, use = make_groups(training, name), make_groups(line, name)
    taught = train(reference[None], historical[None], learn, learn, method="linear_scaling", kind=kind)
    ours = apply(taught, values[None], use)[0][0]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ref, hist = (as_xarray(xsdba, training, x, "K") for x in (reference, historical))
        peer = xsdba.Scaling.train(ref, hist, group=group, kind=kind)
        theirs = peer.adjust(as_xarray(xsdba, line, values, "K"), interp="nearest").values
    np.testing.assert_allclose(ours, theirs, rtol=2e-7)


def test_a_window_is_that_of_xsdba_but_for_the_ends_of_the_record(xsdba):
    """xsdba's window holds the days around each occurrence: the first January lacks the December before it. Ours goes
    around the circle of the year, so every group has the same number of days. Seen only within 15 days of New Year."""
    training = days_of(1991, 2000)
    reference = series(training, seed=1, mean=283, swing=-8, spread=3)
    historical = series(training, seed=2, mean=285, swing=-9, spread=4)
    groups = make_groups(training, "day_of_year", 31)
    taught = train(reference[None], historical[None], groups, groups, method="linear_scaling", kind="+")
    ours = apply(taught, historical[None], groups)[0][0]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ref, hist = (as_xarray(xsdba, training, x, "K") for x in (reference, historical))
        peer = xsdba.Scaling.train(ref, hist, group=xsdba.Grouper("time.dayofyear", window=31), kind="+")
        theirs = peer.adjust(hist, interp="nearest").values
    inner = (groups.number >= 15) & (groups.number < 350)
    np.testing.assert_allclose(ours[inner], theirs[inner], atol=1e-4)
    assert np.abs(ours - theirs)[~inner].max() > 1e-3

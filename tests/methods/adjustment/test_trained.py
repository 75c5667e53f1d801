"""What was learnt is saved as a dataset, checked, and opened again; what does not fit is refused."""

import pytest

from climserv.methods.adjustment import INTERPOLATIONS, METHODS, Trained, apply, make_groups, train
from climserv.vocabulary.problems import Refused

from .test_adjustment_laws import MAPS, weather
from .test_groups import line_of

LINE = line_of(range(1999, 2002), "standard")
DAYS = LINE.number.size


def taught_by(method, name="month", window=1, **more):
    groups = make_groups(LINE, name, window)
    block = [weather([4, n], cells=2, days=DAYS) for n in range(3)]
    rule = {"method": method, "kind": "*", "quantiles": 9, "wet_day": 0.1, "cells": [8, 9], "seed": 2**40, **more}
    return train(*block[:2], groups, groups, **rule), block[2], groups


@pytest.mark.parametrize("interpolation", INTERPOLATIONS)
@pytest.mark.parametrize("method", MAPS)
@pytest.mark.parametrize(("name", "window"), [("month", 1), ("day_of_year", 31)])
def test_a_file_brings_back_the_same_numbers(tmp_path, method, interpolation, name, window):
    xr = pytest.importorskip("xarray")
    taught, values, groups = taught_by(method, name, window, interpolation=interpolation)
    dims = taught.dims()
    held = {key: (dims[key], array) for key, array in taught.arrays().items()}
    xr.Dataset(held, attrs=taught.metadata()).to_netcdf(tmp_path / "taught.nc")
    with xr.open_dataset(tmp_path / "taught.nc") as found:
        again = Trained.from_arrays({key: found[key].values for key in held}, found.attrs)
    assert again.rule == taught.rule
    first, second = (apply(which, values, groups) for which in (taught, again))
    assert first[0].tobytes() == second[0].tobytes()
    assert first[1] == second[1]


def test_every_method_says_what_it_learns():
    for name, method in METHODS.items():
        assert {dim for dims in method.learns.values() for dim in dims} <= {"cell", "group", "quantile", "end"}, name
    for method in MAPS:
        taught, _, _ = taught_by(method)
        assert set(taught.found) == set(METHODS[method].learns)


def refused(arrays, metadata, match):
    with pytest.raises(Refused, match=match):
        Trained.from_arrays(arrays, metadata)


def test_what_does_not_fit_is_refused():
    taught, _, _ = taught_by("detrended_quantile_mapping")
    arrays, words = taught.arrays(), taught.metadata()
    Trained.from_arrays(arrays, words)
    changed = {**arrays, "reference": arrays["reference"] + 1e-9}
    refused(changed, words, "not those that were saved")
    refused(arrays, {**words, "growth": 2.0}, "not those that were saved")
    refused({**arrays, "reference": arrays["reference"][:, :, :5]}, words, r"wrong shape.*\(2, 12, 5\).*\(2, 12, 9\)")
    refused({**arrays, "cells": arrays["cells"][:1]}, words, "wrong shape")
    refused({**arrays, "historical": arrays["historical"].astype(str)}, words, "does not hold numbers")
    refused({key: arrays[key] for key in arrays if key != "historical_mean"}, words, "historical_mean")
    refused(arrays, {key: words[key] for key in words if key != "kind"}, "kind")
    refused(arrays, {**words, "method": "magic"}, "no such choice")
    refused(arrays, {**words, "format": 99}, "no such choice")
    refused(arrays, {**words, "quantiles": "nine"}, "not such a number")
    refused(arrays, {**words, "option_more": 1}, "other options")


def test_a_name_that_a_method_does_not_know_is_refused():
    with pytest.raises(Refused, match="has no such option"):
        train([[1.0]], [[1.0]], [1], [1], method="quantile_mapping", kind="+", degree=1)
    with pytest.raises(Refused, match="Did you mean degree"):
        train([[1.0]], [[1.0]], [1], [1], method="detrended_quantile_mapping", kind="+", degre=1)
    with pytest.raises(Refused, match="degree: no such choice"):
        train([[1.0]], [[1.0]], [1], [1], method="detrended_quantile_mapping", kind="+", degree=7)

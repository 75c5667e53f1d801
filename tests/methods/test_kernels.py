"""The room imports without compiling, and a kernel meets one kind of array only."""

import subprocess
import sys

import numpy as np

from climserv.methods import adjusting
from climserv.methods.seasons import counting, onset

from .series import days_between, seasons_of
from .test_adjustment_laws import adjust, weather

MAY = seasons_of(days_between((2001, 5, 1), (2001, 5, 10)), (5, 1), (5, 10))
LAZY = """
import importlib, pkgutil, sys
import climserv.methods
found = pkgutil.walk_packages(climserv.methods.__path__, "climserv.methods.")
modules = [importlib.import_module(module.name) for module in found]
compiled = [k for m in modules for k, v in vars(m).items() if hasattr(v, "signatures") and v.signatures]
wrong = [name for name in ("xarray", "dask", "pandas", "netCDF4", "flask") if name in sys.modules]
print(compiled, wrong)
"""


def test_importing_the_room_compiles_nothing_and_brings_no_one_else_in():
    done = subprocess.run([sys.executable, "-c", LAZY], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"


def test_each_kernel_is_compiled_once_whatever_it_is_handed():
    for dtype in (np.float32, np.float64):
        for method in ("quantile_mapping", "quantile_delta_mapping"):
            block = [weather(n).astype(dtype) for n in range(3)]
            for array in block:
                array.setflags(write=False)
            adjust(*block, cells=[np.int16(4)], method=method, kind="*")
        for order in "CF":
            handed = np.asarray(np.ones((2, 10)), dtype=dtype, order=order)
            counting.wet_days(handed, MAY, wet_day=np.float32(0))
            onset.rainy_season_onset(handed, MAY, amount=np.int64(3), window=np.int8(2), wet_day=0)
    for kernel in (adjusting._train, adjusting.shift_values, adjusting.map_values, counting._tally, onset._onset):
        assert len(kernel.signatures) == 1


def test_days_are_sorted_like_numpy_sorts_them():
    rng = np.random.default_rng(8)
    for size in (1, 2, 17, 900):
        values = np.round(rng.normal(0, 5, size), 1).astype(np.float32)
        values[rng.random(size) < 0.2] = -0.0
        keys, places, *spare = adjusting.room_to_sort(size)
        for place, bits in enumerate(values.view(np.uint32)):
            keys[place], places[place] = adjusting.float_key(bits), place
        adjusting.sort_days(keys, places, size, *spare)
        np.testing.assert_array_equal(values[places], np.sort(values))
        assert sorted(places.tolist()) == list(range(size))


def test_random_keys_are_spread_evenly_and_differ_between_neighbours():
    keys = np.array([[adjusting.random_key(1, cell, day) for day in range(400)] for cell in range(20)], np.float64)
    assert keys.max() < 2**31
    assert len(np.unique(keys)) == keys.size
    assert abs(keys.mean() / 2**31 - 0.5) < 0.02
    assert abs(np.corrcoef(keys[0], keys[1])[0, 1]) < 0.2
    assert adjusting.random_key(2, 0, 0) != keys[0, 0]

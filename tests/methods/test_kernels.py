"""The room imports without compiling, and a kernel meets one kind of array only."""

import subprocess
import sys

import numpy as np

from climserv.methods.seasons import counting, onset

from .series import days_between, seasons_of

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
        for order in "CF":
            handed = np.asarray(np.ones((2, 10)), dtype=dtype, order=order)
            counting.wet_days(handed, MAY, wet_day=np.float32(0))
            onset.rainy_season_onset(handed, MAY, amount=np.int64(3), window=np.int8(2), wet_day=0)
    for kernel in (counting._tally, onset._onset):
        assert len(kernel.signatures) == 1

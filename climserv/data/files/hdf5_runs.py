"""HDF5 variables kept in one run of bytes: where that run begins, which the NetCDF library knows and does not tell."""

from math import prod
from pathlib import Path

import netCDF4
import numpy as np

from .runs import Runs

_SIGNATURE = b"\x89HDF\r\n\x1a\n"


def hdf5_runs(path: Path, variable: netCDF4.Variable) -> Runs | None:
    """How the numbers of an open variable lie in its file; None where only the library can read them.

    Whatever is not as expected is left to the library: it is slower there and not wrong.
    """
    if variable.chunking() != "contiguous" or variable.group().parent is not None or variable.dtype is str:
        return None
    import pyfive

    try:
        with path.open("rb") as file:
            # Addresses count from the signature, which may stand behind something else.
            if file.read(len(_SIGNATURE)) != _SIGNATURE:
                return None
            file.seek(0)
            found = pyfive.File(file)[variable.name]
            begin, kind = int(found.id.data_offset), np.dtype(found.dtype)
    # The reader fails on damaged or rare headers in many ways of its own.
    except Exception:
        return None
    runs = Runs.packed(begin, tuple(map(int, found.shape)), kind)
    alike = kind.kind in "iuf" and kind.newbyteorder("=") == np.dtype(variable.dtype).newbyteorder("=")
    # Where nothing was written yet, it begins beyond the end.
    whole = begin > 0 and begin + prod(runs.shape) * kind.itemsize <= path.stat().st_size
    return runs if alike and whole and runs.shape == tuple(variable.shape) else None

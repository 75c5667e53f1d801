"""The height of the cells of a file: a field that holds for all its days (CF `surface_altitude`, CMIP's `orog`)."""

from collections.abc import Mapping

from ...vocabulary.problems import Refused
from ...vocabulary.units import conversion
from ..files.blocks import Holding
from ..files.headers import Header
from .file_variables import holding_of

_NAMES = ("orog", "surface_altitude", "elevation", "elev", "altitude")


def height_of(header: Header, roles: Mapping[str, str]) -> tuple[Holding, tuple[float, float]] | None:
    """Where the heights stand in the file, and factor and offset to metres; None where there are none to be sure of.

    roles  of the dimensions of the cells, "row" and "column"
    """
    told = header.told
    found = [name for name in told if told[name].get("standard_name") == "surface_altitude"]
    found = found or [name for name in told if name.lower() in _NAMES]
    if len(found) != 1:
        return None
    try:
        line = conversion(str(told[found[0]].get("units", "")), "m")
        return holding_of(header, found[0], roles), line
    except Refused:
        return None

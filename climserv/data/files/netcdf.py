"""NetCDF files: opened, understood, closed."""

from pathlib import Path

from ...vocabulary.problems import Problem, Refused
from ..meaning.understanding import understand
from ..pieces import OpenedFile
from .netcdf_header import NetCDFHeader, opened, trouble

__all__ = ["open_netcdf", "understand"]


def open_netcdf(path: Path) -> OpenedFile:
    """The piece in a file, notes on how it was read, and why some of its variables are not offered."""
    try:
        with opened(path) as file:
            return understand(NetCDFHeader(file, path))
    except (OSError, RuntimeError) as error:
        next_step = "Fetch the file again: it is damaged, cut short, or no NetCDF"
        raise Refused(Problem("file.damaged", path.name, "this file does not open as NetCDF", trouble(error, path),
                              next_step=next_step)) from None  # fmt: skip

"""OPeNDAP: data on another machine that the operator allows, read block by block over the network, through the gate."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import netCDF4
import numpy as np

from ...vocabulary.problems import Problem, Refused
from ..pieces import OpenedFile
from .file_facts import FileFact
from .gate import through_gate
from .netcdf import understand
from .netcdf_header import NetCDFHeader, opened, unreadable
from .paths import allowed_address


class DapReader:
    """Raw reads from an address; a file there may change, so its description is compared at each read."""

    def __init__(self, address: str, hosts: Sequence[str], where: str, description: str):
        self.address, self.hosts, self.where, self._description = address, tuple(hosts), where, description

    def cuts(self, name: str) -> bool:
        return False

    def read(self, name: str, indices: list[tuple[slice | int, ...]]) -> list[np.ndarray]:
        try:
            with through_gate(self.address, self.hosts) as inside, opened(inside) as file:
                if _description(file) != self._description:
                    next_step = "Run again"
                    what = "the data there were changed after they were opened"
                    raise Refused(Problem("file.changed", self.where, what, "", "", next_step))
                return [np.asarray(file.variables[name][index]) for index in indices]
        except (RuntimeError, OSError, KeyError, IndexError) as error:
            raise Refused(unreadable(self.where, name, error)) from None


def open_address(address: str, hosts: Sequence[str]) -> tuple[OpenedFile, FileFact]:
    """The piece at an address of one of the allowed `hosts`, and a fact of it: a checksum of its description."""
    parts = urlsplit(address)
    where = f"{PurePosixPath(parts.path).name} at {parts.hostname}"
    try:
        with through_gate(allowed_address(address, hosts), hosts) as inside, opened(inside) as file:
            description = _description(file)
            reader = DapReader(address, hosts, where, description)
            return understand(NetCDFHeader(file, PurePosixPath(where), reader)), FileFact(where, description, 0)
    except (RuntimeError, OSError) as error:
        next_step = "Ask whether the server is up, or fetch the file and name its path"
        raise Refused(Problem("file.remote", where, "this address does not open", str(error), "", next_step)) from None


def _description(file: netCDF4.Dataset) -> str:
    """A checksum of what a file says of itself."""
    said = [_attributes(file)]
    said += [(name, str(v.dtype), v.shape, _attributes(v)) for name, v in sorted(file.variables.items())]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _attributes(of: netCDF4.Dataset | netCDF4.Variable) -> list[tuple[str, str]]:
    return sorted((name, str(of.getncattr(name))) for name in of.ncattrs())

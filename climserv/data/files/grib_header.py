"""GRIB files, editions 1 and 2, through cfgrib (the extra `grib`): their headers, and raw reads of them."""

import warnings
from functools import lru_cache
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from ...vocabulary.problems import Problem, Refused
from .chunks import Index
from .headers import Header
from .netcdf_header import LIBRARY_LOCK, changed, file_state, unreadable

_HINT = "Install climserv with its extra: pip install 'climserv[grib]', or convert the file to NetCDF"


def _cfgrib(where: str) -> ModuleType:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import cfgrib
    # ecCodes, the C library below, may be what is absent.
    except (ImportError, RuntimeError, OSError) as error:
        raise Refused(Problem("file.grib", where, "GRIB files need cfgrib, which is not installed here",
                              str(error), "NetCDF, Zarr, station tables", _HINT)) from None  # fmt: skip
    return cfgrib


@lru_cache(maxsize=4)
def _variables(path: Path, _state: Any) -> tuple[dict[str, Any], dict[str, Any], dict[str, int]]:
    """All variables of a file, its attributes and dimensions; each parameter by itself, as their levels differ.

    The index is made anew for each process: cfgrib would keep it as a pickle beside the file, which is never read here.
    """
    cfgrib = _cfgrib(path.name)
    from cfgrib import dataset, messages

    stream = messages.FileStream(str(path), errors="raise")
    index = dataset.open_fileindex(stream, indexpath="", index_keys=dataset.compute_index_keys(("time", "step")))
    variables: dict[str, Any] = {}
    attributes: dict[str, Any] = {}
    sizes: dict[str, int] = {}
    for parameter in index["paramId"]:
        try:
            found = dataset.open_from_index(index.subindex(paramId=parameter), errors="raise")
        except cfgrib.DatasetBuildError as error:
            raise Refused(_mixed(path, f"parameter {parameter}: {error}")) from None
        attributes |= {name: text for name, text in found.attributes.items() if name != "history"}
        for name, variable in found.variables.items():
            if not _fits(variables.get(name), variable):
                raise Refused(_mixed(path, f"{name} differs from parameter to parameter"))
            variables.setdefault(name, variable)
        for name, size in found.dimensions.items():
            if sizes.setdefault(name, size) != size:
                raise Refused(_mixed(path, f"{name} of {sizes[name]} and of {size}"))
    return variables, attributes, sizes


def _fits(known: Any, variable: Any) -> bool:
    """Whether a coordinate of one parameter is that of another; heights of one value may differ: 2 m, 10 m."""
    if known is None:
        return True
    same = known.dimensions == variable.dimensions
    return same and (known.dimensions == () or np.array_equal(np.asarray(known.data), np.asarray(variable.data)))


def _mixed(path: Path, got: str) -> Problem:
    what = "the fields of this file have several grids, levels or times"
    next_step = "Split it with `grib_copy` into files of one kind, such as by [shortName]"
    return Problem("file.mixed", path.name, what, got, "fields of one grid and time axis", next_step)


class GribReader:
    """Raw reads of a GRIB file, as long as it stays the file that was opened.

    GRIB packs each field whole: a few cells cost the reading of all cells of their days. One field at a time is held,
    and of it only what is asked is kept.
    """

    def __init__(self, path: Path):
        self.path, self.where, self._state = path, path.name, file_state(path)

    def variables(self) -> tuple[dict[str, Any], dict[str, Any], dict[str, int]]:
        return _variables(self.path, self._state)

    def cuts(self, name: str) -> bool:
        return False

    def read(self, name: str, indices: list[tuple[slice | int, ...]]) -> list[np.ndarray]:
        if file_state(self.path) != self._state:
            raise Refused(changed(self.where))
        try:
            with LIBRARY_LOCK:
                data = self.variables()[0][name].data
                return _parts(data, indices)
        except Refused:
            raise
        # ecCodes has an error of its own for each way in which a message can be damaged.
        except Exception as error:
            raise Refused(unreadable(self.where, name, error)) from None


def _parts(data: Any, indices: list[Index]) -> list[np.ndarray]:
    """Parts of a variable: each field that is touched is unpacked once, cut for all of them, and let go."""
    if not hasattr(data, "geo_ndim"):
        return [np.asarray(data)[index] for index in indices]
    fields = len(data.shape) - data.geo_ndim
    spans = [[_span(at, size) for at, size in zip(index, data.shape, strict=True)] for index in indices]
    outs = [np.full([len(span) for span in some], np.nan, data.dtype) for some in spans]
    for at in sorted({at for some in spans for at in product(*some[:fields])}):
        field = _field(data, at)
        for out, some in zip(outs, spans, strict=True):
            if all(place in span for place, span in zip(at, some, strict=False)):
                inside = tuple(place - span.start for place, span in zip(at, some, strict=False))
                out[inside] = field[tuple(slice(span.start, span.stop) for span in some[fields:])]
    return [
        out.reshape([len(span) for at, span in zip(index, some, strict=True) if isinstance(at, slice)])
        for out, index, some in zip(outs, indices, spans, strict=True)
    ]


def _span(at: slice | int, size: int) -> range:
    return range(*at.indices(size)) if isinstance(at, slice) else range(at, at + 1)


def _field(data: Any, at: tuple[int, ...]) -> np.ndarray:
    """One field, unpacked; missing where the file leaves it out."""
    from cfgrib.dataset import get_values_in_order

    shape = data.shape[len(at) :]
    if at not in data.field_id_index:
        return np.full(shape, np.nan, data.dtype)
    message = data.index.get_field(data.field_id_index[at][0])
    field = np.asarray(get_values_in_order(message, shape), data.dtype).reshape(shape)
    field[field == data.missing_value] = np.nan
    return field


class GribHeader(Header):
    """What a GRIB file says of itself."""

    def __init__(self, path: Path):
        self.where, self.reader = path.name, GribReader(path)
        try:
            with LIBRARY_LOCK:
                self._variables, self.attributes, self.sizes = self.reader.variables()
        except Refused:
            raise
        except Exception as error:
            next_step = "Fetch the file again: it is damaged or cut short"
            raise Refused(Problem("file.damaged", path.name, "this file does not open as GRIB", str(error),
                                  next_step=next_step)) from None  # fmt: skip
        self.told = {name: variable.attributes for name, variable in self._variables.items()}

    def dimensions(self, name):
        return self._variables[name].dimensions

    def dtype(self, name):
        data = self._variables[name].data
        return getattr(data, "dtype", None) or np.asarray(data).dtype

    def chunks(self, name):
        data = self._variables[name].data
        fields = len(self.dimensions(name)) - getattr(data, "geo_ndim", len(self.dimensions(name)))
        return (1,) * fields + tuple(data.shape[fields:]) if hasattr(data, "geo_ndim") else None

    def read(self, name, index=()):
        (raw,) = self.reader.read(name, [index or (slice(None),) * len(self.dimensions(name))])
        return np.asarray(raw)

    def words(self, name):
        return None

"""Zarr stores, formats 2 and 3, in a folder of this machine: their headers, and raw reads of them."""

import base64
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ...vocabulary.problems import Problem, Refused, refuse_if
from .chunks import Index, around, cut_out, in_the_same_chunks
from .headers import Header
from .netcdf_header import changed, trouble, unreadable

# Codecs that turn bytes into numbers or texts and nothing else. What is not named here is not run: `pickle` could do
# anything.
CODECS = frozenset(
    "adler32 astype bitround blosc bytes bz2 crc32 crc32c delta endian fixedscaleoffset fletcher32 gzip "
    "jenkins_lookup3 lz4 lzma packbits quantize sharding_indexed shuffle transpose vlen-bytes vlen-utf8 zlib "
    "zfpy zstd".split()
)

# A chunk is unpacked whole: larger ones would fill the memory of a run. Descriptions are small texts.
LARGEST_CHUNK = 1_000_000_000
LARGEST_DESCRIPTION = 20_000_000
MOST_ARRAYS = 1000

_DESCRIPTIONS = (".zgroup", ".zmetadata", "zarr.json")


def is_zarr(path: Path) -> bool:
    """Whether a folder is a Zarr store."""
    return path.is_dir() and any((path / name).is_file() for name in (*_DESCRIPTIONS, ".zarray"))


@dataclass(frozen=True)
class _Description:
    """What a store says of one array."""

    name: str
    dimensions: tuple[str, ...] | None
    attributes: dict[str, Any]
    shape: tuple[int, ...]
    chunks: tuple[int, ...]
    codecs: tuple[str, ...]
    fill: Any
    version: int


class ZarrReader:
    """Raw reads of a store's arrays, as long as its folders stay as they were when it was opened.

    Each chunk that is touched is read whole; indices that follow one another in the same chunks are read together.
    """

    def __init__(self, path: Path, version: int):
        self.path, self.where, self._version = path, path.name, version
        self._state = _folder_state(path)

    def array(self, name: str):
        import zarr

        return zarr.open_array(str(self.path / name), mode="r", zarr_format=self._version)

    def cuts(self, name: str) -> bool:
        return False

    def read(self, name: str, indices: list[tuple[slice | int, ...]]) -> list[np.ndarray]:
        if _folder_state(self.path, self._state) != self._state:
            raise Refused(changed(self.where))
        try:
            array = self.array(name)
            return [part for group in _groups(array, indices) for part in _read_together(array, group)]
        # A damaged chunk fails in its codec, each in its own way.
        except Exception as error:
            raise Refused(unreadable(self.where, name, error)) from None


def _groups(array: Any, indices: list[Index]) -> list[list[Index]]:
    if any(index is ... for index in indices):
        return [[index] for index in indices]
    return in_the_same_chunks(indices, array.shards or array.chunks)


def _read_together(array: Any, group: list[Index]) -> list[np.ndarray]:
    bound = around(group) if len(group) > 1 else group[0]
    whole = np.asarray(array[bound])
    return [cut_out(whole, bound, index) for index in group]


class ZarrHeader(Header):
    """What a Zarr store says of itself; its codecs are looked at before any of it is opened."""

    def __init__(self, path: Path):
        self.where = path.name
        version, self.attributes = _root(path)
        self._described = {one.name: one for one in _descriptions(path, version)}
        refuse_if(problem for one in self._described.values() for problem in _unsafe(one, self.where))
        self.unnamed = [name for name, one in self._described.items() if one.dimensions is None]
        self._described = {name: one for name, one in self._described.items() if one.dimensions is not None}
        self.told = {name: _attributes(one) for name, one in self._described.items()}
        self.sizes = _sizes(self._described.values(), self.where)
        self.reader = ZarrReader(path, version)
        try:
            self._arrays = {name: self.reader.array(name) for name in self.told}
        except Exception as error:
            next_step = "Write the store again: its description is damaged"
            raise Refused(Problem("file.damaged", self.where, "this Zarr store does not open", trouble(error, path),
                                  next_step=next_step)) from None  # fmt: skip

    def dimensions(self, name):
        return self._described[name].dimensions

    def dtype(self, name):
        kind = self._arrays[name].dtype
        return str if kind.kind in "OT" else kind

    def chunks(self, name):
        return self._described[name].chunks or None

    def read(self, name, index=()):
        (raw,) = self.reader.read(name, [index or ...])
        return raw

    def words(self, name):
        if self.dtype(name) is not str and self.dtype(name).kind not in "SU":
            return None
        texts = np.atleast_1d(self.read(name)).ravel().tolist()
        return [(t.decode("utf-8", "replace") if isinstance(t, bytes) else str(t)).strip("\0 ") for t in texts]

    def notes(self) -> list[tuple[str, str]]:
        """Chunks that are not there: Zarr means its fill value by that, but a half-copied store looks the same."""
        said = []
        for name, one in self._described.items():
            expected = int(np.prod([-(-n // c) for n, c in zip(one.shape, one.chunks, strict=True)], dtype=np.int64))
            absent = expected - _chunks_there(self.reader.path / name)
            if absent > 0:
                said.append(
                    (name, f"{name}: {absent} of {expected} chunks are not in the store; Zarr means {one.fill} there")
                )
        return said


def _chunks_there(path: Path) -> int:
    """How many chunks of an array have their file."""
    files = (name for _, _, names in os.walk(path) for name in names)
    return sum(1 for name in files if not name.startswith(".") and name != "zarr.json")


def _json(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_DESCRIPTION:
            raise ValueError("larger than any description of a store")
        found = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(found, dict):
            raise ValueError("no table of names and values")
        return found
    except (OSError, ValueError, RecursionError) as error:
        where, next_step = f"{path.parent.name}/{path.name}", "Copy the store again"
        raise Refused(
            Problem("file.damaged", where, "this description cannot be read", trouble(error, path), "", next_step)
        ) from None


def _root(path: Path) -> tuple[int, dict[str, Any]]:
    """The format of a store, and its own attributes."""
    if (path / "zarr.json").is_file():
        told = _json(path / "zarr.json")
        if told.get("node_type") != "group":
            raise Refused(_lone_array(path))
        return 3, dict(told.get("attributes") or {})
    if (path / ".zarray").is_file():
        raise Refused(_lone_array(path))
    return 2, _json(path / ".zattrs") if (path / ".zattrs").is_file() else {}


def _lone_array(path: Path) -> Problem:
    what, next_step = "this is one array of a Zarr store, without its axes", "Name the folder above it"
    return Problem("file.kind", path.name, what, "an array", "a Zarr group", next_step)


def _descriptions(path: Path, version: int) -> list[_Description]:
    """The arrays right below the root of a store, by name."""
    description = "zarr.json" if version == 3 else ".zarray"
    folders = sorted(entry.name for entry in os.scandir(path) if entry.is_dir())
    found, groups = [], []
    for name in folders[: MOST_ARRAYS + 1]:
        if not (path / name / description).is_file():
            groups += [name] if (path / name / ".zgroup").is_file() else []
            continue
        told = _json(path / name / description)
        if version == 3 and told.get("node_type") != "array":
            groups.append(name)
            continue
        try:
            found.append(
                _described_3(name, told) if version == 3 else _described_2(name, told, path / name / ".zattrs")
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = "the description of this array lacks something"
            raise Refused(Problem("file.damaged", f"{path.name}/{name}", what, repr(error))) from None
    if len(folders) > MOST_ARRAYS:
        raise Refused(
            Problem("file.large", path.name, "the store has too many arrays", f"{len(folders)}", f"{MOST_ARRAYS}")
        )
    if not found:
        got = f"groups {', '.join(groups[:8])}" if groups else "no array"
        next_step = f"Name one of its groups, as {path.name}/{groups[0]}" if groups else "Copy the store again"
        raise Refused(
            Problem("file.empty", path.name, "this store holds no arrays", got, "arrays in a group", next_step)
        )
    return found


def _described_2(name: str, told: dict[str, Any], attributes: Path) -> _Description:
    said = _json(attributes) if attributes.is_file() else {}
    dimensions = said.pop("_ARRAY_DIMENSIONS", None)
    codecs = [told.get("compressor"), *(told.get("filters") or [])]
    names = tuple(str(codec["id"]) for codec in codecs if codec)
    # Format 2 has no missing value of its own: its fill value is meant as one.
    if told.get("fill_value") is not None:
        said.setdefault("_FillValue", told["fill_value"])
    return _Description(
        name, _names(dimensions, told["shape"]), said, _whole(told["shape"]), _whole(told["chunks"]), names,
        told.get("fill_value"), 2,
    )  # fmt: skip


def _described_3(name: str, told: dict[str, Any]) -> _Description:
    grid = told["chunk_grid"]
    if grid.get("name") != "regular":
        raise ValueError(f"chunks of another kind than regular ones: {grid.get('name')}")
    codecs = list(_named_codecs(told.get("codecs") or []))
    return _Description(
        name, _names(told.get("dimension_names"), told["shape"]), dict(told.get("attributes") or {}),
        _whole(told["shape"]), _whole(grid["configuration"]["chunk_shape"]), tuple(codecs), told.get("fill_value"), 3,
    )  # fmt: skip


def _named_codecs(codecs: list[Any], depth: int = 0) -> list[str]:
    """The names of codecs, with those inside a shard."""
    if depth > 3:
        raise ValueError("shards within shards within shards")
    names = []
    for codec in codecs:
        names.append(str(codec if isinstance(codec, str) else codec["name"]))
        configuration = {} if isinstance(codec, str) else codec.get("configuration") or {}
        for inner in ("codecs", "index_codecs"):
            names += _named_codecs(configuration.get(inner) or [], depth + 1)
    return names


def _names(dimensions: Any, shape: list[int]) -> tuple[str, ...] | None:
    if dimensions is None or len(dimensions) != len(shape) or None in dimensions:
        return None if shape else ()
    return tuple(str(name) for name in dimensions)


def _whole(numbers: list[Any]) -> tuple[int, ...]:
    return tuple(int(number) for number in numbers)


def _unsafe(one: _Description, where: str) -> list[Problem]:
    """Codecs that are not run, and chunks that are too large to unpack."""
    problems, at = [], f"{where}/{one.name}"
    strange = [codec for codec in one.codecs if codec.removeprefix("numcodecs.") not in CODECS]
    if strange:
        what, next_step = "this array is packed in a way that is not opened here", "Write it with zstd, blosc or gzip"
        problems.append(Problem("file.codec", at, what, ", ".join(strange), ", ".join(sorted(CODECS)), next_step))
    # Eight bytes a value is the most that numbers take.
    if len(one.chunks) != len(one.shape) or min(one.chunks, default=1) < 1 or min(one.shape, default=0) < 0:
        what, next_step = "its shape and its chunks do not go together", "Copy the store again: it is damaged"
        got = f"{' x '.join(map(str, one.shape))} in chunks of {' x '.join(map(str, one.chunks))}"
        problems.append(Problem("file.damaged", at, what, got, "", next_step))
    if 8 * np.prod([float(n) for n in one.chunks]) > LARGEST_CHUNK:
        what, next_step = "its chunks are too large to be unpacked", "Write the store again with chunks of some MB"
        got, allowed = " x ".join(map(str, one.chunks)), f"{LARGEST_CHUNK // 10**6} MB a chunk"
        problems.append(Problem("file.large", at, what, got, allowed, next_step))
    return problems


def _attributes(one: _Description) -> dict[str, Any]:
    """Attributes as NetCDF would have them; missing values written as text become numbers."""
    told = dict(one.attributes)
    for name in ("_FillValue", "missing_value"):
        if name in told and (number := _number(told[name])) is not None:
            told[name] = number
        elif name in told:
            del told[name]
    return told


def _number(value: Any) -> float | None:
    """A missing value: a number, NaN by name, or the bytes of a float in base64 as xarray writes them in format 3."""
    if isinstance(value, int | float):
        return float(value)
    if not isinstance(value, str):
        return None
    try:
        return float(value)
    except ValueError:
        pass
    try:
        raw = base64.b64decode(value, validate=True)
    except ValueError:
        return None
    return float(np.frombuffer(raw, "<f8" if len(raw) == 8 else "<f4")[0]) if len(raw) in (4, 8) else None


def _sizes(described, where: str) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for one in described:
        for dimension, size in zip(one.dimensions, one.shape, strict=True):
            if sizes.setdefault(dimension, size) != size:
                what = f"the dimension {dimension} has two lengths"
                raise Refused(Problem("file.damaged", f"{where}/{one.name}", what, f"{size}", f"{sizes[dimension]}",
                                      "Copy the store again: a part of it is older than the rest"))  # fmt: skip
    return sizes


def _folder_state(path: Path, like: dict[str, int] | None = None) -> dict[str, int]:
    """When the folders and descriptions of a store last changed: a chunk put in anew changes the folder it is in.

    `like` is an earlier state: only what it names is looked at, which is much quicker than a walk through all chunks.
    """
    if like is None:
        names = ["."]
        for folder, folders, files in os.walk(path):
            below = Path(folder).relative_to(path)
            names += [str(below / name) for name in folders]
            names += [str(below / name) for name in files if name.startswith(".z") or name == "zarr.json"]
    else:
        names = list(like)
    try:
        return {name: (path / name).stat().st_mtime_ns for name in names}
    except OSError:
        return {}

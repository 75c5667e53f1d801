"""Headers: what a file says of itself before any data are read, in one manner for every kind of file."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import numpy as np

from .packing import packing_of

MODEL_ATTRIBUTES = ("source_id", "model_id", "driving_model_id", "driving_source_id")

# Words in a file's own description that only model output bears.
_MODELLED = re.compile(r"\b(model output|cmip\d|rcp ?\d|ssp ?\d|hindcast)", re.IGNORECASE)


class Reader(Protocol):
    """Reads raw numbers of a file; small, knows no open file, and may travel to another process."""

    def read(self, name: str, indices: list[tuple[slice | int, ...]]) -> Iterable[np.ndarray]:
        """Parts of one variable, raw as they are kept; `Refused` when the file was changed or is damaged.

        At best one after the other, so that no more than one is held.
        """
        ...

    def cuts(self, name: str) -> bool:
        """Whether a part is cut out of a large chunk while it is unpacked, so that the chunk is never held whole."""
        ...


class Header(ABC):
    """What a file says of itself: its variables' and its own attributes, and the little arrays that are its axes.

    where       the file's name, for messages
    told        attributes of each variable
    attributes  attributes of the file
    sizes       the length of each dimension
    reader      reads blocks later on, when the header is gone
    """

    where: str
    told: Mapping[str, Mapping[str, Any]]
    attributes: Mapping[str, Any]
    sizes: Mapping[str, int]
    reader: Reader

    @abstractmethod
    def dimensions(self, name: str) -> tuple[str, ...]:
        """Names of a variable's dimensions."""

    @abstractmethod
    def dtype(self, name: str) -> np.dtype | type:
        """The type of a variable's raw numbers; `str` for texts of any length."""

    @abstractmethod
    def read(self, name: str, index: tuple[slice | int, ...] = ()) -> np.ndarray:
        """A part of a variable, raw; an empty index is all of it."""

    @abstractmethod
    def words(self, name: str) -> list[str] | None:
        """The texts of a variable over its first dimension, or None when it holds none."""

    def chunks(self, name: str) -> tuple[int, ...] | None:
        """How many values along each dimension the file keeps together; None where any block reads alike."""
        return None

    def shape(self, name: str) -> tuple[int, ...]:
        return tuple(self.sizes[dimension] for dimension in self.dimensions(name))

    @property
    def helpers(self) -> set[str]:
        """Variables that only bound others."""
        return {str(told["bounds"]) for told in self.told.values() if "bounds" in told}

    def numbers(self, name: str) -> np.ndarray:
        """All of a (small) numeric variable, unpacked, float64."""
        raw = np.asarray(self.read(name))
        return packing_of(self.told[name], raw.dtype).unpack(raw).astype(np.float64)

    def attribute(self, *names: str) -> str:
        """The first of these global attributes that says something."""
        said = (str(self.attributes.get(name, "")).strip() for name in names)
        return next((text for text in said if text and text.lower() not in ("none", "n/a", "no parent")), "")

    @property
    def modelled(self) -> bool:
        """Whether the file describes itself as the output of a model."""
        words = (str(text) for name, text in self.attributes.items() if name not in ("history", "references"))
        return bool(self.attribute(*MODEL_ATTRIBUTES)) or any(_MODELLED.search(text) for text in words)

    def coordinate(self, standard_name: str, units: set[str], names: tuple[str, ...]) -> str | None:
        """The variable that is latitude, or longitude: by standard name, by units, by name."""
        helpers = self.helpers
        own = [n for n in self.told if n not in helpers and not n.endswith(("_bnds", "_bounds", "_vertices"))]
        for fits in (
            lambda n: self.told[n].get("standard_name") == standard_name,
            lambda n: str(self.told[n].get("units", "")).lower() in units,
            lambda n: n.lower() in names,
        ):
            found = [name for name in own if fits(name)]
            if found:
                return min(found, key=lambda n: (len(self.dimensions(n)), n))
        return None

    def bounds(self, name: str, length: int) -> np.ndarray | None:
        """The bounds (length, 2) of a coordinate, where it has any."""
        helper = str(self.told[name].get("bounds", ""))
        return self.numbers(helper) if helper in self.told and self.shape(helper) == (length, 2) else None

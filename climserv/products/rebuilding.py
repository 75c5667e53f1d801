"""Rebuilding: a product made again from its own order, and held against the first."""

from pathlib import Path

from ..config import Settings
from ..running.order import Order
from .making import make_product
from .reading import read_product


def rebuild(folder: Path, out: Path, *, settings: Settings) -> list[str]:
    """Make the product of `folder` again in `out`; the names of the files that differ, none when all bytes are equal.

    Data of the catalogue are found by id; own files must lie where they lay. Raises `Refused` when they do not.
    """
    first = read_product(folder)
    make_product(Order.from_dict(first["order"]), settings=settings, out=out)
    second = read_product(out)
    names = sorted({*first["files"], *second["files"]})
    return [name for name in names if first["files"].get(name) != second["files"].get(name)]

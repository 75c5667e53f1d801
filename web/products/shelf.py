"""The records of products, read once: a product never changes, so its record is kept while its file is the same."""

from functools import lru_cache
from pathlib import Path

from climserv.products.reading import RECORD, read_product

MOST_KEPT = 64


def record_of(folder: str | Path) -> dict:
    """The record of the product in `folder`, for reading only; refused like `read_product` when it is gone."""
    path = Path(folder)
    try:
        now = (path / RECORD).stat()
    except OSError:
        return read_product(path)
    return _kept(str(path), now.st_mtime_ns, now.st_size)


@lru_cache(maxsize=MOST_KEPT)
def _kept(folder: str, _written: int, _size: int) -> dict:
    return read_product(folder)

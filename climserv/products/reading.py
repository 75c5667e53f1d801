"""Reading products: the record, whether the folder is still what was written, the data as xarray. Light to import."""

import hashlib
import json
from pathlib import Path

from ..vocabulary.problems import Problem, Refused
from .record import SCHEMA, missing_trust, own_checksum

RECORD = "product.json"
# Flags and years stay whole numbers when they are read back.
_KEPT_WHOLE = {"outcome": False, "outcome_grid": False, "season_year": False}

__all__ = ["RECORD", "missing_trust", "open_product", "read_product", "verify"]


def read_product(folder: str | Path) -> dict:
    """The record of the product in `folder`; `Refused` when there is none that can be read."""
    path = Path(folder) / RECORD
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        what, do = "there is no product in this folder", "Name the folder that holds product.json"
        raise Refused(Problem("product.none", str(folder), what, next_step=do)) from None
    except (OSError, ValueError) as error:
        what = f"the record of this product cannot be read ({error})"
        raise Refused(Problem("product.unreadable", str(path), what, next_step="Make the product again")) from error
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        got = str(record.get("schema") if isinstance(record, dict) else type(record).__name__)
        raise Refused(Problem("product.schema", str(path), "this is another kind of record", got, SCHEMA))
    return record


def verify(folder: str | Path) -> list[Problem]:
    """What of the product changed, is missing or was added since it was written; nothing when it is whole."""
    folder = Path(folder)
    try:
        record = read_product(folder)
    except Refused as refusal:
        return list(refusal.problems)
    problems = []
    if record.get("record_sha256") != own_checksum(record):
        problems.append(_problem("changed", RECORD, "the record was changed after it was written"))
    written = record.get("files") or {}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    for name in sorted(written):
        if name not in there:
            problems.append(_problem("missing", name, "this file is missing"))
        elif hashlib.sha256((folder / name).read_bytes()).hexdigest() != written[name]:
            problems.append(_problem("changed", name, "this file was changed after it was written"))
    extra = sorted(there - set(written) - {RECORD})
    return problems + [_problem("extra", name, "this file does not belong to the product") for name in extra]


def _problem(kind: str, name: str, what: str) -> Problem:
    return Problem(f"product.{kind}", name, what, next_step="Rebuild the product from its own order to compare")


def open_product(folder: str | Path):
    """The product's data as an `xarray.Dataset`, all of it in memory: the file is not kept open.

    In a notebook it shows its question, answer, graph and trust first; `record` is that of the product. Values that did
    not happen or are not known are NaN; `outcome` keeps its flags as uint8, 255 where no season is.
    """
    import xarray

    from .notebook import Product

    record = read_product(folder)
    path = Path(folder) / "data.nc"
    with xarray.open_dataset(path, engine="netcdf4", mask_and_scale=_KEPT_WHOLE, decode_timedelta=False) as data:
        return Product.of(data.load(), record, Path(folder))

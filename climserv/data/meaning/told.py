"""What files say of themselves in words: title, licence, maker, and whether they were refined from coarser data."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..files.netcdf_header import opened

_MARKS = (b"CDF\x01", b"CDF\x02", b"CDF\x05", b"\x89HDF")

# Said of data that were adjusted, or brought onto finer cells by statistics; regional models are not meant.
_REFINED = re.compile(
    r"statistical(ly)?[ -]downscal|downscaled output|bias[ -_](adjust|correct)|bcca|bcsd|\bloca2?\b|nex-gddp"
    r"|quantile[ -]map|delta mapping|isimip3basd",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(km|degrees?)\s*$", re.IGNORECASE)


def told_by(path: Path) -> dict[str, Any]:
    """title, licence, institution, driver (model), nominal (resolution), refined (adjusted or downscaled)."""
    said = {name.lower(): str(text).strip() for name, text in _attributes(path).items() if isinstance(text, str)}

    def first(*names: str) -> str:
        return next((said[name][:400] for name in names if said.get(name)), "")

    words = " ".join([path.name, *(text for name, text in said.items() if name not in ("references", "license"))])
    nominal = _LENGTH.match(first("nominal_resolution"))
    return {
        "title": first("title"),
        "licence": first("license", "licence", "rights"),
        "institution": first("institution", "institute", "institution_id", "creator_name"),
        "driver": first("driving_model_id", "driving_source_id", "driving_model", "source_id", "model_id"),
        "nominal": f"{nominal[1]} {nominal[2].lower().rstrip('s')}" if nominal else "",
        "refined": bool(_REFINED.search(words)),
    }


def _attributes(path: Path) -> Mapping[str, Any]:
    """The attributes of a whole file; of a table there are none."""
    if path.is_dir():
        return _zarr_attributes(path)
    with path.open("rb") as file:
        if file.read(4) not in _MARKS:
            return {}
    with opened(path) as file:
        return {name: file.getncattr(name) for name in file.ncattrs()}


def _zarr_attributes(folder: Path) -> Mapping[str, Any]:
    for name in ("zarr.json", ".zattrs"):
        try:
            found = json.loads((folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        found = found.get("attributes", {}) if name == "zarr.json" else found
        return found if isinstance(found, dict) else {}
    return {}

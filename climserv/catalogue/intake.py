"""Collections of intake-esm: a JSON description and a table of assets become groups of files, one dataset each.

Source: the esm collection specification 0.1.0 (github.com/NCAR/esm-collection-spec). Nothing is fetched: assets that
are not files of this machine are told, not opened.
"""

import csv
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..vocabulary.problems import Problem, Refused
from .drafting import dataset_id

# A description is a page; a table of a million assets is some hundred megabytes.
_LARGEST = {"description": 16 * 1024 * 1024, "table": 256 * 1024 * 1024}
_REMOTE = ("://", "gs:", "s3:", "http:", "https:", "dods:", "ftp:")


@dataclass(frozen=True)
class Group:
    """The assets of one dataset: its id, what its rows have in common, and its files."""

    dataset: str
    shared: Mapping[str, str]
    paths: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Collection:
    """What a collection says of itself, and its groups in the order of their ids."""

    id: str
    description: str
    groups: tuple[Group, ...]


def read_collection(path: Path) -> Collection:
    """The groups of a collection; raises `Refused` when it is none."""
    told = _description(path)
    rows = _rows(told, path)
    column = _asset_column(told, path)
    keys = _grouped_by(told, rows)
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        name = ".".join(row.get(key) or "none" for key in keys) if keys else str(told.get("id") or path.stem)
        groups.setdefault(dataset_id(name), []).append(row)
    found = tuple(_group(name, groups[name], column, keys, path) for name in sorted(groups))
    return Collection(str(told.get("id") or path.stem), str(told.get("description") or ""), found)


def _description(path: Path) -> dict:
    try:
        told = json.loads(_text(path, "description"))
    except ValueError as error:
        raise Refused(Problem("intake.json", path.name, f"this is not JSON: {error}")) from None
    if not isinstance(told, dict) or not isinstance(told.get("assets"), dict):
        what, allowed = "this is no intake-esm collection", "a JSON object with `assets` and `catalog_file`"
        raise Refused(Problem("intake.form", path.name, what, "", allowed))
    return told


def _rows(told: Mapping, path: Path) -> list[dict[str, str]]:
    if isinstance(told.get("catalog_dict"), list):
        rows = [{str(k): str(v) for k, v in row.items()} for row in told["catalog_dict"] if isinstance(row, dict)]
    else:
        name = str(told.get("catalog_file") or "")
        if not name:
            what = "the collection names no table of its assets"
            raise Refused(Problem("intake.table", path.name, what, "", "catalog_file or catalog_dict"))
        if _is_remote(name):
            next_step = "Fetch the table and name its path in catalog_file"
            raise Refused(Problem("file.remote", path.name, "the table lies elsewhere", name, "a path", next_step))
        rows = list(csv.DictReader(_text(path.parent / name, "table").splitlines()))
    if not rows:
        raise Refused(Problem("intake.empty", path.name, "the table of this collection has no rows"))
    return rows


def _text(path: Path, kind: str) -> str:
    limit = _LARGEST[kind]
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            content = file.read(limit + 1)
        if len(content) > limit:
            raise Refused(Problem("intake.size", path.name, f"this {kind} is too large", "", f"{limit // 2**20} MB"))
        return content.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        what = f"the {kind} of this collection cannot be read"
        raise Refused(Problem("intake.file", path.name, what, str(error))) from None


def _asset_column(told: Mapping, path: Path) -> str:
    column = told["assets"].get("column_name")
    if not isinstance(column, str) or not column:
        what = "the collection does not say which column names its files"
        raise Refused(Problem("intake.assets", f"{path.name}: assets", what, "", "column_name"))
    return column


def _grouped_by(told: Mapping, rows: list[dict[str, str]]) -> list[str]:
    control = told.get("aggregation_control")
    wanted = control.get("groupby_attrs", []) if isinstance(control, dict) else []
    return [key for key in wanted if isinstance(key, str) and key in rows[0]]


def _group(name: str, rows: list[dict[str, str]], column: str, keys: list[str], path: Path) -> Group:
    paths, problems = [], []
    for row in rows:
        asset = (row.get(column) or "").strip()
        where = f"{path.name}: {name}"
        if not asset:
            problems.append(Problem("intake.asset", where, f"a row has nothing in its column {column}"))
        elif _is_remote(asset):
            next_step = "Fetch it and name its path in the table"
            what = "this file lies elsewhere, and data are read from this machine only"
            problems.append(Problem("file.remote", where, what, asset, "a path", next_step))
        else:
            paths.append((path.parent / asset).resolve())
    shared = {key: rows[0].get(key, "") for key in keys}
    return Group(name, shared, tuple(dict.fromkeys(paths)), tuple(problems))


def _is_remote(text: str) -> bool:
    return any(mark in text.lower()[:64] if mark == "://" else text.lower().startswith(mark) for mark in _REMOTE)

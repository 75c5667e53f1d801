"""Rebuilding: a product made again from its own order, and held against the first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..config import Settings
from ..data.files.file_facts import file_fact
from ..recipes.book import shipped_book
from ..recipes.filling import FilledRecipe, fill
from ..recipes.versions.kept import filled_from
from ..running.planning.order import Order, recipe_of
from ..vocabulary.problems import Problem, Refused
from .agreed import agreed_with, read_agreed
from .making import make_product
from .reading import read_product


def rebuild(folder: Path, out: Path, *, settings: Settings, files: Sequence[Path] = ()) -> list[str]:
    """Make the product of `folder` again in `out`; the names of the files that differ, none when all bytes are equal.

    files   folders in which the order's own files lie; datasets of the catalogue are found by their id
    It keeps its recipe, so it can be made again when the book has another one, or none. Raises `Refused` when a file is
    not there or is not the one the product was made from.
    """
    return remake(read_product(folder), out, settings=settings, files=files)


def remake(first: Mapping, out: Path, *, settings: Settings, files: Sequence[Path] = ()) -> list[str]:
    """The same from what is kept of a product: its record, or `agreed.what_it_takes` of it."""
    folders = [*files, Path()]
    order, filled = _recipe(first, Order.from_dict(_found(first, folders)), folders)
    make_product(order, settings=settings, out=out, filled=filled)
    second = read_product(out)
    names = sorted({*first["files"], *second["files"]})
    return [name for name in names if first["files"].get(name) != second["files"].get(name)]


def rebuild_agreed(
    minutes: Path, out: Path, *, settings: Settings, files: Sequence[Path] = (), hash: str = ""
) -> tuple[dict, list[str]]:
    """Make the product of an agreement in `out` from the minutes alone: the agreement, and what differs.

    What differs is a file by its name; `content hash` where what was made is not what was agreed to; `id` where it was
    asked for otherwise: another place, other years.
    """
    agreed = read_agreed(minutes, hash)
    differing = remake(agreed["again"], out, settings=settings, files=files)
    same = {"content hash": agreed_with(out, agreed), "id": read_product(out)["id"] == agreed["again"]["id"]}
    return agreed, [*(name for name, is_same in same.items() if not is_same), *differing]


def _recipe(product: Mapping, order: Order, folders: Sequence[Path]) -> tuple[Order, FilledRecipe | None]:
    """The order with the very recipe of the product where it is still found, else beside it the one that it keeps.

    A product tells settings in the order of the recipe's text, which its own record does not hold.
    """
    kept = product["recipe"]
    filled = filled_from(kept["filled"], kept["sha256"])
    paths = [folder / order.recipe for folder in folders if (folder / order.recipe).is_file()]
    for name in (*map(str, paths), order.recipe):
        found = replace(order, recipe=name)
        try:
            if fill(recipe_of(found, shipped_book()), dict(order.settings)).sha256 == filled.sha256:
                return found, None
        except Refused:
            continue
    return order, filled


def _found(product: Mapping, folders: Sequence[Path]) -> dict:
    """The order with its own files, which it holds by name, found in `folders`."""
    order = dict(product["order"])
    own = {one["id"]: one["files"] for one in product["datasets"] if one["licence"] is None}
    problems: list[Problem] = []

    def path_of(name: str | None) -> str | None:
        """The path of a file, or of all files of a set with commas between; others than its own stay as they are."""
        if name is None or (name not in own and not name.lower().endswith((".geojson", ".json", ".yaml", ".yml"))):
            return name
        files = own.get(name, [{"name": name, "sha256": None}])
        return ",".join(_path_of(file["name"], file["sha256"], folders, problems) for file in files)

    order |= {"data": [path_of(name) for name in order["data"]]}
    order |= {"reference": path_of(order["reference"]), "area": path_of(order["area"])}
    if problems:
        raise Refused(problems)
    return order


def _path_of(name: str, sha256: str | None, folders: Sequence[Path], problems: list[Problem]) -> str:
    """The file or store of a name in one of the folders, the one with this checksum where there are several."""
    paths = [folder / name for folder in folders if (folder / name).exists()]
    if not paths:
        problems.append(Problem("rebuild.missing", "rebuild", "this file of the product is not there", name, "",
                                "Name the folder it lies in with --files"))  # fmt: skip
        return name
    same = [path for path in paths if sha256 is None or file_fact(path).sha256 == sha256]
    if not same:
        what = "this file is not the one that the product was made from"
        problems.append(Problem("rebuild.changed", str(paths[0]), what, "another checksum", sha256[:12]))
    return str((same or paths)[0])

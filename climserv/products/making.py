"""Making a product: the one way from an order to a folder, shared by the command line, Python and the worker."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ..catalogue.catalogue import open_catalogue
from ..catalogue.places import load_places
from ..config import Settings, read_settings
from ..needs.loading import load_need, need_to_dict
from ..recipes.book import Book, book_with, shipped_book
from ..recipes.filling import FilledRecipe
from ..running.computing import compute
from ..running.execution import Progress
from ..running.keeping.kept import KeptBlocks
from ..running.keeping.stages import Stages
from ..running.planning.memory import stages_size
from ..running.planning.order import Order, with_text
from ..running.planning.plan import Plan, Shelf, make_plan, refuse_endless
from ..running.results.result import Result
from ..vocabulary.problems import Problem, Refused
from ..vocabulary.units import parse_quantity
from .reading import open_product, read_product
from .writing import write_product

# Steps of the progress bar beside the blocks: opening at the start, writing at the end.
OPENING, WRITING = "opening", "writing"


def shelf_of(settings: Settings, *, confined: bool = False) -> Shelf:
    """What every order may draw from: the shipped book and places, all cards; made data in the instance's store.

    confined  the order came over the web: of files only those below the operator's data roots
    """
    roots = tuple(Path(root) for root in settings.data_roots) if confined else None
    made = settings.store_folder / "made"
    return Shelf(shipped_book(), open_catalogue(settings), load_places(), made, roots, settings.remote_hosts)


def compute_order(
    order: Order,
    settings: Settings,
    progress: Progress | None = None,
    *,
    confined: bool = False,
    planned: Callable[[Plan], None] | None = None,
    filled: FilledRecipe | None = None,
) -> Result:
    """Plan and compute; finished blocks are kept in the store, so that a killed run resumes.

    planned  given the plan before it is computed
    filled   a recipe that a product kept, in place of the one that the order names
    """
    if progress is not None:
        progress(0, 1, OPENING)
    plan = make_plan(order, shelf_of(settings, confined=confined), filled)
    refuse_endless(plan)
    if planned is not None:
        planned(plan)
    kept = KeptBlocks(settings.store_folder / "blocks")
    return compute(
        plan,
        memory_limit=settings.memory_limit,
        kept=kept,
        stages=stages_for(plan, stages_of(settings)),
        progress=progress,
        scheduler=settings.dask_scheduler,
    )


def stages_of(settings: Settings) -> Stages | None:
    """Where daily series are kept between runs; None where the operator wants none."""
    limit = parse_quantity(settings.stages_limit, where="CLIMSERV_STAGES_LIMIT", like="byte").to("byte")
    return Stages(settings.store_folder / "stages", limit) if limit > 0 else None


def stages_for(plan: Plan, stages: Stages | None) -> Stages | None:
    """The stages, unless the plan's would push one another out before anybody could use them."""
    return stages if stages is not None and stages_size(plan) <= stages.limit else None


def make_product(
    order: Order,
    *,
    settings: Settings,
    out: Path | None = None,
    progress: Progress | None = None,
    confined: bool = False,
    planned: Callable[[Plan], None] | None = None,
    filled: FilledRecipe | None = None,
) -> Path:
    """Compute `order` and write its product folder: to `out`, or into the store under its own id.

    `confined` orders come over the web: of files they may name only those below the operator's data roots.
    A product that the store already holds is not written again: the same order gives the same product. Raises
    `Refused` before anything is computed when the order cannot be carried out; nothing half-written is left.
    """
    if out is not None and out.exists() and (not out.is_dir() or any(out.iterdir())):
        what = "this folder is not empty, and a product is never written over"
        raise Refused(Problem("out.exists", f"--out {out}", what, next_step="Name a new folder"))
    result = compute_order(order, settings, progress, confined=confined, planned=planned, filled=filled)
    if progress is not None:
        progress(1, 1, WRITING)
    languages = _languages(order.need)
    if out is not None:
        return write_product(result, out, need=_plain(order.need), languages=languages)
    shelf = settings.store_folder / "products"
    shelf.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=shelf, prefix=".making-") as workshop:
        folder = write_product(result, Path(workshop) / "product", need=_plain(order.need), languages=languages)
        final = shelf / read_product(folder)["id"]
        if not final.exists():
            folder.rename(final)
    return final


def run(
    recipe: str,
    *,
    data: str | Path | Iterable[str | Path],
    reference: str | Path | None = None,
    parameters: Mapping[str, str] | None = None,
    area: str | None = None,
    period: str | None = None,
    baseline: str | None = None,
    need: str | Path | Mapping[str, object] | None = None,
    out: str | Path | None = None,
    book: Book | str | Path | None = None,
    settings: Settings | None = None,
):
    """Run a recipe and give its product as an xarray Dataset, `(member, period, season, place)` with outcomes.

    recipe      id in the recipe book, of a version (`hot_days@2`) or the newest, or path of a recipe file
    data        one or several dataset ids or files
    reference   observations to adjust to; without it nothing is adjusted, and the product says so
    parameters  quantities with units as strings, `{"threshold": "30 degC"}`; the others keep their defaults
    period      years asked about, `"2041-2070"`; baseline: years trained on and compared with
    need        a need file or record: the product's title is then the need's question
    out         a new folder for the product; default: the store
    book        recipes beside those that came with the program: a folder of recipe files, one file, or the book of a
                site with what is published there, `climserv.site_book()`
    errors      `climserv.vocabulary.problems.Refused`, with every problem found
    """
    names = [data] if isinstance(data, str | Path) else list(data)
    name, _, version = (str(recipe), "", "") if _is_file(recipe) else str(recipe).partition("@")
    if version and not version.isdigit():
        raise Refused(Problem("recipe.version", name, "a version is a whole number", version, "", f"{name}@1"))
    order = Order(
        recipe=name,
        version=int(version) if version else None,
        data=tuple(str(name) for name in names),
        reference=str(reference) if reference is not None else None,
        settings=dict(parameters or {}),
        area=area,
        period=period,
        baseline=baseline,
        need=need_to_dict(load_need(Path(need))) if isinstance(need, str | Path) else need,
    )
    if book is not None:
        order = Order.from_dict(with_text(order.as_dict(), book_with(book)))
    folder = make_product(order, settings=settings or read_settings(), out=Path(out) if out else None)
    return open_product(folder)


def _is_file(recipe: str | Path) -> bool:
    return str(recipe).endswith((".yaml", ".yml"))


def _languages(need: Mapping[str, object] | None) -> tuple[str, ...]:
    reach = (need or {}).get("reach") or {}
    return tuple(reach.get("languages") or ()) or ("en",)


def _plain(need: Mapping[str, object] | None) -> dict | None:
    return dict(need) if need is not None else None

"""An order: everything that says what one run shall compute; plain data that travels through the jobs table."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from ...recipes.book import Book
from ...recipes.loading import load_recipe, read_recipe
from ...recipes.model import Recipe
from ...vocabulary.problems import Problem, Refused, did_you_mean

_WHERE_GIVEN = ("version", "text", "global_means")


@dataclass(frozen=True)
class Order:
    """What to run, on what.

    recipe     id in the recipe book, or the path of a recipe file
    data       ids of datasets or paths; members of all of them make the ensemble
    reference  id or path of the observations to adjust to; None: no adjustment
    settings   parameter values as strings with units; the rest keep their defaults
    area       place id, GeoJSON path, "west,south,east,north", GeoJSON as text, a site's name; None: everything
    period     years asked about, "2041-2070"; None: chosen from the data and stated
    baseline   years to train on and compare with, "1981-2010"; None: chosen and stated
    need       the need record this answers; None: the recipe's own question is the title
    version    of the recipe; None: the newest that is offered
    text       of the recipe, where it did not come with the program: so the order can be carried out, and its product
               be made again, wherever and whenever
    global_means  path of the yearly mean temperature of the world in each model, for steps at a warming level
    """

    recipe: str
    data: tuple[str, ...]
    reference: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    area: str | None = None
    period: str | None = None
    baseline: str | None = None
    need: Mapping[str, object] | None = None
    version: int | None = None
    text: str | None = None
    global_means: str | None = None

    def as_dict(self) -> dict[str, object]:
        """Plain data; version, text and global means only where they are given."""
        table = {**asdict(self), "data": list(self.data), "settings": dict(sorted(self.settings.items()))}
        return {name: one for name, one in table.items() if one is not None or name not in _WHERE_GIVEN}

    @classmethod
    def from_dict(cls, table: Mapping[str, object]) -> "Order":
        """Read what `as_dict` wrote; unknown keys are refused by name."""
        known = [f.name for f in fields(cls)]
        wrong = [key for key in table if key not in known]
        if wrong:
            raise Refused(_unknown_key(key, known) for key in wrong)
        return cls(**{**table, "data": tuple(table["data"]), "settings": dict(table.get("settings") or {})})


def recipe_of(order: Order, book: Book) -> Recipe:
    """The recipe of an order: its own text, a file, or one of the book."""
    if order.text is not None:
        return read_recipe(order.text, f"{order.recipe}.yaml")
    if order.recipe.endswith((".yaml", ".yml")):
        return load_recipe(Path(order.recipe))
    return book.recipe(order.recipe, order.version)


def with_text(order: Mapping[str, object], book: Book) -> dict[str, object]:
    """The order with the text and the number of its recipe, where that stands in no shipped file."""
    name = str(order["recipe"])
    if order.get("text") or name not in book:
        return dict(order)
    recipe = book.recipe(name, order.get("version"))
    if book.origin(recipe) == "shipped":
        return dict(order)
    return {**order, "version": recipe.version, "text": book.text(recipe)}


def _unknown_key(key: str, known: list[str]) -> Problem:
    what = "no such part of an order"
    return Problem("order.key", "order", what, key, ", ".join(known), did_you_mean(key, known))

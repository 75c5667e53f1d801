"""The recipe book: the recipes of some folders, and those that are published in the database beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ..config import shipped
from ..vocabulary.problems import Problem, Refused, refuse_if, unknown_name
from .loading import read_recipe, text_of
from .model import Recipe
from .versions.states import OPEN, State


@dataclass(frozen=True)
class Kept:
    """What the book knows of a recipe beside what it says.

    text    as its author wrote it
    origin  `shipped` with the program, of this `instance`'s folder, or of its `database`
    file    where it was read from; empty: from no file
    """

    text: str
    state: State = State.OFFERED
    origin: str = "shipped"
    file: str = ""


@dataclass(frozen=True)
class Book:
    """Recipes sorted by id, then by version; a loop over the book gives the newest of each id that is offered.

    problems  of files that are left out, for who can mend them; the other recipes serve all the same
    """

    recipes: tuple[Recipe, ...]
    kept: Mapping[tuple[str, int], Kept] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def __contains__(self, recipe_id: str) -> bool:
        return any(recipe.id == recipe_id for recipe in self.recipes)

    def __iter__(self) -> Iterator[Recipe]:
        newest = {recipe.id: recipe for recipe in self.recipes if self.state(recipe) in OPEN}
        return iter(newest.values())

    def recipe(self, recipe_id: str, number: int | None = None) -> Recipe:
        """A version of a recipe; by default the newest that is offered, else the newest there is.

        Raises `Refused` with the nearest name, or with the versions there are.
        """
        versions = {recipe.version: recipe for recipe in self.recipes if recipe.id == recipe_id}
        if not versions:
            raise unknown_name("recipe.unknown", "recipe", "recipe", recipe_id, (recipe.id for recipe in self.recipes))
        if number is None:
            offered = [recipe for recipe in versions.values() if self.state(recipe) in OPEN]
            return (offered or list(versions.values()))[-1]
        if number not in versions:
            allowed = ", ".join(str(one) for one in versions)
            raise Refused(Problem("recipe.version", recipe_id, "the book has no such version", str(number), allowed))
        return versions[number]

    def state(self, recipe: Recipe) -> State:
        return self._of(recipe).state

    def text(self, recipe: Recipe) -> str:
        """The text of a recipe as its author wrote it; "" where the book was made without."""
        return self._of(recipe).text

    def origin(self, recipe: Recipe) -> str:
        return self._of(recipe).origin

    def _of(self, recipe: Recipe) -> Kept:
        return self.kept.get((recipe.id, recipe.version), _UNKEPT)

    def with_more(self, other: "Book") -> "Book":
        """Both books in one; where both have a version of a recipe, this one's stands.

        A file whose version has another text in this book is left out, and said to be.
        """
        here = {(recipe.id, recipe.version): recipe for recipe in (*other.recipes, *self.recipes)}
        doubled = [
            _doubled(one, self._of(one), other._of(one))
            for one in other.recipes
            if other._of(one).file and self._of(one).text not in ("", other._of(one).text)
        ]
        kept = {**other.kept, **self.kept}
        return Book(tuple(here[key] for key in sorted(here)), kept, (*self.problems, *other.problems, *doubled))


_UNKEPT = Kept("")


def book_with(more: "Book | str | Path | None") -> Book:
    """The shipped book, and what is given with it: another book, a folder of recipe files, or one file.

    Raises `Refused` with every problem of the files, and for a path that leads nowhere.
    """
    if more is None:
        return shipped_book()
    if isinstance(more, Book):
        return shipped_book().with_more(more)
    path = Path(more)
    if path.is_dir():
        found = load_book(path)
    elif path.suffix in (".yaml", ".yml") and path.is_file():
        content = text_of(path)
        recipe = read_recipe(content, str(path))
        kept = Kept(content.decode("utf-8-sig"), origin="instance", file=str(path))
        found = Book((recipe,), {(recipe.id, recipe.version): kept})
    else:
        what, allowed = "there is no such book", "a folder of recipe files, a .yaml file, or climserv.site_book()"
        raise Refused(Problem("book.path", "book", what, str(more), allowed))
    both = shipped_book().with_more(found)
    refuse_if(both.problems)
    return both


def load_book(*folders: Path) -> Book:
    """The recipes in `*.yaml` of the folders, by default the shipped ones; raises `Refused` with all problems."""
    book = read_book(*folders)
    refuse_if(book.problems)
    return book


def read_book(*folders: Path) -> Book:
    """The same without the files that have a fault, which are told in `problems`: one file must not stop the others."""
    found: dict[tuple[str, int], Recipe] = {}
    kept: dict[tuple[str, int], Kept] = {}
    problems: list[Problem] = []
    for folder in folders or (shipped("recipes"),):
        origin = "instance" if folders else "shipped"
        for path in sorted(Path(folder).glob("*.yaml")):
            try:
                content = text_of(path)
                recipe = read_recipe(content, str(path))
            except Refused as refused:
                problems += refused.problems
                continue
            key = recipe.id, recipe.version
            if key in found:
                problems.append(_doubled(recipe, kept[key], Kept("", file=str(path))))
                continue
            found[key], kept[key] = recipe, Kept(content.decode("utf-8-sig"), origin=origin, file=str(path))
    return Book(tuple(recipe for _, recipe in sorted(found.items())), kept, tuple(problems))


def _doubled(recipe: Recipe, stands: Kept, left: Kept) -> Problem:
    """A file that cannot be taken, because its version is there with another text."""
    what = f"{recipe.name} is in the book already, from {stands.file or 'the database of this site'}"
    return Problem("recipe.twice", left.file, what, next_step="Give one of them another version")


@cache
def shipped_book() -> Book:
    """The recipes that came with the program, read once; a file that was spoilt is told in its `problems`."""
    return read_book()

"""Recipes on their way between sites: one file, or a zip of a book; what comes in is measured before it is read."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...vocabulary.problems import Problem, Refused, refuse_if
from ...vocabulary.yaml_text import LARGEST, examine_yaml
from ..checking import examine
from ..model import Recipe

MOST_RECIPES = 300
LARGEST_BOOK = 4 * 1024 * 1024
"""Bytes of a zip; a book of thirty recipes has a hundred thousand."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_FILE = re.compile(r"(?:recipes/)?([a-z][a-z0-9_]{0,59})(-v[1-9][0-9]{0,4})?\.ya?ml")
# The same bytes for the same book, wherever and whenever it is packed.
_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Brought:
    """One recipe file that somebody brings.

    name      its id, or what its file is called where the text does not say
    recipe    None where it could not be read
    problems  everything wrong with it; it may be brought all the same, as a draft
    """

    name: str
    text: str
    recipe: Recipe | None
    problems: tuple[Problem, ...]


def named_in(text: str) -> str | None:
    """The id that a recipe's text says, even where the rest of it has faults; None when it says none."""
    marked, _ = examine_yaml(text, "")
    name = marked.value.get("recipe") if isinstance(marked.value, dict) else None
    return name if isinstance(name, str) and _NAME.fullmatch(name) else None


def export_recipe(text: str) -> bytes:
    """The file of one recipe: its text as it was written."""
    return text.encode()


def export_book(recipes: Iterable[tuple[str, int, str]]) -> bytes:
    """A zip of recipes, (id, version, text) each; the same recipes give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for recipe_id, number, text in sorted(recipes):
            entry = zipfile.ZipInfo(f"recipes/{recipe_id}-v{number}.yaml", _MOMENT)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, text.encode())
    return packed.getvalue()


def read_one(content: bytes, name: str) -> Brought:
    """One recipe file called `name`; raises `Refused` only for what is no text of this size at all."""
    if len(content) > LARGEST:
        got, allowed = f"{len(content) // 1024} kB", f"up to {LARGEST // 1024} kB"
        raise Refused(Problem("recipe.long", name, "this is too long for a recipe", got, allowed))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            Problem("yaml.encoding", name, "this is not UTF-8 text", f"byte {error.start}", "UTF-8")
        ) from None
    recipe, problems = examine(text, name)
    called = _FILE.fullmatch(name.rpartition("/")[2].lower())
    return Brought(named_in(text) or (called[1] if called else "recipe"), text, recipe, tuple(problems))


def read_book(content: bytes, name: str = "book.zip") -> tuple[Brought, ...]:
    """The recipes in a zip. Raises `Refused` with everything that is wrong with it, in any of its files, at once."""
    if len(content) > LARGEST_BOOK:
        got, allowed = f"{len(content) // 1024} kB", f"up to {LARGEST_BOOK // 1024} kB"
        raise Refused(Problem("book.size", name, "this is too large for a book of recipes", got, allowed))
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refused(Problem("book.form", name, "this is not a zip that can be read", str(error)[:80])) from None
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        refuse_if(_pack_problems(entries, name))
        brought, problems = [], []
        for entry in entries:
            where = f"{name}: {entry.filename}"
            try:
                one = read_one(_inflated(archive, entry, where), where)
            except Refused as refused:
                problems += refused.problems
                continue
            called = _FILE.fullmatch(entry.filename)
            brought.append(one if named_in(one.text) else Brought(called[1], one.text, one.recipe, one.problems))
            problems += one.problems
    twice = _doubled([(one.recipe.id, one.recipe.version) for one in brought if one.recipe])
    problems += [Problem("recipe.twice", name, f"recipe {one} v{number} is in it twice") for one, number in twice]
    refuse_if(problems)
    return tuple(brought)


def _pack_problems(entries: list[zipfile.ZipInfo], name: str) -> Iterator[Problem]:
    """What can be said before anything is unpacked. The sizes it claims are not believed; see `_inflated`."""
    if not entries:
        yield Problem("book.empty", name, "there is no recipe in it", "", "files such as hot_days.yaml")
    if len(entries) > MOST_RECIPES:
        yield Problem("book.many", name, "these are too many files", str(len(entries)), f"up to {MOST_RECIPES}")
        return
    for entry in entries:
        where = f"{name}: {entry.filename[:120]!r}"
        if not _FILE.fullmatch(entry.filename):
            allowed = "small letters, digits and _, ending in .yaml, in no folder or in recipes/"
            yield Problem("book.name", where, "a recipe's file cannot be called so", "", allowed)
        if entry.flag_bits & 1:
            yield Problem("book.locked", where, "this file needs a password", "", "files without one")
        if (entry.external_attr >> 16) & 0o170000 not in (0, 0o100000):
            yield Problem("book.kind", where, "this is no plain file", "a link or a device", "plain files")
    for filename in _doubled([entry.filename for entry in entries]):
        yield Problem("book.name", name, "two files have one name", filename[:120])


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str) -> bytes:
    """The bytes of one file, no more of them than would be refused anyway, whatever its header says."""
    try:
        with archive.open(entry) as file:
            return file.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Refused(Problem("book.damaged", where, "this file cannot be unpacked", str(error)[:80])) from None


def _doubled(names: list) -> list:
    return [one for one in dict.fromkeys(names) if names.count(one) > 1]

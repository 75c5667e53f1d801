"""The commands about recipes: what the book holds, whether a file is sound and gives what its author means."""

import sys
from pathlib import Path

import click

from .terminal import json_option, print_json, site_book


@click.group()
def recipes():
    """Recipes: the computations that meteorologists write."""


@recipes.command("list")
@json_option
def recipes_list(as_json):
    """The recipes of the book, newest versions; --json tells envelope, languages, inputs, conventions and hindsight."""
    from .recipes.describing import describe, row
    from .terminal import print_table

    book = site_book()
    if as_json:
        print_json([{**describe(one), "state": book.state(one), "origin": book.origin(one)} for one in book])
    else:
        print_table([row(one) for one in book])


@recipes.command("show")
@click.argument("recipe")
@json_option
def recipes_show(recipe, as_json):
    """One recipe, an id (`hot_days`, `hot_days@2`) or a file: parameters, conventions, limits and tests."""
    from .recipes.describing import show
    from .terminal import print_facts

    found = show(_recipe(recipe))
    print_json(found) if as_json else print_facts(found)


@recipes.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--tests/--no-tests", default=True, help="Compute the golden tests of each file that has no mistake.")
@json_option
def recipes_check(files, tests, as_json):
    """Print every mistake in recipe files with its line and run their golden tests; exit code 1 when one is wrong."""
    from .running.proving import prove_file

    sound, found = True, {}
    for path in files:
        proof = prove_file(path, tests=tests)
        sound = sound and proof.sound
        if as_json:
            found[str(path)] = proof.as_dict()
        else:
            click.echo("\n".join([*map(str, (*proof.problems, *proof.failed)), f"{path}: {proof.sentence(tests)}"]))
    if as_json:
        print_json(found)
    if not sound:
        sys.exit(1)


@recipes.command("schema")
def recipes_schema():
    """Print the JSON Schema of recipe files, by which editors complete and check."""
    from .recipes.writing.schema import schema

    print_json(schema())


@recipes.command("new")
@click.argument("recipe_id", metavar="ID")
@click.option("--metric", help="What it answers, such as hot_days.")
@click.option("--input", "variables", multiple=True, metavar="VARIABLE", help="Daily data it reads; may be repeated.")
@click.option("--season", metavar="MM-DD,MM-DD", help="First and last day of the season.")
@click.option("--set", "set_", multiple=True, metavar="NAME=VALUE", help="A parameter's default; may be repeated.")
@click.option("--at", metavar="QUANTITY", help="What years are counted at, such as '3 day'.")
@click.option("--languages", default=None, metavar="en,fr", help="Languages it shall be in.")
@click.option("--author", default=None)
@click.option("--adjust/--no-adjust", default=True, show_default=True, help="Adjust models to observations.")
@click.option("--out", type=click.Path(path_type=Path), help="The new file; default: ID.yaml.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is suggested.")
def recipes_new(recipe_id, out, yes, **answers):
    """Ask a few questions and write a first file, to be changed; it passes `recipes check`."""
    from .new_recipe import begin

    path = out or Path(f"{recipe_id}.yaml")
    text, advice = begin(recipe_id, answers, None if yes else _ask, path)
    path.write_text(text, encoding="utf-8")
    click.echo(f"{path}: written; it is sound. {advice}")


def _ask(question: str, suggestion: str) -> str:
    return click.prompt(question, default=suggestion)


@recipes.command("diff")
@click.argument("before")
@click.argument("after")
@click.option("--language", default="en", type=click.Choice(["en", "fr"]), show_default=True)
@json_option
def recipes_diff(before, after, language, as_json):
    """What is different between two recipes, ids (`hot_days`, `hot_days@2`) or files, in plain words."""
    from .recipes.versions.differences import differences

    found = differences(_recipe(before), _recipe(after))
    if as_json:
        print_json([one.as_dict() for one in found])
        return
    click.echo("\n".join(f"{one.group}: {one.words[language]}" for one in found) or "nothing is different")


@recipes.command("export")
@click.argument("recipe_ids", metavar="ID...", nargs=-1)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="ID.yaml, or a .zip of several.")
def recipes_export(recipe_ids, out):
    """Write one recipe to a file as its author wrote it, or several (without ID: the whole book) to a zip."""
    from .recipes.versions.sharing import export_book, export_recipe

    book = site_book()
    chosen = [book.recipe(one) for one in recipe_ids] or list(book)
    _refuse_existing(out)
    if out.suffix == ".zip":
        out.write_bytes(export_book((one.id, one.version, book.text(one)) for one in chosen))
    elif len(chosen) == 1:
        out.write_bytes(export_recipe(book.text(chosen[0])))
    else:
        raise click.UsageError("several recipes go into one .zip: name it so, or name one recipe")
    click.echo(f"{out}: {len(chosen)} recipe(s)")


@recipes.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def recipes_import(file, as_json):
    """Take recipes of a file or a zip into this site's folder; nothing is taken when one has a mistake."""
    from .books import folder_of
    from .config import read_settings
    from .recipes.versions.sharing import read_book, read_one
    from .vocabulary.problems import Problem, Refused, refuse_if

    try:
        content = file.read_bytes()
    except OSError as error:
        what = f"this file cannot be read: {(error.strerror or 'it cannot be opened').lower()}"
        raise Refused(Problem("recipe.file", str(file), what)) from error
    brought = read_book(content, file.name) if file.suffix == ".zip" else (read_one(content, file.name),)
    refuse_if(problem for one in brought for problem in one.problems)
    folder = folder_of(read_settings())
    paths = {folder / f"{one.recipe.id}-v{one.recipe.version}.yaml": one for one in brought}
    for path in paths:
        _refuse_existing(path)
    folder.mkdir(parents=True, exist_ok=True)
    for path, one in paths.items():
        path.write_text(one.text, encoding="utf-8")
    rows = [{"recipe": one.recipe.id, "version": one.recipe.version, "file": str(path)} for path, one in paths.items()]
    print_json(rows) if as_json else click.echo("\n".join(f"{row['recipe']} v{row['version']}: taken" for row in rows))


def _recipe(named: str):
    """A recipe of the book, `id` or `id@version`, or of a file."""
    from .recipes.loading import load_recipe
    from .vocabulary.problems import Problem, Refused

    if named.endswith((".yaml", ".yml")):
        return load_recipe(named)
    recipe_id, _, number = named.partition("@")
    if number and not number.isdigit():
        raise Refused(Problem("recipe.version", named, "this is not a version", number, "a number, such as hot_days@2"))
    return site_book().recipe(recipe_id, int(number) if number else None)


def _refuse_existing(path: Path) -> None:
    from .vocabulary.problems import Problem, Refused

    if path.exists():
        what = "this file is there already, and is not written over"
        raise Refused(Problem("out.exists", str(path), what, next_step="Name a new file, or take it away"))

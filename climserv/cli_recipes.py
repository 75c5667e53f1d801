"""The commands about recipes: what the book holds, whether a file is sound and gives what its author means."""

import sys
from pathlib import Path

import click

from .terminal import json_option, print_json


@click.group()
def recipes():
    """Recipes: the computations that meteorologists write."""


@recipes.command("list")
@json_option
def recipes_list(as_json):
    """The recipes of the book, newest versions; --json tells envelope, languages, inputs, conventions and hindsight."""
    from .books import open_book
    from .config import read_settings
    from .recipes.describing import describe, row
    from .terminal import print_table

    newest = list(open_book(read_settings()))
    print_json([describe(recipe) for recipe in newest]) if as_json else print_table([row(one) for one in newest])


@recipes.command("show")
@click.argument("recipe")
@json_option
def recipes_show(recipe, as_json):
    """One recipe, an id of the book or a file: what it answers, its parameters, conventions, limits and tests."""
    from .books import open_book
    from .config import read_settings
    from .recipes.describing import show
    from .recipes.loading import load_recipe
    from .terminal import print_facts

    found = load_recipe(recipe) if recipe.endswith((".yaml", ".yml")) else open_book(read_settings()).recipe(recipe)
    print_json(show(found)) if as_json else print_facts(show(found))


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

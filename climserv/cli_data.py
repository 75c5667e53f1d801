"""The commands about climate data: what the catalogue holds, whether a file is sound, adding datasets."""

import sys
from pathlib import Path

import click

from .terminal import json_option, print_json


def _catalogue():
    """All cards; those that cannot be read are told beside."""
    from .catalogue.catalogue import open_catalogue
    from .config import read_settings

    cards = open_catalogue(read_settings())
    for problem in cards.faults:
        click.echo(f"climserv: left out: {problem}", err=True)
    return cards


@click.group()
def data():
    """Climate data: what the catalogue holds, and whether a file is sound."""


@data.command("list")
@json_option
def data_list(as_json):
    """The datasets of the catalogue."""
    from .catalogue.files import state_of
    from .data.describing import list_datasets
    from .terminal import print_table

    cards = _catalogue()
    rows = list_datasets(cards.cards)
    for row, card in zip(rows, cards, strict=True):
        row["files"] = state_of(card, cards.folder(card))
    print_json(rows) if as_json else print_table(rows)


@data.command("show")
@click.argument("dataset")
@json_option
def data_show(dataset, as_json):
    """What one dataset is, and what it can honestly be used for."""
    from .catalogue.files import file_states
    from .data.describing import show_dataset, show_lines

    cards = _catalogue()
    card = cards.card(dataset)
    states = file_states(card, cards.folder(card), quick=False)
    if as_json:
        print_json({**show_dataset(card), "states": {one.path: one.state for one in states}})
        return
    click.echo("\n".join(f"{heading}: {text}" for heading, text in show_lines(card)))
    for one in states:
        click.echo(f"file: {one.path}, {one.state}")


@data.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def data_check(files, as_json):
    """Examine files and print every finding with its mend; exit code 1 when one is an error."""
    from .data.checking import check_files

    found = check_files(files)
    if as_json:
        print_json({path: [f.as_dict() for f in findings] for path, findings in found.items()})
    else:
        for path, findings in found.items():
            errors = sum(finding.severity == "error" for finding in findings)
            click.echo(f"{path}: {len(findings)} findings, {errors} errors" if findings else f"{path}: sound")
            for finding in findings:
                click.echo(f"  {finding.severity}: {finding.problem}")
    if any(finding.severity == "error" for findings in found.values() for finding in findings):
        sys.exit(1)


ROLES = click.Choice(["observation", "station", "projection", "forecast", "hindcast"])


def _about_a_dataset(command):
    """The options that say what files do not say of themselves."""
    options = (
        click.option("--licence", default="", help="Its licence, such as CC-BY-4.0."),
        click.option("--redistribution", type=click.Choice(["yes", "no"]), default="no", help="May it be passed on?"),
        click.option("--origin", default="", help="Who made it, and how."),
        click.option("--consent", default="", metavar="LINK", help="Where it is written that its givers agreed."),
        click.option("--resolution", default="", help="Cell width, where the files do not tell: '5 km'."),
        click.option("--effective-resolution", default="", help="What the numbers can really tell: '250 km'."),
        click.option("--bounds", default="", metavar="W,S,E,N", help="Where it lies, when the files do not tell."),
        click.option("--reference", default="", metavar="ID", help="Observations fit to adjust it."),
        click.option("--limit", "limits", multiple=True, help="A known limit, one sentence; may be repeated."),
        click.option("--no-check", is_flag=True, help="Do not read the values: no health check."),
        click.option("--replace", "replacing", is_flag=True, help="Write over the card that has this id."),
        json_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


def _said(dataset, role, title="", about="", limits=(), redistribution="no", **rest):
    from .catalogue.drafting import Said

    return Said(dataset, role, title, about, limits="\n".join(limits), redistribution=redistribution == "yes", **rest)


@data.command("add")
@click.argument("dataset", metavar="ID")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--role", required=True, type=ROLES, help="What these data are.")
@click.option("--title", default="", help="Its title; default: as the files say.")
@click.option("--about", default="", help="What it is good for, one sentence.")
@_about_a_dataset
def data_add(dataset, files, no_check, replacing, as_json, **said):
    """Write the card of a dataset from the facts of its FILES, which stay where they are."""
    from datetime import date

    from .adding import add_dataset
    from .config import read_settings
    from .data.describing import show_dataset, show_lines

    today = date.today()  # noqa: DTZ011 - the day on this machine's own calendar
    added = add_dataset(
        files, _said(dataset, **said), read_settings(), today=today, check=not no_check, replacing=replacing
    )
    if as_json:
        print_json({"path": str(added.path), "card": show_dataset(added.card), "findings": list(added.findings)})
        return
    click.echo("\n".join(f"{heading}: {text}" for heading, text in show_lines(added.card)))
    for finding in added.findings:
        if finding["severity"] != "note":
            click.echo(f"{finding['severity']}: {finding['where']}: {finding['what']}. {finding['next_step']}")
    click.echo(f"written: {added.path}")


@data.command("import-intake")
@click.argument("collection", metavar="FILE.json", type=click.Path(path_type=Path))
@click.option(
    "--role", default="", type=click.Choice(["", *ROLES.choices]), help="Default: as the words of each group."
)
@click.option("--id", "dataset", default="", help="What the ids shall begin with.")
@_about_a_dataset
def data_import_intake(collection, no_check, replacing, as_json, **said):
    """Write a card for each group of an intake-esm collection; exit code 1 when a group could not be added."""
    from datetime import date

    from .adding import import_collection
    from .config import read_settings

    today = date.today()  # noqa: DTZ011 - the day on this machine's own calendar
    added, problems = import_collection(
        collection, _said(**said), read_settings(), today=today, check=not no_check, replacing=replacing
    )
    if as_json:
        cards = {one.card.dataset: str(one.path) for one in added}
        print_json({"added": cards, "refused": [problem.as_dict() for problem in problems]})
    else:
        for one in added:
            click.echo(f"added {one.card.dataset}: {', '.join(one.card.variables)}, {one.card.period}")
        for problem in problems:
            click.echo(f"refused: {problem}")
    if problems:
        sys.exit(1)

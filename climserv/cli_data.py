"""The commands about climate data: what the catalogue holds, whether a file is sound, adding datasets."""

import sys
from pathlib import Path

import click

from .terminal import json_option, print_json


@click.group()
def data():
    """Climate data: what the catalogue holds, and whether a file is sound."""


@data.command("list")
@json_option
def data_list(as_json):
    """The datasets of the catalogue."""
    from .catalogue.catalogue import load_catalogue
    from .data.describing import list_datasets
    from .terminal import print_table

    rows = list_datasets(load_catalogue().cards)
    print_json(rows) if as_json else print_table(rows)


@data.command("show")
@click.argument("dataset")
@json_option
def data_show(dataset, as_json):
    """What one dataset is, and what it can honestly be used for."""
    from .catalogue.catalogue import load_catalogue
    from .data.describing import show_dataset, show_lines

    card = load_catalogue().card(dataset)
    lines = "\n".join(f"{heading}: {text}" for heading, text in show_lines(card))
    print_json(show_dataset(card)) if as_json else click.echo(lines)


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

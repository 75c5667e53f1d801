"""The command about methods: what climserv can compute, and where each way of computing it is described."""

from dataclasses import asdict

import click

from .terminal import json_option, print_json


@click.command()
@click.argument("name", required=False)
@json_option
def methods(name, as_json):
    """What climserv can compute, each with its source; with NAME, how one method is defined."""
    from .methods.table import list_methods
    from .vocabulary.problems import Problem, Refused, did_you_mean

    known = list_methods()
    chosen = [method for method in known if name in (None, method.name)]
    if not chosen:
        names = [method.name for method in known]
        problem = Problem("method.unknown", "methods", "no such method", name, next_step=did_you_mean(name, names))
        raise Refused(problem)
    if as_json:
        print_json([asdict(method) for method in chosen])
    elif name:
        click.echo("\n\n".join(f"{m.name} (climserv.methods.{m.module})\n\n{m.text}" for m in chosen))
    else:
        for method in chosen:
            click.secho(f"{method.module}.{method.name}", bold=True)
            click.echo(click.wrap_text(method.about, 110, "    ", "    "))
            click.echo(click.wrap_text(f"Source: {method.source}", 110, "    ", "    "))

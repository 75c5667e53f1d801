"""The command line. Each command does one thing by calling its room; rooms are imported when they are needed."""

import select
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from . import __version__
from .cli_cases import case
from .cli_data import data
from .cli_methods import methods
from .cli_recipes import recipes
from .terminal import json_option, print_json
from .vocabulary.problems import Refused


class Edge(click.Group):
    """The one place where refusals become lines and exit codes: 2 for wrong use, 1 for what failed."""

    def invoke(self, context):
        try:
            return super().invoke(context)
        except Refused as refusal:
            for problem in refusal.problems:
                click.echo(f"climserv: {problem}", err=True)
            context.exit(2)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            # Who reads no further, as `head` does, has enough: click ends quietly.
            if context.params["debug"] or (isinstance(error, BrokenPipeError) and _nobody_reads()):
                raise
            name = type(error).__name__
            click.echo(f"climserv: this is a fault of climserv, not yours ({name}: {error}).", err=True)
            click.echo("climserv: run it again as `climserv --debug ...` and send what it prints.", err=True)
            context.exit(1)


def _nobody_reads() -> bool:
    """Whether what is printed goes into a pipe that was closed at its other end."""
    ends = select.poll()
    for stream in (sys.stdout, sys.stderr):
        ends.register(stream.fileno(), 0)
    return any(event & select.POLLERR for _, event in ends.poll(0))


def _settings():
    from .config import read_settings

    return read_settings()


@click.group(cls=Edge, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="climserv")
@click.option("--debug", is_flag=True, help="Show where a fault of climserv itself happened.")
def main(debug):
    """Climate services, co-produced: from a decision need to a product people can read."""


main.add_command(case)
main.add_command(data)
main.add_command(methods)
main.add_command(recipes)


@main.command()
@click.option("--no-serve", is_flag=True, help="Make everything, then stop instead of serving.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--open/--no-open", "open_", default=True, help="Open the showcase in this desktop's browser, if it has one."
)
@json_option
def demo(no_serve, host, port, open_, as_json):
    """Set up, load the sample data, match the sample needs, make the showcase products, and serve."""
    from .demo import set_up, set_up_apart
    from .terminal import progress_bar

    settings = _settings()
    if no_serve:
        with progress_bar() as progress:
            made = set_up(settings, progress)
    else:
        # In a process of its own, so that this one, which will serve, never loads the array libraries.
        made = set_up_apart(settings)
    print_json(made.as_dict()) if as_json else click.echo(made.as_text())
    if not no_serve:
        _serve(settings, host, port, made.sign_ins_text(), made.showcase, open_)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on; 0.0.0.0 for a whole hall.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(host, port):
    """Serve the web, with one worker beside it."""
    from .storage.database import upgrade

    settings = _settings()
    upgrade(settings.database)
    _serve(settings, host, port)


def _serve(settings, host, port, after="", showcase="", open_=False):
    from .serving import open_in_browser
    from .serving import serve as serve_web
    from .terminal import site_book

    def ready():
        site_book()
        click.echo(f"climserv is at http://{host}:{port}/   (stop with Ctrl-C)")
        if showcase:
            click.echo(f"the showcase is http://{host}:{port}{showcase}")
        if after:
            click.echo(after)
        if open_:
            open_in_browser(f"http://{host}:{port}{showcase}")

    try:
        serve_web(settings, host, port, ready=ready, log=lambda line: click.echo(line, err=True))
    except OSError as error:
        click.echo(f"climserv: cannot serve on {host}:{port}: {error.strerror}. Choose another with --port.", err=True)
        sys.exit(1)


@main.command()
@click.option("--until-empty", is_flag=True, help="Stop when no job waits.")
@click.option("--beside", type=int, hidden=True, help="Stop when this process is gone.")
def work(until_empty, beside):
    """Take jobs from the queue and compute them; as many of these may run as the machine bears."""
    from .working import work_on_jobs

    work_on_jobs(_settings(), until_empty=until_empty, beside=beside, log=lambda line: click.echo(line, err=True))


@main.command()
@click.argument("recipe")
@click.option(
    "--data",
    "data_",
    multiple=True,
    metavar="ID_OR_PATH",
    help="Dataset, file, folder, pattern ('*.nc') or a,b; may be repeated.",
)
@click.option("--reference", metavar="ID_OR_PATH", help="Observations to adjust to.")
@click.option("--set", "set_", multiple=True, metavar="NAME=QUANTITY", help="Parameter with its unit; may be repeated.")
@click.option("--set-of", metavar="NAME", help="A named set of parameters of this site; --set goes before it.")
@click.option(
    "--area",
    metavar="PLACE_OR_GEOJSON_OR_BBOX",
    help="Place id, site, GeoJSON file, west,south,east,north, or points lon,lat; lon,lat.",
)
@click.option("--period", metavar="Y-Y", help="Years asked about.")
@click.option("--baseline", metavar="Y-Y", help="Years to train on and compare with.")
@click.option("--need", type=click.Path(path_type=Path), help="The need file that the product answers.")
@click.option("--global-means", metavar="PATH", help="Yearly world means (model, scenario, year, tas), warming levels.")
@click.option("--out", type=click.Path(path_type=Path), help="New folder for the product; default: the store.")
@json_option
def run(recipe, data_, reference, set_, set_of, area, period, baseline, need, global_means, out, as_json):
    """Run RECIPE on datasets of the catalogue or on your own files, and write the product."""
    from .books import set_words
    from .ordering import order_from_words
    from .products.making import make_product
    from .products.reading import read_product
    from .terminal import print_product, progress_bar, site_book

    book = site_book()
    if set_of:
        set_ = (*set_words(_settings(), book, recipe, set_of, set_), *set_)
    order = order_from_words(recipe, data_, reference, set_, area, period, baseline, need, book=book)
    order = replace(order, global_means=global_means)
    with progress_bar(quiet=as_json) as progress:
        folder = make_product(order, settings=_settings(), out=out, progress=progress)
    product = read_product(folder)
    print_json({"folder": str(folder), "product": product}) if as_json else print_product(product, folder)


@main.command()
@click.argument("need", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Say the reasons of the offers that cannot serve, too.")
@json_option
def match(need, everything, as_json):
    """Set NEED against every recipe and dataset: a verdict an axis, with reason and remedy."""
    from .matching.matching import match as match_need
    from .terminal import print_match, site_book

    report = match_need(need, recipes=site_book(), today=datetime.now().astimezone().date())
    print_json(report.as_dict()) if as_json else print_match(report, everything)


@main.group()
def product():
    """Product folders: whether they are whole, and whether they can be made again."""


@product.command("verify")
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def product_verify(folder, as_json):
    """Compare every file with its checksum; exit code 1 when one differs."""
    from .products.reading import verify

    problems = verify(folder)
    if as_json:
        print_json([p.as_dict() for p in problems])
    else:
        click.echo("\n".join(str(p) for p in problems) if problems else f"{folder}: whole")
    if problems:
        sys.exit(1)


@product.command("rebuild")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--from-minutes", is_flag=True, help="FOLDER is a file of minutes (web page or Markdown) instead.")
@click.option("--hash", default="", help="Which agreement of the minutes: how its content hash begins.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="New folder for the rebuilt product.")
@click.option("--files", multiple=True, type=click.Path(path_type=Path), help="Folder with the files it was made from.")
def product_rebuild(folder, from_minutes, hash, out, files):
    """Make a product again from its own order, and say whether the numbers are the same; exit code 1 when not."""
    from .products.rebuilding import rebuild, rebuild_agreed

    if from_minutes:
        agreed, differing = rebuild_agreed(folder, out, settings=_settings(), files=files, hash=hash)
        click.echo(f"{out}: {'not ' if differing else ''}what was agreed, content hash {agreed['content_hash']}")
    else:
        differing = rebuild(folder, out, settings=_settings(), files=files)
    click.echo(f"differs: {', '.join(differing)}" if differing else f"{out}: the same, byte for byte")
    if differing:
        sys.exit(1)


@main.group()
def db():
    """The database."""


@db.command("upgrade")
def db_upgrade():
    """Bring the database to this version's tables."""
    from .storage.database import upgrade

    settings = _settings()
    upgrade(settings.database)
    click.echo("the database is up to date")


@main.group()
def user():
    """Accounts."""


@user.command("add")
@click.argument("sign_in")
@click.option("--name", required=True, help="The name that others see.")
@click.option("--role", required=True, type=click.Choice(["member", "meteorologist", "facilitator"]))
@click.option("--organisation", required=True, help="The cooperative or service; made when it is new.")
@click.option("--sector", default="", help="What the organisation works in, such as crops, livestock or water.")
@click.option("--language", default="en", show_default=True)
@click.password_option(help="Asked for when it is not given.")
def user_add(sign_in, name, role, organisation, sector, language, password):
    """Add a person who can sign in."""
    from .working import add_person

    add_person(_settings(), sign_in, name, role, organisation, language, password, sector)
    click.echo(f"{sign_in} can sign in as {role} of {organisation}")

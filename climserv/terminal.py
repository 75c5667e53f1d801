"""What commands print for people: tables, facts, verdicts, and one progress bar."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

_VERDICTS = {
    "meets": "● fits",
    "meets_after_step": "▲ fits after a step",
    "dialogue": "◐ let us talk",
    "cannot": "✕ cannot",
}
_AXES = {"time": "When", "space": "Where", "metric": "What"}


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


def print_json(value: object) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True))


def site_book():
    """The book of this site; which files are left out of it, and why, is told beside the output."""
    from .books import open_book
    from .config import read_settings

    book = open_book(read_settings())
    for problem in book.problems:
        click.echo(f"climserv: left out of the book: {problem}", err=True)
    return book


@contextmanager
def progress_bar(quiet: bool = False) -> Iterator:
    """Yields `report(done, total, text) -> True`: a bar on a terminal, a line at each new step elsewhere."""
    if quiet:
        yield lambda done, total, text: True
        return
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<38}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=1)

        def report(done, total, text):
            bar.update(task, completed=done, total=total, description=text)
            return True

        yield report


def _lines():
    said = None

    def report(done, total, text):
        nonlocal said
        if text != said:
            click.echo(f"  {text}", err=True)
            said = text
        return True

    return report


def print_table(rows: Sequence[Mapping[str, object]]) -> None:
    """Rows of equal keys as aligned columns; the last column may be long."""
    if not rows:
        click.echo("nothing here yet")
        return
    names = list(rows[0])
    cells = [names, *[[_cell(row[name]) for name in names] for row in rows]]
    widths = [max(len(line[i]) for line in cells) for i in range(len(names))]
    for line in cells:
        click.echo("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())


def _cell(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(v) for v in value)
    return "" if value is None else str(value)


def print_facts(facts: Mapping[str, object], indent: int = 0) -> None:
    """Nested facts, one a line."""
    pad = "  " * indent
    for name, value in facts.items():
        if isinstance(value, Mapping):
            click.echo(f"{pad}{name}:")
            print_facts(value, indent + 1)
        elif isinstance(value, (list, tuple)) and any(isinstance(v, Mapping) for v in value):
            click.echo(f"{pad}{name}:")
            for one in value:
                click.echo(f"{pad}  -")
                print_facts(one if isinstance(one, Mapping) else {"": one}, indent + 2)
        else:
            click.echo(f"{pad}{name}: {_cell(value)}")


def print_match(report, everything: bool = False) -> None:
    """The verdicts of a match, best offer first, with reasons and remedies; what cannot serve, a line each."""
    for problem in report.problems:
        click.echo(f"note: {problem}")
    serving = [offer for offer in report.offers if everything or not _cannot(offer)]
    serving = serving or list(report.offers[:1])
    for offer in serving:
        click.echo(f"\n{_offer_name(offer)}")
        for axis, word in _AXES.items():
            _print_verdict(word, offer.verdicts[axis])
    if report.counter_offers:
        click.echo("\nWhat would turn it:")
    for one in report.counter_offers:
        where = f"{one.recipe} on {one.dataset}" + (f", adjusted to {one.reference}" if one.reference else "")
        click.echo(_wrapped(f"{one.words['en']}  -> {_VERDICTS[one.becomes]}, {where}", "  "))
    rest = [offer for offer in report.offers if offer not in serving]
    if rest:
        click.echo(f"\nWhat does not serve ({len(rest)}; --all says why):")
    for offer in rest:
        marks = "  ".join(f"{word} {_VERDICTS[offer.verdicts[axis].value][0]}" for axis, word in _AXES.items())
        click.echo(f"  {marks}  {_offer_name(offer)}")


def _cannot(offer) -> bool:
    return any(verdict.value == "cannot" for verdict in offer.verdicts.values())


def _offer_name(offer) -> str:
    return f"{offer.recipe} on {offer.dataset}" + (f", adjusted to {offer.reference}" if offer.reference else "")


def _print_verdict(word: str, verdict) -> None:
    from .vocabulary.texts import text_in

    reason, remedy = text_in(verdict.reason, "en"), text_in(verdict.remedy, "en")
    click.echo(_wrapped(reason, f"  {word:<6} {_VERDICTS[verdict.value]:<21} "))
    if remedy:
        click.echo(_wrapped(remedy, " " * 31 + "-> "))


def _wrapped(text: str, first: str) -> str:
    return click.wrap_text(text, width=110, initial_indent=first, subsequent_indent=" " * len(first))


def print_product(product: Mapping, folder: Path) -> None:
    """The question, the answer, and where the rest is."""
    from .vocabulary.texts import text_in

    click.echo(text_in(product["title"], "en"))
    click.echo(text_in(product["answer"], "en"))
    if product["made_for_demonstration"]:
        click.echo("Made for demonstration: not real observations.")
    click.echo(f"product: {folder}")

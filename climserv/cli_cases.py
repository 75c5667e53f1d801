"""The commands about cases: what there is, and taking one to a laptop in a hall and home again."""

from pathlib import Path

import click

from .terminal import json_option, print_json


def _opened():
    """The database of the site, and logs to read."""
    from .config import read_settings
    from .storage.cases.case_logs import CaseLogs
    from .storage.database import open_database

    database = open_database(read_settings().database)
    database.refuse_unless_migrated()
    return database, CaseLogs()


@click.group()
def case():
    """Cases: the dialogues between those who decide and those who make climate information."""


@case.command("list")
@json_option
def case_list(as_json):
    """All cases of this site."""
    from .storage.cases.cases import all_cases
    from .terminal import print_table

    database, logs = _opened()
    with database.reading() as session:
        found = all_cases(session, logs)
    rows = [{"case": one.id, "title": one.title, "state": one.state, "opened": f"{one.made:%Y-%m-%d}"} for one in found]
    print_json(rows) if as_json else print_table(rows)


@case.command("export")
@click.argument("case_id", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def case_export(case_id, file, as_json):
    """Write all events of a case to a FILE, to go on elsewhere."""
    from .storage.cases.case_files import export_case

    database, logs = _opened()
    with database.reading() as session:
        content = export_case(session, logs, case_id)
    file.write_bytes(content)
    told = {"case": case_id, "file": str(file), "events": content.count(b"\n") - 1}
    print_json(told) if as_json else click.echo(f"{file}: {told['events']} events of {case_id}")


@case.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@json_option
def case_import(file, as_json):
    """Take in the events of a FILE that `case export` wrote: nothing is lost, nothing is counted twice."""
    from .storage.cases.case_files import import_case

    database, logs = _opened()
    with database.session() as session:
        done = import_case(session, logs, file.read_bytes())
    if as_json:
        print_json(done.as_dict())
        return
    click.echo(f"{done.case_id}: {done.added} new events, {done.known} known, {done.erased} erased")
    if done.conflicts:
        click.echo(f"{done.conflicts} do not go together with what was done here: both stay, to be talked over")

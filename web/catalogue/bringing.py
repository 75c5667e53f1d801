"""Bringing a dataset: upload, the worker's health check, the card filled from the facts, and into the catalogue.

The web only keeps the files and reads what the worker found; it never opens them itself.
"""

import time

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.catalogue.card import Health
from climserv.catalogue.drafting import Said, dataset_id, draft_card, with_folder_name
from climserv.catalogue.quarantine import bring as keep
from climserv.catalogue.quarantine import is_there, sweep, take_in, throw_away
from climserv.catalogue.writing import write_card
from climserv.running.jobs.jobs import Job, Kind, State
from climserv.storage.events import append_event
from climserv.storage.permissions import NotThere, may, refuse_unless
from climserv.uploads import upload_limit
from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.texts import text_in
from climserv.vocabulary.variables import VARIABLES

from ..house import house
from ..languages import language
from ..runs.words import doing
from ..saying import said_message
from . import blueprint
from .asking import FIELDS, Typed, asked_words, field_of
from .findings import shown
from .showing import role_words

MOST_FILES = 40


@blueprint.url_value_preprocessor
def _room_for_files(endpoint: str | None, _values: dict | None) -> None:
    """A form may hold a megabyte; an upload more, from somebody who may. Said before anything of it is read."""
    if endpoint == "catalogue.upload" and request.method == "POST" and may(current_user, "dataset.add"):
        request.max_content_length = upload_limit(house().settings)
        request.max_form_parts = MOST_FILES + 20


@blueprint.get("/bring")
@login_required
def bring() -> str:
    refuse_unless(current_user, "dataset.add")
    return _bring_page([])


@blueprint.post("/bring")
@login_required
def upload() -> Response | tuple[str, int]:
    refuse_unless(current_user, "dataset.add")
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        return _bring_page([_("Choose a file first.")]), 422
    if len(files) > MOST_FILES:
        return _bring_page([_("These are too many files at once; up to %(n)s can be sent.", n=MOST_FILES)]), 422
    quarantine = house().settings.quarantine_folder
    sweep(quarantine, time.time())
    names = [file.filename for file in files]
    try:
        token = keep(quarantine, [(file.filename, file.save) for file in files])
    finally:
        for file in files:
            file.close()
    number = house().jobs.add({"upload": token, "names": names}, by=current_user.id, kind=Kind.CHECK)
    return redirect(url_for("catalogue.brought", job_id=number), 303)


def _bring_page(problems: list[str]) -> str:
    told = [{"field": "files", "text": text} for text in problems]
    limit = upload_limit(house().settings) // 1_000_000
    return render_template("catalogue/bring.html", problems=told, limit=limit)


@blueprint.get("/uploads/<int:job_id>")
@login_required
def brought(job_id: int) -> str:
    job = _check(job_id)
    if job.open:
        ahead = house().jobs.ahead(job.id) if job.state is State.QUEUED else 0
        return render_template("catalogue/checking.html", job=job, names=_names(job), doing=doing(job, ahead))
    return _result_page(job, _first_words(job), [])


@blueprint.post("/uploads/<int:job_id>")
@login_required
def register(job_id: int) -> Response | tuple[str, int]:
    """Take the files in with a card, or throw them away."""
    refuse_unless(current_user, "dataset.add")
    job = _check(job_id)
    quarantine, token = house().settings.quarantine_folder, job.order["upload"]
    if request.form.get("then") == "throw away":
        throw_away(quarantine, token)
        flash(_("The files are thrown away."), "good")
        return redirect(url_for("catalogue.index"), 303)
    typed = Typed({name: request.form.get(name, "").strip()[:2000] for name in FIELDS})
    if not _usable(job):
        return _result_page(job, typed, []), 422
    try:
        card = _taken_in(job, typed)
    except Refused as refused:
        return _result_page(job, typed, list(refused.problems)), 422
    flash(_("It stands in the catalogue now, and every match looks at it."), "good")
    return redirect(url_for("catalogue.show", dataset=card.dataset), 303)


def _taken_in(job: Job, typed: Typed):
    """Draft the card, move the files, write the card, note who did it; `Refused` leaves everything as it was."""
    settings, facts, token = house().settings, job.result["facts"], job.order["upload"]
    problems = []
    if typed["dataset"] in house().catalogue:
        problems.append(Problem("card.twice", "dataset", "a dataset has this id already", typed["dataset"]))
    if typed["reference"] and typed["reference"] not in house().catalogue:
        problems.append(Problem("card.reference", "reference", "there is no such dataset", typed["reference"]))
    counts = job.result["counts"]
    health = Health(checked=house().clock().date().isoformat(), errors=counts["error"], warnings=counts["warning"],
                    notes=counts["note"])  # fmt: skip
    words = {name: typed[name] for name in FIELDS if name != "redistribution"}
    told = Said(**words, redistribution=typed["redistribution"] == "yes", language=language())
    try:
        card = draft_card(facts, told, health=health)
    except Refused as refused:
        problems += refused.problems
    if problems:
        raise Refused(problems)
    card = with_folder_name(card, f"files/{card.dataset}")
    folder = settings.catalogue_folder / "files" / card.dataset
    take_in(settings.quarantine_folder, token, folder)
    try:
        write_card(card, settings.catalogue_folder / "cards")
    except Refused:
        folder.replace(settings.quarantine_folder / token)
        raise
    with house().database.session() as session:
        data = {"files": [file.sha256 for file in card.files], "job": job.id}
        append_event(session, current_user, "dataset", card.dataset, "added", clock=house().clock, data=data)
    return card


def _check(job_id: int) -> Job:
    """The check with this number, for who may bring data."""
    job = house().jobs.see(job_id, current_user)
    if job.kind is not Kind.CHECK:
        raise NotThere(Problem("upload.unknown", "", _("There is no such upload")))
    return job


def _usable(job: Job) -> bool:
    """Whether a card can be written: the check was made, it gave facts, and the files are still there."""
    there = is_there(house().settings.quarantine_folder, job.order["upload"])
    return job.state is State.DONE and bool((job.result or {}).get("facts")) and there


def _names(job: Job) -> str:
    return ", ".join(job.order.get("names", ()))


def _first_words(job: Job) -> Typed:
    """The form as the facts fill it."""
    facts = (job.result or {}).get("facts")
    if not facts:
        return Typed({})
    told, bounds = facts["told"], facts["bounds"]
    return Typed({
        "dataset": dataset_id(facts["files"][0]["path"].split(".")[0]), "role": facts["roles"][0],
        "title": told["title"], "licence": told["licence"][:200], "origin": told["institution"],
        "resolution": facts["resolution"], "effective_resolution": facts["effective"]["value"],
        "bounds": ",".join(f"{value:g}" for value in bounds) if bounds else "",
    })  # fmt: skip


def _result_page(job: Job, typed: Typed, problems: list[Problem]) -> str:
    result = job.result or {}
    wrong: dict[str, list[str]] = {}
    for problem in problems:
        wrong.setdefault(field_of(problem), []).append(asked_words(problem))
    observed = [card for card in house().catalogue if card.role in ("observation", "station")]
    told = [{"field": field, "text": text} for field, texts in wrong.items() for text in texts]
    found, refused = ([shown(one) for one in result.get(name, [])] for name in ("findings", "refused"))
    return render_template(
        "catalogue/brought.html", job=job, names=_names(job), findings=found, refused=refused,
        counts=result.get("counts", {}),
        facts=_facts_in_words(result.get("facts")), message=said_message(job.message), typed=typed, problems=told,
        wrong=wrong, usable=_usable(job), gone=not is_there(house().settings.quarantine_folder, job.order["upload"]),
        roles=role_words(), may_add=may(current_user, "dataset.add"),
        references=[(card.dataset, text_in(card.title, language())) for card in observed],
    )  # fmt: skip


def _facts_in_words(facts: dict | None) -> list[tuple[str, str]]:
    """What the files say of themselves, as (heading, text)."""
    if not facts:
        return []
    names = [text_in(VARIABLES[name].label, language()) for name in facts["variables"]]
    members = [member["id"] for member in facts["members"]] if len(facts["members"]) > 1 else []
    shown = ", ".join(members[:6]) + (_(" and %(n)s more", n=len(members) - 6) if len(members) > 6 else "")
    lines = [
        (_("What it holds"), ", ".join(names)),
        (_("Years"), ", ".join(_years(years) for years in facts["periods"] or [facts["period"]])),
        (_("Places"), str(facts["places"])),
        (_("Calendar"), ", ".join(facts["calendars"])),
        (_("Members"), shown),
    ]
    return [(heading, text) for heading, text in lines if text]


def _years(text: str) -> str:
    """`2001-2001` is one year."""
    first, _dash, last = text.partition("-")
    return first if first == last else text

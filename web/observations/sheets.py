"""A sheet of readings brought as CSV: the same checks as for typed rows, and nothing is lost when one fails."""

import hashlib
from collections.abc import Sequence

from flask import Response, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from climserv.data.gauges.reading_sheets import read_sheet
from climserv.data.gauges.readings import read_rows, today_anywhere
from climserv.storage.observations import Clash, NeedsWord, Recorded, record_readings
from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..house import house
from . import blueprint
from .views import contribute, opened_to_write, say_kept
from .words import told_with_line

MOST_TOLD = 40


@blueprint.get("/<int:series_id>/sheet")
@login_required
def sheet(series_id: int) -> str:
    return _page(opened_to_write(series_id), "")


@blueprint.post("/<int:series_id>/sheet")
@login_required
def brought(series_id: int) -> Response | tuple[str, int]:
    series = opened_to_write(series_id)
    file = request.files.get("file")
    content = file.read() if file and file.filename else request.form.get("text", "").encode()
    text = ""
    try:
        text = _text_of(content)
        kept = _record(series, text)
    except NeedsWord as asked:
        # The tick was given, so it is the word about the why that is missing.
        untold = [Problem("readings.note", "note", "nothing says why")] if _agreed(asked.clashes) else []
        return _page(series, text, untold, asked.clashes), 422
    except Refused as refused:
        return _page(series, text, problems=refused.problems), 422
    contribute(series)
    say_kept(kept)
    return redirect(url_for("observations.show", series_id=series_id) + "#kept", 303)


def _record(series, text: str) -> Recorded:
    rows, unit, problems = read_sheet(text, kind=series.kind, unit=request.form.get("unit", ""))
    refuse_if(problems)
    found, problems = read_rows(rows, kind=series.kind, unit=unit, today=today_anywhere(house().clock()))
    refuse_if(problems)
    if not found:
        raise Refused(Problem("sheet.empty", "sheet", "the sheet holds no readings"))
    about = {
        "source": "csv", "note": request.form.get("note", ""), "on_behalf_of": request.form.get("on_behalf_of", ""),
        "clock": house().clock,
    }  # fmt: skip
    try:
        with house().database.session() as session:
            return record_readings(session, current_user, series.id, found, **about)
    except NeedsWord as asked:
        replacing = any(clash.there is not None for clash in asked.clashes)
        if not _agreed(asked.clashes) or (replacing and not about["note"].strip()):
            raise
        tokens = {clash.token for clash in asked.clashes}
    with house().database.session() as session:
        return record_readings(session, current_user, series.id, found, sure=tokens, **about)


def _text_of(content: bytes) -> str:
    if content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0") or b"\0" in content[:4096]:
        raise Refused(Problem("sheet.excel", "sheet", "this is no text"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:  # Older spreadsheet programs; only names of columns hold such letters.
        return content.decode("cp1252", errors="replace")


def _agreed(clashes: Sequence[Clash]) -> bool:
    """One tick agrees to all that the page told, and to nothing that came since."""
    return request.form.get("sure") == _seal(clashes)


def _seal(clashes: Sequence[Clash]) -> str:
    return hashlib.sha256("\n".join(clash.token for clash in clashes).encode()).hexdigest()


def _page(series, text: str, problems: Sequence[Problem] = (), clashes: Sequence[Clash] = ()) -> str:
    listed = [
        {"field": "note" if problem.where == "note" else "text", "text": told_with_line(problem)}
        for problem in problems[:MOST_TOLD]
    ]
    return render_template(
        "observations/sheet.html", series=series, text=text, problems=listed, more=len(problems) - len(listed),
        clashes=clashes[:MOST_TOLD], more_clashes=max(0, len(clashes) - MOST_TOLD), seal=_seal(clashes),
        given=request.form,
    )  # fmt: skip

"""The pages of observations."""

import csv
import io
from datetime import date, timedelta

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import format_date, format_decimal, ngettext
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.data.gauges.readings import read_rows, today_anywhere
from climserv.storage.accounts import list_organisations
from climserv.storage.contributing import export_contributed
from climserv.storage.observations import (
    NeedsWord,
    begin_series,
    list_readings,
    list_series,
    record_readings,
    see_series,
    series_problems,
    take_back,
    withdraw_series,
    writable_series,
)
from climserv.storage.permissions import may, reach, refuse_unless
from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.spreadsheets import as_text

from ..house import house
from . import blueprint
from .forms import (
    TypedRow,
    days_from,
    empty_rows,
    mark_problems,
    mark_questions,
    rows_to_read,
    series_of_form,
    tick_or_amount,
    typed_rows,
    waiting_days,
)
from .words import told

SHOWN = 31


@blueprint.app_template_filter("as_day")
def as_day(day: date) -> str:
    return format_date(day, "d MMM y")


@blueprint.app_template_filter("as_amount")
def as_amount(number: float) -> str:
    """A number as the reader's language writes it."""
    return format_decimal(number)


@blueprint.get("/")
@login_required
def index() -> str:
    refuse_unless(current_user, "readings.see", current_user.organisation_id)
    with house().database.reading() as session:
        rows = list_series(session, current_user)
    everybody = reach(current_user, "readings.see") == "all"
    writer = reach(current_user, "readings.write") != "no"
    return render_template("observations/index.html", rows=rows, all_groups=everybody, writer=writer)


@blueprint.get("/new")
@login_required
def new() -> str:
    _refuse_unless_writer()
    return _series_page({"kind": request.args.get("kind", "rain_gauge"), "dated": "reading"}, [])


@blueprint.post("/new")
@login_required
def create() -> Response | tuple[str, int]:
    _refuse_unless_writer()
    described, problems = series_of_form(request.form)
    owner = request.form.get("organisation", type=int) if _for_all() else None
    numbers = {problem.where for problem in problems}
    problems += [problem for problem in series_problems(described) if problem.where not in numbers]
    if _for_all() and owner is None:
        problems.append(Problem("series.organisation", "organisation", "no organisation is chosen"))
    if not problems:
        try:
            with house().database.session() as session:
                series = begin_series(session, current_user, described, organisation_id=owner, clock=house().clock)
        except Refused as refused:
            problems = list(refused.problems)
    if problems:
        return _series_page(request.form.to_dict(), problems), 422
    flash(_("It is written down. Now its readings can be typed."), "good")
    return redirect(url_for("observations.show", series_id=series.id), 303)


@blueprint.get("/<int:series_id>")
@login_required
def show(series_id: int) -> str:
    series, readings = _opened(series_id)
    return _page(series, readings, empty_rows(_days_to_type(series, readings)))


@blueprint.post("/<int:series_id>")
@login_required
def record(series_id: int) -> Response | tuple[str, int]:
    series = opened_to_write(series_id)
    rows, unit = typed_rows(request.form), request.form.get("unit", "")
    found, problems = read_rows(rows_to_read(rows), kind=series.kind, unit=unit, today=today_anywhere(house().clock()))
    problems = tick_or_amount(rows) + problems
    agreed = request.form.getlist("sure")
    if not problems and not found:
        problems = [Problem("readings.none", "value.1", "nothing is typed")]
    if not problems:
        try:
            kept = _record(series_id, found, set(agreed))
        except NeedsWord as asked:
            mark_questions(rows, asked.clashes, agreed)
        except Refused as refused:
            problems = list(refused.problems)
            _ask_again(series_id, found, rows, agreed)
        else:
            contribute(series)
            say_kept(kept)
            return redirect(_onwards(series_id, [reading.day for _where, reading in found]), 303)
    listed = mark_problems(rows, problems)
    series, readings = _opened(series_id)
    return _page(series, readings, rows, listed), 422


def _record(series_id: int, found: list, sure: set[str]):
    with house().database.session() as session:
        return record_readings(
            session, current_user, series_id, found, sure=sure, note=request.form.get("note", ""),
            source="paper" if request.form.get("paper") else "screen",
            on_behalf_of=request.form.get("on_behalf_of", ""), clock=house().clock,
        )  # fmt: skip


def _ask_again(series_id: int, found: list, rows: list[TypedRow], agreed: list[str]) -> None:
    """The questions that were answered stay on the page, ticked, while something else is mended."""
    try:
        _record(series_id, found, set())
    except NeedsWord as asked:
        mark_questions(rows, asked.clashes, agreed)
    except Refused:
        pass  # Told already.


@blueprint.post("/<int:series_id>/taken-back")
@login_required
def taken_back(series_id: int) -> Response:
    numbers = [int(number) for number in request.form.getlist("reading") if number.isascii() and number.isdigit()]
    with house().database.session() as session:
        series = writable_series(session, current_user, series_id)
        gone = take_back(session, current_user, series_id, numbers[:1000], reason=request.form.get("reason", ""),
                         clock=house().clock)  # fmt: skip
    contribute(series)
    if gone:
        flash(ngettext("One reading is taken back.", "%(num)s readings are taken back.", gone), "good")
    else:
        flash(_("No reading was ticked."), "bad")
    return redirect(url_for("observations.show", series_id=series_id) + "#kept", 303)


@blueprint.get("/<int:series_id>/withdraw")
@login_required
def withdraw(series_id: int) -> str:
    series, readings = _opened(series_id)
    refuse_unless(current_user, "readings.write", series.organisation_id)
    return render_template("observations/withdraw.html", series=series, count=len(readings), wrong="")


@blueprint.post("/<int:series_id>/withdraw")
@login_required
def withdrawn(series_id: int) -> Response | tuple[str, int]:
    if not request.form.get("agreed"):
        series, readings = _opened(series_id)
        wrong = _("Tick the box if you mean it.")
        return render_template("observations/withdraw.html", series=series, count=len(readings), wrong=wrong), 422
    with house().database.session() as session:
        series = writable_series(session, current_user, series_id)
        withdraw_series(session, current_user, series_id, reason=request.form.get("reason", ""), clock=house().clock)
    contribute(series)
    flash(
        _("Withdrawn. The readings of %(place)s are deleted, and no later run uses them.", place=series.place), "good"
    )
    return redirect(url_for("observations.index"), 303)


@blueprint.get("/<int:series_id>/readings.csv")
@login_required
def export(series_id: int) -> Response:
    """The readings as their group wrote them, to keep at home or to mend in a spreadsheet and bring back."""
    series, readings = _opened(series_id)
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    rain = series.kind == "rain_gauge"
    lines.writerow(("date", "rain (mm)", "flag") if rain else ("date", "crop"))
    for row in reversed(readings):
        amount = "trace" if row.flag == "trace" else f"{row.mm:g}" if rain else ""
        lines.writerow((row.day.isoformat(), amount, row.flag) if rain else (row.day.isoformat(), as_text(row.what)))
    answer = Response(text.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="readings-{series.id}.csv"'
    return answer


def contribute(series) -> None:
    """Write the dataset of the group anew. What was stored stays stored when that fails; the worker tries again."""
    try:
        export_contributed(house().database, series.organisation_id, house().settings.instance)
    except OSError:
        current_app.logger.exception(
            "the contributed dataset of organisation %s is not written", series.organisation_id
        )
        flash(_("It is kept, but the dataset made of it could not be written. Tell who looks after this site."), "bad")


def say_kept(kept) -> None:
    if kept.added:
        flash(ngettext("One reading is kept.", "%(num)s readings are kept.", kept.added), "good")
    if kept.replaced:
        flash(ngettext("One reading is replaced.", "%(num)s readings are replaced.", kept.replaced), "good")
    if kept.same:
        flash(ngettext("One reading was there already.", "%(num)s readings were there already.", kept.same), "good")


def opened_to_write(series_id: int):
    series, _readings = _opened(series_id)
    refuse_unless(current_user, "readings.write", series.organisation_id)
    return series


def _opened(series_id: int) -> tuple:
    with house().database.reading() as session:
        series = see_series(session, current_user, series_id)
        return series, list_readings(session, series_id)


def _page(series, readings, rows: list[TypedRow], problems: list[dict] = ()) -> str:
    form = request.form
    last_unit = next((row.unit for row in readings), "mm") if series.kind == "rain_gauge" else ""
    return render_template(
        "observations/show.html", series=series, rows=rows, problems=problems, readings=readings[:SHOWN],
        count=len(readings), asked=next((row.number for row in rows if row.asked), None),
        replacing=any(question["there"] is not None for row in rows for question in row.asked),
        unit=form.get("unit", last_unit),
        note=form.get("note", ""), on_behalf_of=form.get("on_behalf_of", ""), paper=bool(form.get("paper")),
        begun=request.values.get("from", ""), writer=may(current_user, "readings.write", series.organisation_id),
        today=house().clock().date().isoformat(),
    )  # fmt: skip


def _days_to_type(series, readings) -> list[date]:
    if series.kind != "rain_gauge":
        return []
    last = house().clock().date()
    try:
        return days_from(date.fromisoformat(request.args.get("from", "")), last)
    except ValueError:
        return waiting_days(last, (row.day for row in readings))


def _onwards(series_id: int, days: list[date]) -> str:
    """Back to the page; who types off an old sheet goes on where they stopped."""
    following = (max(days) + timedelta(days=1)).isoformat() if request.form.get("from") else None
    return url_for("observations.show", series_id=series_id, **({"from": following} if following else {}))


def _series_page(given: dict, problems: list[Problem]) -> str:
    groups = []
    if _for_all():
        with house().database.reading() as session:
            groups = list_organisations(session)
    wrong: dict[str, list[str]] = {}
    for problem in problems:
        wrong.setdefault(problem.where, []).append(told(problem))
    listed = [{"field": problem.where, "text": told(problem)} for problem in problems]
    return render_template("observations/new.html", given=given, wrong=wrong, problems=listed, groups=groups)


def _for_all() -> bool:
    return reach(current_user, "readings.write") == "all"


def _refuse_unless_writer() -> None:
    if reach(current_user, "readings.write") == "no":
        refuse_unless(current_user, "readings.write")


from . import sheets  # noqa: E402, F401 - the pages of sheets stand on those above

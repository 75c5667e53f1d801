"""What goes out about an answer: by each way and in each language, in words that people change, check and read back."""

from datetime import date, timedelta
from pathlib import Path

from flask import Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.dialogue.subjects import Kind, Subject, with_hash
from climserv.coproduction.looking_back.messages import Channel, Message, message_id
from climserv.coproduction.people.people import Person
from climserv.products.channels import CHANNELS, as_html, first_words, minutes_aloud, numbers_of
from climserv.products.day_notes import day_note, refuse_unfallen, rules_on_the_day
from climserv.products.words.words import CHECKED
from climserv.storage.observations import list_readings, list_series
from climserv.storage.products import get_product
from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.told_numbers import told_numbers

from ..cases.telling import name_of
from ..cases.who import does, here, values_of
from ..deciding import made_of
from ..house import house
from ..languages import language
from ..languages import name_of as language_name
from ..saying import said
from . import blueprint
from .attributing import others, whose
from .words import CHANNEL_NAMES, MESSAGE_STATES

FORMS = {"txt": "text/plain", "html": "text/html"}


@blueprint.get("/<case_id>/messages")
def messages(case_id: str) -> str:
    return _page(case_id)


@blueprint.post("/<case_id>/messages")
def draft_message(case_id: str) -> Response | tuple[str, int]:
    """The house proposes the words; people who speak another language write theirs."""
    form = request.form
    product, way = form.get("product", ""), form.get("way", "")
    language = form.get("other_language", "").strip().lower()[:12] or form.get("language", "")
    try:
        with house().database.reading() as session:
            state, _me = here(session, case_id)
            record, folder = _record(session, state, product)
        text = form.get("text", "").strip()
        if not text and way in CHANNELS and language in CHECKED:
            text = first_words(record, folder, way, language)
        data = {"text": text, "numbers": numbers_of(record)}
        does(case_id, "message", "draft", message_id(product, way, language), data=data, **whose(form))
    except Refused as refused:
        return _page(case_id, refused.problems), 422
    return _back(case_id)


@blueprint.post("/<case_id>/messages/notes")
def draft_note(case_id: str) -> Response | tuple[str, int]:
    """Rain to plant has fallen at a gauge: a note of the day, by a rule that needs no later day."""
    form = request.form
    rule, language = form.get("rule", ""), form.get("language", "en")
    try:
        day = _day(form.get("day", ""))
        with house().database.reading() as session:
            state, _me = here(session, case_id)
            record, _folder = _record(session, state, form.get("product", ""))
            place = form.get("place", "") or record["area"]["places"][0]["name"]
            gauge = values_of(form, "gauge").get("gauge", "") or place
            caught = _caught(session, gauge)
        text = day_note(record, rule, place, day, gauge, language)
        refuse_unfallen(record, rule, day, gauge, caught)
        data = {"text": text, "numbers": [*numbers_of(record), *told_numbers(text)],
                "advice": [_as_tabled(record, rule)]}  # fmt: skip
        named = message_id(form.get("product", ""), Channel.NOTE, language, day.isoformat())
        does(case_id, "message", "draft", named, data=data, **whose(form))
    except Refused as refused:
        return _page(case_id, refused.problems), 422
    return _back(case_id)


@blueprint.post("/<case_id>/messages/<message>")
def act_on_message(case_id: str, message: str) -> Response | tuple[str, int]:
    """Other words, read by another, read back by some, sent."""
    form, action = request.form, request.form.get("action", "")
    with house().database.reading() as session:
        state, _me = here(session, case_id)
    kept = _found(state, message).latest.content
    data: dict = {}
    if action == "edit":
        data = {"text": form.get("text", "").strip(), "numbers": kept.get("numbers", []),
                "advice": kept.get("advice", [])}  # fmt: skip
    if action == "read_back":
        counts = {name: form.get(name, type=int) for name in ("asked", "understood")}
        data = {**counts, **values_of(form, "to", "heard")}
    try:
        does(case_id, "message", action, message, data=data, reason=form.get("reason", ""), **whose(form))
    except Refused as refused:
        return _page(case_id, refused.problems, message), 422
    return _back(case_id)


@blueprint.get("/<case_id>/messages/<message>.<form>")
def take_message(case_id: str, message: str, form: str) -> Response:
    """The words alone, as plain text or as a page to print."""
    if form not in FORMS:
        abort(404)
    with house().database.reading() as session:
        state, _me = here(session, case_id)
    found = _found(state, message)
    text = found.text.strip() + "\n"
    answer = Response(as_html(text, found.language) if form == "html" else text, mimetype=FORMS[form])
    name = f"{found.channel}-{found.language}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(case_id: str, problems=(), refused: str = "") -> str:
    """All messages, and the forms; what was typed and refused stands in its form still."""
    with house().database.reading() as session:
        state, me = here(session, case_id)
        products = [one for subject in state.of(Subject).values() if (one := _product(session, subject))]
    found = sorted(state.of(Message).values(), key=lambda one: (one.channel, one.language, one.made))
    return render_template(
        "sheets/messages.html", case=state.find(Case, case_id), products=products, channels=CHANNEL_NAMES,
        ways=CHANNELS, languages=[(code, language_name(code, language())) for code in CHECKED],
        people=others(state, me), messages=[_told(state, one, me) for one in found if one.latest],
        may="draft" in possible(state, "message", "", me.id), problems=[said(one) for one in problems],
        typed=request.form, refused=refused,
    )  # fmt: skip


def _caught(session: Session, gauge: str) -> dict[date, float]:
    """Rain by the day on which it fell [mm], as the one gauge of this name that the reader may see caught it."""
    name = gauge.strip().casefold()
    found = [one for one, _count, _last in list_series(session, current_user)
             if one.kind == "rain_gauge" and one.place.casefold() == name]  # fmt: skip
    if len(found) != 1:
        return {}
    # A reading of the morning tells of the day before.
    back = timedelta(days=1 if found[0].dated == "reading" else 0)
    return {one.day - back: one.mm for one in list_readings(session, found[0].id) if one.mm is not None}


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        what, mend = _("the day cannot be read"), _("Write the day on which the rain was there")
        raise Refused(Problem("note.day", "day", what, typed, "", mend)) from None


def _back(case_id: str) -> Response:
    return redirect(url_for("sheets.messages", case_id=case_id), 303)


def _found(state, message: str) -> Message:
    found = state.find(Message, message)
    if found is None or found.latest is None:
        abort(404)
    return found


def _product(session, subject: Subject) -> dict | None:
    """A product on the table that can be told of: its version, its places, and rules that may speak of today."""
    if subject.kind != Kind.PRODUCT or subject.fixed is None:
        return None
    product = made_of.product_of(session, subject.fixed.content)
    if product is None:
        return None
    record = product[1]
    rules = rules_on_the_day(record) if record.get("looks_ahead") else {}
    return {"title": subject.title, "hash": subject.fixed.hash, "number": subject.fixed.number, "rules": list(rules),
            "places": [one["name"] for one in record["area"]["places"]]}  # fmt: skip


def _record(session, state, version: str):
    """The record and the folder of the product of a version on the table."""
    known = with_hash(state, version)
    product = made_of.product_of(session, known[1].content) if known else None
    if product is None:
        raise Refused(Problem("message.no_answer", "", _("there is no such answer on the table"), "", "",
                              _("Choose one that lies there and has been made")))  # fmt: skip
    return product[1], Path(get_product(session, product[0]).folder)


def _as_tabled(record, rule: str) -> str:
    """What the table calls an output: the main one by the code of its metric."""
    return rule if any(one["name"] == rule for one in record.get("others", ())) else record["metric"]["code"]


def _told(state, one: Message, me: Person) -> dict:
    made = with_hash(state, one.product)
    heard = one.last_read_back
    return {
        "it": one, "channel": CHANNEL_NAMES.get(one.channel, one.channel),
        "language": language_name(one.language, language()),
        "state_word": MESSAGE_STATES[one.state], "by": name_of(state, one.latest.by),
        "product": made[0].title if made else "", "number": made[1].number if made else 0, "hash": one.tips[-1],
        "heard": heard, "seconds": round(60 * minutes_aloud(one.text)), "letters": len(one.text.strip()),
        "actions": possible(state, "message", one.id, me.id),
    }  # fmt: skip

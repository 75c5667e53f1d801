"""The nearest that can be done: counter-offers on a page of their own, taken by a press, and taken back by another."""

import hashlib
import json

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.matching.changes import changed_record
from climserv.matching.counter_offers import CounterOffer
from climserv.needs.loading import need_from_dict
from climserv.storage.events import append_event, history
from climserv.storage.models import NeedVersion
from climserv.storage.needs.needs import get_need, may_edit, save_need, see_need
from climserv.storage.permissions import refuse_unless
from climserv.vocabulary.texts import text_in

from ..errors import sign_in_unless_open
from ..house import house
from ..languages import language
from ..needs.reading_aloud import title_of
from . import blueprint
from .showing import report_of

TAKEN, TAKEN_BACK = "took_counter_offer", "took_back"


@blueprint.get("/<need_id>/match/nearest")
@sign_in_unless_open
def nearest(need_id: str) -> str:
    """What could be met after the smallest changes; for the script only the part that it puts into the match."""
    with house().database.reading() as session:
        saved = see_need(session, current_user, need_id)
    need, _problems = need_from_dict(saved.record)
    page = "matches/nearest_list.html" if request.args.get("part") else "matches/nearest.html"
    return render_template(
        page, need_id=need_id, title=title_of(need), version=saved.number, may_edit=may_edit(current_user, saved),
        offers=[_shown(one) for one in offered(saved)],
    )  # fmt: skip


@blueprint.post("/<need_id>/match/nearest")
@login_required
def take(need_id: str) -> Response:
    """A new version of the need with exactly the changes of one counter-offer."""
    with house().database.reading() as session:
        saved = see_need(session, current_user, need_id)
    refuse_unless(current_user, "need.write", saved.need.organisation_id)
    wanted = request.form.get("offer", "")
    chosen = next((one for one in offered(saved) if key_of(one) == wanted and can_be_written(one)), None)
    if chosen is None or request.form.get("version", type=int) != saved.number:
        flash(_("The need has changed since this page was opened. Look again at what fits now."), "bad")
        return redirect(url_for("matches.show", need_id=need_id), 303)
    words = text_in(chosen.words, language())
    with house().database.session() as session:
        record = changed_record(saved.record, chosen.changes)
        newer = save_need(session, current_user, record, need_id, from_version=saved.number, clock=house().clock)
        append_event(session, current_user, "need", need_id, TAKEN, clock=house().clock, version=newer.number,
                     reason=words, data={"words": chosen.words, "before": saved.number})  # fmt: skip
    flash(_("Saved, as version %(n)s", n=newer.number), "good")
    return redirect(url_for("matches.show", need_id=need_id), 303)


@blueprint.post("/<need_id>/match/back")
@login_required
def take_back(need_id: str) -> Response:
    """The need as it was before a counter-offer was taken, as its newest version; nothing is thrown away."""
    with house().database.session() as session:
        saved = see_need(session, current_user, need_id)
        refuse_unless(current_user, "need.write", saved.need.organisation_id)
        taken = taken_offer(session, saved)
        if taken is None or request.form.get("version", type=int) != saved.number:
            flash(_("The need has changed since this page was opened. Look again at what fits now."), "bad")
            return redirect(url_for("matches.show", need_id=need_id), 303)
        before = get_need(session, need_id, taken["before"])
        newer = save_need(session, current_user, before.record, need_id, from_version=saved.number, clock=house().clock)
        append_event(session, current_user, "need", need_id, TAKEN_BACK, clock=house().clock, version=newer.number,
                     data={"before": saved.number})  # fmt: skip
    flash(_("Taken back: it says again what version %(n)s said.", n=before.number), "good")
    return redirect(url_for("matches.show", need_id=need_id), 303)


def taken_offer(session, saved: NeedVersion) -> dict | None:
    """The counter-offer that the newest version was made by, in words; None where it was written otherwise."""
    found = [one for one in history(session, "need", saved.need_id)
             if one.action == TAKEN and one.version == saved.number]  # fmt: skip
    if not found:
        return None
    return {"words": text_in(found[-1].data["words"], language()), "before": found[-1].data["before"]}


def offered(saved: NeedVersion) -> list[CounterOffer]:
    """The counter-offers of a version, sought once a day for what is on the shelf now."""

    def seek() -> list[CounterOffer]:
        need, _problems = need_from_dict(saved.record)
        return report_of(need).counter_offers

    return house().remembered(("nearest", saved.need_id, saved.number, house().clock().date()), seek)


def key_of(one: CounterOffer) -> str:
    """A short name for exactly these changes."""
    sets = sorted((path, value) for change in one.changes for path, value in change.sets)
    return hashlib.sha256(json.dumps([one.recipe, one.dataset, sets]).encode()).hexdigest()[:16]


def can_be_written(one: CounterOffer) -> bool:
    """Readings that are still to be made come by measuring, not by writing."""
    return all(change.brings is None for change in one.changes)


def _shown(one: CounterOffer) -> dict:
    book, cards = house().book, house().catalogue
    recipe, card = book.recipe(one.recipe), next((card for card in cards if card.dataset == one.dataset), None)
    return {
        "key": key_of(one), "words": [text_in(change.words, language()) for change in one.changes],
        "said": text_in(one.words, language()),
        "becomes": one.becomes, "writable": can_be_written(one), "recipe": text_in(recipe.title, language()),
        "data": text_in(card.title, language()) if card else _("your own readings"),
    }  # fmt: skip

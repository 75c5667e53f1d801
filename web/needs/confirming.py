"""The read-back: the need in plain sentences, large; and the yes of another person of its group."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.needs.loading import need_from_dict
from climserv.needs.missing import agenda, missing
from climserv.needs.standing import CONFIRMED, is_guess
from climserv.storage.needs.need_confirming import confirm_need
from climserv.storage.needs.needs import may_edit, see_need
from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.texts import plain_word

from ..errors import sign_in_unless_open
from ..house import house
from ..languages import language
from ..places.drawing import where_of
from . import blueprint
from .choices import SAID_BY
from .reading_aloud import deadline_words, parts_of, title_of
from .showing import told
from .standing import as_it_stands, standing_of_version


@blueprint.get("/<need_id>/read")
@sign_in_unless_open
def read_back(need_id: str) -> str:
    return _page(need_id, [])


@blueprint.post("/<need_id>/read")
@login_required
def confirm(need_id: str) -> Response | tuple[str, int]:
    """One's own yes, or the yes of somebody named, with the way it came by."""
    for_other = request.form.get("who") == "other"
    name = request.form.get("on_behalf_of", "").strip() if for_other else ""
    channel = request.form.get("channel", "") if for_other else "screen"
    if for_other and not name:
        return _page(need_id, [Problem("confirm.name", "on_behalf_of", _("Say who said that it is right"))]), 422
    if for_other and channel not in dict(SAID_BY):
        return _page(need_id, [Problem("confirm.channel", "channel", _("Say how the yes came"))]), 422
    # Who gives their own name speaks for themselves.
    name = "" if plain_word(name) == plain_word(current_user.name) else name
    try:
        with house().database.session() as session:
            state = confirm_need(
                session, current_user, need_id, request.form.get("version", 0, type=int), on_behalf_of=name,
                channel=channel, clock=house().clock,
            )  # fmt: skip
    except Refused as refused:
        if not any(one.code.startswith("need.confirm") for one in refused.problems):
            raise
        return _page(need_id, list(refused.problems)), 422
    if state == CONFIRMED:
        flash(_("Confirmed. Thank you: this is what the group means."), "good")
    else:
        flash(_("Noted. It stays a draft until somebody other than its writer says that it is right."), "bad")
    return redirect(url_for("needs.read_back", need_id=need_id), 303)


def _page(need_id: str, problems: list[Problem]) -> str:
    with house().database.reading() as session:
        saved = see_need(session, current_user, need_id)
        standing = standing_of_version(session, saved)
    need = as_it_stands(need_from_dict(saved.record)[0], standing)
    when = format_datetime(standing.when, "d MMMM y, HH:mm") if standing.when else ""
    return render_template(
        "needs/read.html", need_id=need_id, version=saved.number, title=title_of(need), parts=parts_of(need),
        where=where_of(need, house().places, language()),
        deadline=deadline_words(need), standing=standing, when=when, ways=SAID_BY, guess=is_guess(need),
        mine=may_edit(current_user, saved), wrote_it=saved.saved_by == getattr(current_user, "id", None),
        organisation=saved.need.organisation.name, agenda=agenda(need, language()),
        gaps=[gap for gap in missing(need, "confirm") if gap.field != "origin.confirmed_by"],
        problems=[{"field": problem.where, "text": told(problem)} for problem in problems],
        typed={name: request.form.get(name, "") for name in ("on_behalf_of", "channel")},
        way=str(dict(SAID_BY).get(standing.channel, "")),
    )  # fmt: skip

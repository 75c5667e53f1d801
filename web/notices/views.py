"""The news of a group, and noting that somebody has seen them."""

from flask import Response, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from climserv.storage.notices import notices_for, see, unseen

from ..house import house
from ..security import safe_next
from . import blueprint
from .words import told

# So many stand on the first page; the others are one press away.
FIRST = 3


@blueprint.get("/")
@login_required
def index() -> str:
    with house().database.reading() as session:
        rows = [{**told(session, notice), "seen": seen} for notice, seen in notices_for(session, current_user)]
    return render_template("notices/index.html", rows=rows)


@blueprint.post("/seen")
@login_required
def seen() -> Response:
    """These have been seen by this person; others of the group still find them new."""
    ids = [int(text) for text in request.form.getlist("notice") if text.isdigit() and len(text) < 10]
    with house().database.session() as session:
        see(session, current_user, ids, clock=house().clock)
    return redirect(safe_next(request.form.get("next"), url_for("notices.index")), 303)


@blueprint.app_template_global("news")
def news() -> dict:
    """What the reader has not seen: the newest in words, how many there are, and the numbers of all that are shown."""
    if not current_user.is_authenticated:
        return {"rows": [], "more": 0}
    with house().database.reading() as session:
        new = unseen(session, current_user)
        return {"rows": [told(session, notice) for notice in new[:FIRST]], "more": max(0, len(new) - FIRST)}

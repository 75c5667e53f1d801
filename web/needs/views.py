"""The list of needs, the page of one, and needs as files."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.needs.loading import dump_need, need_from_dict, need_from_text, need_to_dict
from climserv.needs.missing import STEPS, agenda, missing
from climserv.needs.sharing import as_others_read_it
from climserv.needs.standing import contradictions
from climserv.storage.needs.need_lineage import children_of, parents_of
from climserv.storage.needs.needs import list_needs, may_edit, save_need, see_need
from climserv.storage.permissions import refuse_unless
from climserv.storage.products import list_products_of_need
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.texts import text_in

from ..errors import sign_in_unless_open
from ..house import house
from ..languages import language
from ..places.drawing import where_of
from . import blueprint
from .asking import id_from, onwards
from .form import field_of_problem
from .reading_aloud import deadline_words, parts_of, title_of
from .screens import ROUNDS, SCREENS, screen_of
from .showing import is_answered, may_be_asked, next_open, told
from .standing import as_it_stands, standing_of_version


@blueprint.app_template_filter("in_language")
def in_language(texts) -> str:
    """The text of a table of languages in the language of the page."""
    return text_in(texts, language())


@blueprint.get("/")
@login_required
def index() -> str:
    with house().database.reading() as session:
        rows = [_listed(session, version) for version in list_needs(session, current_user)]
    return render_template("needs/index.html", rows=rows, member=current_user.role == "member")


def _listed(session, version) -> dict:
    need, _problems = need_from_dict(version.record)
    return {
        "id": version.need_id, "title": title_of(need), "organisation": version.need.organisation.name,
        "version": version.number, "saved": format_datetime(version.saved_at, "d MMMM y, HH:mm"),
        "mine": may_edit(current_user, version), "gaps": len(missing(need, "product")),
        "standing": standing_of_version(session, version),
        "product": next(iter(list_products_of_need(session, version.need_id)), None),
    }  # fmt: skip


@blueprint.get("/<need_id>")
@sign_in_unless_open
def edit(need_id: str) -> str | Response:
    """The page of a need for its group: what it says, how it stands, what is missing, and the way on."""
    with house().database.reading() as session:
        saved = see_need(session, current_user, need_id)
        standing = standing_of_version(session, saved)
        family = _family(session, need_id)
    if not may_edit(current_user, saved):
        return redirect(url_for("matches.show", need_id=need_id))
    if wanted := screen_of(request.args.get("field", "")):
        anchor = field_of_problem(request.args["field"], "")
        return redirect(url_for("needs.ask", need_id=need_id, screen_id=wanted, _anchor=anchor))
    need, problems = need_from_dict(saved.record)
    need = as_it_stands(need, standing)
    return render_template(
        "needs/show.html", need_id=need_id, version=saved.number, title=title_of(need), parts=parts_of(need),
        where=where_of(need, house().places, language()),
        standing=standing, deadline=deadline_words(need), steps=_steps(need), agenda=agenda(need, language()),
        rounds=_rounds(saved.record), go_on=next_open(saved.record), family=family, differ=need.differences,
        contradictions=[
            {"text": told(one), "screen": screen_of(one.where)} for one in (*problems, *contradictions(need))
        ],
    )  # fmt: skip


def _steps(need) -> list[dict]:
    """What is missing for which step, each with the screen where it is said."""
    found: dict[str, list[dict]] = {}
    for gap in missing(need):
        screen = "" if gap.field == "origin.confirmed_by" else screen_of(gap.field)
        found.setdefault(gap.step, []).append(
            {
                "words": text_in(gap.words, language()),
                "screen": screen,
                "agenda": gap.agenda,
                "anchor": field_of_problem(gap.field, need.metric.is_ or ""),
            }
        )
    return [{"name": text_in(STEPS[step], language()), "gaps": gaps} for step, gaps in found.items()]


def _rounds(record) -> list[dict]:
    """Every screen with whether it is answered; those that cannot be asked yet are left out."""
    return [
        {"name": name, "screens": [
            {"id": screen.id, "heading": screen.heading, "state": is_answered(screen, record)}
            for screen in SCREENS.values() if screen.round == code and may_be_asked(screen, record)
        ]} for code, name in ROUNDS.items()
    ]  # fmt: skip


def _family(session, need_id: str) -> dict[str, list]:
    """What the need was made of, and what was made of it; of those only what the reader may see is named."""
    titles = {one.need_id: title_of(need_from_dict(one.record)[0]) for one in list_needs(session, current_user)}

    def named(rows, which: str) -> list[dict]:
        return [
            {"id": getattr(row, which), "title": titles[getattr(row, which)], "how": row.how}
            for row in rows if getattr(row, which) in titles
        ]  # fmt: skip

    return {"parents": named(parents_of(session, need_id), "parent_id"),
            "children": named(children_of(session, need_id), "child_id")}  # fmt: skip


@blueprint.get("/bring")
@login_required
def bring() -> str:
    refuse_unless(current_user, "need.write", current_user.organisation_id)
    return render_template("needs/bring.html", text="", problems=[])


@blueprint.post("/bring")
@login_required
def brought() -> Response | tuple[str, int]:
    refuse_unless(current_user, "need.write", current_user.organisation_id)
    file = request.files.get("file")
    content = file.read() if file and file.filename else request.form.get("text", "").encode()
    try:
        need = need_from_text(content, where=_("The file") if file and file.filename else _("The text"))
        with house().database.session() as session:
            record = {**need_to_dict(need), "need": id_from(need.need)}
            saved = save_need(session, current_user, record, clock=house().clock, channel="file")
    except Refused as refused:
        problems = [{"field": "text", "text": str(problem)} for problem in refused.problems]
        text = content.decode("utf-8", errors="replace").replace("\x00", "")
        return render_template("needs/bring.html", text=text, problems=problems), 422
    return onwards(saved, None)


@blueprint.get("/<need_id>/need.yaml")
@sign_in_unless_open
def export(need_id: str) -> Response:
    with house().database.reading() as session:
        saved = see_need(session, current_user, need_id)
    need, _problems = need_from_dict(saved.record)
    # What a group keeps within itself goes with nobody else's copy.
    need = need if may_edit(current_user, saved) else as_others_read_it(need)
    answer = Response(dump_need(need), mimetype="text/yaml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{need_id}.yaml"'
    return answer


@blueprint.post("/<need_id>/settled")
@login_required
def settled(need_id: str) -> Response:
    """What merged needs said otherwise about one field has been talked over: what stands is kept."""
    field = request.form.get("field", "")
    with house().database.session() as session:
        saved = see_need(session, current_user, need_id)
        refuse_unless(current_user, "need.write", saved.need.organisation_id)
        kept = [one for one in saved.record.get("differences", ()) if one.get("field") != field]
        record = {name: part for name, part in saved.record.items() if name != "differences"}
        save_need(session, current_user, record | ({"differences": kept} if kept else {}), need_id,
                  from_version=saved.number, clock=house().clock)  # fmt: skip
    flash(_("Settled, and kept in the history."), "good")
    return redirect(url_for("needs.edit", need_id=need_id), 303)

"""Releasing a version: everything it lacks at once, each with where to mend it; then its product is for everybody."""

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.deciding.agreements import content_hash_of
from climserv.coproduction.deciding.releases import Action, Release, State, missing
from climserv.coproduction.dialogue.subjects import with_hash
from climserv.coproduction.logbook.versions import Version
from climserv.needs.standing import CONFIRMED
from climserv.products.words.trust_words import FIELDS
from climserv.storage.cases import cases
from climserv.storage.needs.need_confirming import standing_of
from climserv.storage.permissions import NotThere
from climserv.storage.products import get_product, register_product, withdraw_product
from climserv.vocabulary.problems import Problem, Refused

from ..cases.who import here
from ..house import house
from ..languages import language, name_of
from ..saying import said
from . import blueprint, made_of
from .refusing import problems, told_on
from .signing import version_here

# By the first part of a code: the page on which what is missing is mended.
_SIGNING = ("release.agreement", "release.sign_off")
_TABLE = {
    "release.consent": "#decide", "release.not_standing": "", "subject.provisional": "", "release.trust": "#next",
    "release.other_product": "#next", "release.hindsight": "#try", "release.not_made": "#next",
}  # fmt: skip


@blueprint.get("/<case_id>/releases/<version>")
def release(case_id: str, version: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
        subject, made = version_here(state, version)
        product = made_of.product_of(session, made.content)
        facts = facts_of(session, made, product)
    known = {**facts, "run": made.content.get("run")}
    # Languages are read by people: what is ticked on this page counts as read once it is sent.
    lacking = [*missing(state, version, {**facts, "checked": facts["languages"]}), *_not_made(product, made)]
    found = state.find(Release, version)
    return render_template(
        "deciding/release.html", case=state.find(Case, case_id), subject=subject, version=made, product=product,
        missing=[{"text": said(one), "mend": _where(case_id, subject.id, version, one, known)} for one in lacking],
        unread=[one for one in facts["languages"] if one not in facts["checked"]],
        tongues={one: name_of(one, language()) for one in facts["languages"]},
        outputs=made.content.get("outputs", ()),
        released=found, actions=possible(state, "release", version, me.id), problems=problems(), typed=request.form,
    )  # fmt: skip


@blueprint.post("/<case_id>/releases/<version>")
@told_on(release)
def release_version(case_id: str, version: str) -> Response:
    """It goes out, and its product is open to everybody; or what is missing is said."""
    form = request.form
    with house().database.session() as session:
        state, me = here(session, case_id)
        _subject, made = version_here(state, version)
        product = made_of.product_of(session, made.content)
        facts = facts_of(session, made, product)
        facts |= {"checked": [*facts["checked"], *form.getlist("checked")], "advice": form.getlist("advice")}
        problems = _not_made(product, made)
        if problems:
            raise Refused([*missing(state, version, facts), *problems])
        cases.do(session, house().cases, case_id, me.id, "release", "release", entity_id=version, data=facts,
                 clock=house().clock)  # fmt: skip
        row = get_product(session, product[0])
        by = current_user if current_user.is_authenticated else None
        register_product(session, product[1], row.folder, public=True, by=by, clock=house().clock)
    flash(_("It is released. Everybody can read it now."), "good")
    return redirect(url_for("deciding.release", case_id=case_id, version=version), 303)


@blueprint.post("/<case_id>/releases/<version>/moves")
@told_on(release)
def move_release(case_id: str, version: str) -> Response:
    """Withdraw it, with the reason: its product leaves the pages for everybody; or say that another took its place."""
    action, reason = request.form.get("action", ""), request.form.get("reason", "")
    with house().database.session() as session:
        state, me = here(session, case_id)
        _subject, made = version_here(state, version)
        cases.do(session, house().cases, case_id, me.id, "release", action, entity_id=version, reason=reason,
                 clock=house().clock)  # fmt: skip
        product = made_of.product_of(session, made.content)
        others = product is not None and _still_out(session, product[0])
        if action == Action.WITHDRAW and product is not None and not others:
            by = current_user if current_user.is_authenticated else None
            withdraw_product(session, product[0], reason, by=by, clock=house().clock)
    if action == Action.WITHDRAW:
        flash(_("It is withdrawn. Another case has released the same answer, so it can still be read.") if others
              else _("It is withdrawn. Only those who worked on it can still read it."), "good")  # fmt: skip
    return redirect(url_for("deciding.release", case_id=case_id, version=version), 303)


def _still_out(session: Session, product_id: str) -> bool:
    """Whether a release of the same product stands, in whatever case."""
    for case in cases.all_cases(session, house().cases):
        state = house().cases.read(session, case.id).state
        for one in state.of(Release).values():
            known = with_hash(state, one.id) if one.state == State.RELEASED else None
            found = known and made_of.product_of(session, known[1].content)
            if found and found[0] == product_id:
                return True
    return False


def facts_of(session: Session, version: Version, product: tuple[str, dict] | None) -> dict[str, Any]:
    """What the platform knows of a version that the case does not: its need, its trust block, its languages."""
    need = (version.content.get("made_of") or {}).get("need") or {}
    record: Mapping[str, Any] = product[1] if product else {}
    languages = list(record.get("languages", ()))
    unchecked = record.get("unchecked_languages", ())
    return {
        "need": need.get("id"), "need_confirmed": _confirmed(session, need.get("id")),
        "trust_missing": [name for name in FIELDS if not record.get("trust", {}).get(name)], "languages": languages,
        "checked": [one for one in languages if one not in unchecked], "advice": [],
    }  # fmt: skip


def _confirmed(session: Session, need_id: str | None) -> bool:
    try:
        return need_id is not None and standing_of(session, need_id) == CONFIRMED
    except NotThere:
        return False


def _not_made(product: tuple[str, dict] | None, version: Version) -> list[Problem]:
    """A version without its product cannot go out, nor with a product that is made of something else."""
    if product is None:
        return [Problem("release.not_made", "", _("the answer with these settings is not made yet"), "", "",
                        _("Wait until its run has ended, and look again"))]  # fmt: skip
    parts = version.content.get("made_of") or {}
    record = product[1]
    same = parts.get("recipe", {}).get("sha256") == record["recipe"]["sha256"]
    if not same or version.content.get("content_hash") != content_hash_of(parts):
        return [Problem("release.other_product", "", _("the answer that was made is not the one that was agreed"), "",
                        "", _("Make it again from what was agreed"))]  # fmt: skip
    return []


def _where(case_id: str, subject_id: str, version: str, problem: Problem, facts: Mapping[str, Any]) -> str:
    """The address at which what is missing can be mended; empty where it is not a page of this site."""
    if problem.code in _SIGNING:
        return url_for("deciding.signing", case_id=case_id, version=version)
    if problem.code == "release.not_made" and facts.get("run"):
        return url_for("runs.show", run_id=facts["run"])
    if problem.code in _TABLE:
        return url_for("deciding.subject", case_id=case_id, subject_id=subject_id) + _TABLE[problem.code]
    if problem.code == "release.languages":
        return "#languages"
    if problem.code == "release.need":
        need = facts.get("need")
        return url_for("needs.edit", need_id=need) if need else url_for("cases.show", case_id=case_id) + "#table"
    return ""

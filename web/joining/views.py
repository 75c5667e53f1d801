"""The door of a session: a code, a name, a side; and the way back with a PIN."""

from flask import Response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from climserv.coproduction.cases import Case
from climserv.coproduction.people.names import alike
from climserv.storage.cases.case_people import Joined, come_back, join, plain_code, session_of_code, try_code
from climserv.storage.sign_in_tries import forget_tries, try_sign_in
from climserv.vocabulary.problems import Problem, Refused

from ..cases.who import remember
from ..cases.words import SIDES
from ..house import house
from ..saying import said
from ..sessions.planning import arrive
from . import blueprint

# Who comes by a code is on one of these sides; who brings together has an account.
OPEN_SIDES = ("user", "producer", "observer")


@blueprint.before_request
def _counted() -> tuple[str, int] | None:
    """Six letters can be guessed, too: whoever tries many codes is told nothing of any, not even of the right one."""
    tried = (request.view_args or {}).get("code")
    if tried is None:
        return None
    with house().database.session() as writing:
        allowed = try_code(writing, tried, request.remote_addr or "", clock=house().clock)
    problem = Problem("http.429", "code", "too many tries")
    return None if allowed else (render_template("joining/code.html", code=tried, problems=[said(problem)]), 429)


@blueprint.get("/")
def code() -> str | Response:
    typed = request.args.get("code", "")
    return redirect(url_for("joining.door", code=typed)) if typed.strip() else render_template("joining/code.html")


@blueprint.get("/<code>")
def door(code: str) -> str | tuple[str, int]:
    return _door(code)


@blueprint.post("/<code>")
def come_in(code: str) -> Response | str | tuple[str, int]:
    form = request.form
    side = form.get("side", "")
    role = "observer" if side == "observer" else "participant"
    try:
        if side not in OPEN_SIDES:
            what, mend = _("it is not said why you are here"), _("Choose one of the three")
            raise Refused(Problem("session.side", "side", what, side[:20], "", mend))
        with house().database.session() as writing:
            joined = join(writing, house().cases, code, name=form.get("name", ""), side=side, role=role,
                          group=form.get("group", ""), clock=house().clock)  # fmt: skip
            arrive(writing, joined.case_id, joined.session, joined.person, joined.person)
    except Refused as refused:
        return _door(code, form, refused.problems)
    _stay(joined)
    return render_template("joining/pin.html", pin=joined.pin, name=form.get("name", ""), onwards=_onwards(joined))


@blueprint.post("/<code>/back")
def back(code: str) -> Response | tuple[str, int]:
    """Four digits can be guessed: tries are counted as those of passwords are."""
    form, address = request.form, request.remote_addr or ""
    # However code and name are spelt, it is the same door and the same person whose PIN is tried.
    name = f"{plain_code(code)}: {alike(form.get('name', ''))}"
    with house().database.session() as writing:
        allowed = try_sign_in(writing, name, address, clock=house().clock)
    if not allowed:
        return _door(code, form, [Problem("http.429", "PIN", "too many tries")], 429)
    try:
        with house().database.session() as writing:
            joined = come_back(writing, house().cases, code, name=form.get("name", ""), pin=form.get("pin", ""))
            forget_tries(writing, name, address)
            arrive(writing, joined.case_id, joined.session, joined.person, joined.person)
    except Refused as refused:
        return _door(code, form, refused.problems)
    _stay(joined)
    return redirect(_onwards(joined), 303)


def _stay(joined: Joined) -> None:
    session.permanent = True
    remember(joined.case_id, joined.person)


def _onwards(joined: Joined) -> str:
    return url_for("sessions.show", case_id=joined.case_id, session_id=joined.session)


def _door(code: str, given=None, problems=(), status: int = 422) -> str | tuple[str, int]:
    """The page of the door; what was typed stays."""
    try:
        with house().database.reading() as reading:
            found = session_of_code(reading, code)
            state = house().cases.read(reading, found.case_id).state
    except Refused as refused:
        return render_template("joining/code.html", code=code, problems=[said(one) for one in refused.problems]), 404
    page = render_template(
        "joining/door.html", code=found.code, title=state.find(Case, found.case_id).title, given=given or {},
        sides=SIDES, open_sides=OPEN_SIDES, problems=[said(one) for one in problems],
    )  # fmt: skip
    return (page, status) if problems else page

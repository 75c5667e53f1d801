"""Paying for predictions, as a group plays it: dice of one's own, or thrown here."""

import secrets

from flask import Response, redirect, render_template, request, url_for

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.sheets.games import Game, figures, strategies, totals
from climserv.storage.cases.cases import new_id

from ..cases.telling import name_of
from ..cases.who import does, here
from ..deciding.refusing import problems, told_on
from ..house import house
from . import blueprint
from .attributing import others, whose

ROUNDS = 10


@blueprint.get("/<case_id>/game")
def game(case_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
    games = list(state.of(Game).values())
    now = games[-1] if games else None
    actions = possible(state, "game", now.id, me.id) if now else []
    return render_template(
        "sheets/game.html", case=state.find(Case, case_id), game=now, figures=figures(), actions=actions,
        may_start="start" in possible(state, "game", "", me.id), people=others(state, me), me=me,
        problems=problems(), typed=request.form,
        totals=[(name_of(state, one), cost) for one, cost in totals(now).items()] if now else [],
        strategies=strategies(now) if now else {},
        chosen=[(name_of(state, one), prepares) for one, prepares in now.turns[-1].prepared] if _choosing(now) else [],
    )  # fmt: skip


@blueprint.get("/<case_id>/game/paper")
def game_paper(case_id: str) -> str:
    with house().database.reading() as session:
        state, _me = here(session, case_id)
    return render_template("sheets/game_paper.html", case=state.find(Case, case_id), rounds=ROUNDS)


@blueprint.post("/<case_id>/game")
@told_on(game)
def play(case_id: str) -> Response:
    """One step. Where no die is told, one is thrown here."""
    form, action = request.form, request.form.get("action", "")
    with house().database.reading() as session:
        state, _me = here(session, case_id)
    known = state.find(Game, form.get("game", ""))
    data: dict = {}
    if action == "draw" and form.get("forecast"):
        data = {"regional": _die("regional")}
    if action == "choose":
        data = {"prepare": form.get("prepare") == "yes"}
    if action == "settle":
        data = {"local": _die("local")}
        if _choosing(known) and not known.turns[-1].forecast:
            data["regional"] = _die("regional")
    does(case_id, "game", action, form.get("game") or new_id(), data=data, **whose(form))
    return redirect(url_for("sheets.game", case_id=case_id), 303)


def _choosing(game: Game | None) -> bool:
    return game is not None and game.state == "choosing"


def _die(name: str) -> int | str:
    """What was typed, a number where it is one; a throw where nothing was."""
    typed = request.form.get(name, "").strip()
    return (int(typed) if typed.isdecimal() else typed) if typed else secrets.randbelow(6) + 1

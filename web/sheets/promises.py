"""Promises of both sides: what is due, what was kept, what was moved or dropped, and why."""

from flask import Response, redirect, render_template, request, url_for

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.looking_back.commitments import Commitment, kept_by_side, one_sided
from climserv.coproduction.looking_back.services import consultative, delivery_tasks

from ..cases.who import does, here, values_of
from ..cases.words import SIDES, word
from ..deciding.refusing import problems, told_on
from ..house import house
from . import blueprint
from .attributing import others, whose
from .words import WAYS


@blueprint.get("/<case_id>/promises")
def promises(case_id: str) -> str:
    with house().database.reading() as session:
        state, me = here(session, case_id)
    now = house().clock()
    return render_template(
        "sheets/promises.html", case=state.find(Case, case_id), sides=SIDES, ways=WAYS,
        promises=[_told(state, one, me, now) for one in state.of(Commitment).values()],
        kept=[(word(SIDES, side), *counted) for side, counted in kept_by_side(state, now).items()],
        one_sided=word(SIDES, one_sided(state)) if one_sided(state) else "",
        consultative=bool(delivery_tasks(state)) and consultative(state),
        people=others(state, me), may="promise" in possible(state, "commitment", "", me.id),
        problems=problems(), typed=request.form,
    )  # fmt: skip


@blueprint.post("/<case_id>/promises")
@told_on(promises)
def promise(case_id: str) -> Response:
    data = values_of(request.form, "text", "side", "owner", "due", "task")
    does(case_id, "commitment", "promise", data=data, **whose(request.form))
    return redirect(url_for("sheets.promises", case_id=case_id), 303)


@blueprint.post("/<case_id>/promises/<promise_id>")
@told_on(promises)
def act_on_promise(case_id: str, promise_id: str) -> Response:
    form = request.form
    counts = {name: form.get(name, type=int) for name in ("asked", "understood") if form.get(name)}
    data = {**values_of(form, "due"), **counts}
    does(case_id, "commitment", form.get("action", ""), promise_id, data=data, reason=form.get("reason", ""))
    return redirect(url_for("sheets.promises", case_id=case_id), 303)


def _told(state, one: Commitment, me, now) -> dict:
    return {"it": one, "side": word(SIDES, one.side), "late": one.is_late(now.date()),
            "actions": possible(state, "commitment", one.id, me.id)}  # fmt: skip

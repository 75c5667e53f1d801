"""Named sets of parameters: what a group settled on, such as the farmers' rule of Embu; each saving is a version."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ...recipes.filling import fill
from ...recipes.model import Recipe
from ...vocabulary.problems import Problem, Refused, refuse_if, unknown_name
from ..clock import Clock, utc_now
from ..events import append_event
from ..models import ParameterSet
from ..needs.needs import slug
from ..permissions import Who, refuse_unless

ENTITY = "parameter_set"


def save_set(
    session: Session, who: Who, recipe: Recipe, title: str, settings: Mapping[str, str], *, name: str | None = None,
    authors: str = "", clock: Clock = utc_now,
) -> ParameterSet:  # fmt: skip
    """Save values of a recipe's parameters under a name; `Refused` with every one that is out of its bounds.

    name     of the set, by default made of its title; saving under a name that is there makes its next version
    authors  whose rule it is, in words: a village, a service, a paper
    returns  the newest version; saving what is there already makes no new one
    """
    refuse_unless(who, "parameters.write")
    called, problems = slug(name or title), []
    if not called:
        problems.append(
            Problem("set.name", "name", "this set has no name yet", title[:80], "such as Embu farmers' rule")
        )
    problems += [
        Problem("set.words", where, "this cannot be kept", f"{len(text)} characters", f"up to {most}")
        for where, text, most in (("title", title, 200), ("authors", authors, 2000))
        if len(text) > most or "\0" in text
    ]
    if not settings:
        problems.append(Problem("set.empty", "settings", "nothing is set", "", "one value at least"))
    refuse_if(problems)
    filled = fill(recipe, dict(settings))
    kept = {parameter: filled.parameters[parameter] for parameter in sorted(settings)}
    latest = _latest(session, recipe.id, called)
    told = (kept, title.strip(), authors.strip(), recipe.version)
    if latest is not None and told == (latest.settings, latest.title, latest.authors, latest.recipe_number):
        return latest
    row = ParameterSet(
        recipe_id=recipe.id, recipe_number=recipe.version, name=called, number=(latest.number if latest else 0) + 1,
        title=title.strip(), settings=kept, authors=authors.strip(), saved_by=who.id, saved_at=clock(),
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        what = "somebody saved this set at this very moment"
        raise Refused(Problem("set.newer", "set", what, called, "", "Look at it, and save again")) from None
    data = {"recipe": recipe.id, "recipe_number": recipe.version, "settings": kept}
    action = "written" if row.number == 1 else "changed"
    append_event(session, who, ENTITY, _entity(recipe.id, called), action, clock=clock, version=row.number, data=data)
    return row


def list_sets(session: Session, recipe_id: str) -> list[ParameterSet]:
    """The newest version of each set of a recipe, by name."""
    newest = (
        select(func.max(ParameterSet.id)).where(ParameterSet.recipe_id == recipe_id).group_by(ParameterSet.name)
    )  # fmt: skip
    return list(session.scalars(select(ParameterSet).where(ParameterSet.id.in_(newest)).order_by(ParameterSet.name)))


def set_versions(session: Session, recipe_id: str, name: str) -> list[ParameterSet]:
    """Everything a set ever was, oldest first."""
    query = select(ParameterSet).where(ParameterSet.recipe_id == recipe_id, ParameterSet.name == name)
    return list(session.scalars(query.order_by(ParameterSet.number)))


def get_set(session: Session, recipe_id: str, name: str, number: int | None = None) -> ParameterSet:
    """A set of a recipe by its name, by default its newest version; `Refused` with the nearest name."""
    query = select(ParameterSet).where(ParameterSet.recipe_id == recipe_id, ParameterSet.name == name)
    if number is not None:
        query = query.where(ParameterSet.number == number)
    found = session.scalars(query.order_by(ParameterSet.number.desc()).limit(1)).first()
    if found is None:
        known = [one.name for one in list_sets(session, recipe_id)]
        raise unknown_name("set.unknown", f"recipe {recipe_id}", "set of parameters", name, known)
    return found


def settings_of(session: Session, recipe: Recipe, name: str, number: int | None = None) -> dict[str, str]:
    """The values of a set for a version of its recipe; `Refused` where that version no longer takes them."""
    settings = dict(get_set(session, recipe.id, name, number).settings)
    fill(recipe, settings)
    return settings


def _latest(session: Session, recipe_id: str, name: str) -> ParameterSet | None:
    try:
        return get_set(session, recipe_id, name)
    except Refused:
        return None


def _entity(recipe_id: str, name: str) -> str:
    return f"{recipe_id}/{name}"[:80]

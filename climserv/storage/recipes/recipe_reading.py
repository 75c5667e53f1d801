"""Reading versions of recipes: whose they are, who may see them, and what the book holds of them."""

from functools import lru_cache

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from ...recipes.book import Book, Kept, shipped_book
from ...recipes.loading import read_recipe
from ...recipes.model import Recipe
from ...recipes.versions.states import OPEN, PUBLISHED, Action, State, actions_open
from ...vocabulary.problems import Problem, Refused
from ..models import Event, RecipeAuthor, RecipeCheck, RecipeComment, RecipeSave, RecipeVersion
from ..permissions import NotThere, Who

ENTITY = "recipe"


def get_version(session: Session, recipe_id: str, number: int | None = None) -> RecipeVersion:
    """A version written here, by default the newest; `NotThere` without one. Asks nobody's leave."""
    query = select(RecipeVersion).where(RecipeVersion.recipe_id == recipe_id)
    if number is not None:
        query = query.where(RecipeVersion.number == number)
    found = session.scalars(query.order_by(RecipeVersion.number.desc()).limit(1)).first() if _possible(number) else None
    if found is None:
        raise not_there(recipe_id)
    return found


def see_version(session: Session, who: Who | None, recipe_id: str, number: int | None = None) -> RecipeVersion:
    """`get_version` for `who`; by default the newest they may see. A draft of others is as good as not there."""
    query = _seen_by(who).where(RecipeVersion.recipe_id == recipe_id)
    if number is not None:
        query = query.where(RecipeVersion.number == number)
    found = session.scalars(query.order_by(RecipeVersion.number.desc()).limit(1)).first() if _possible(number) else None
    if found is None:
        raise not_there(recipe_id)
    return found


def list_versions(session: Session, who: Who | None, recipe_id: str | None = None) -> list[RecipeVersion]:
    """What `who` may see, by recipe, the newest version first."""
    query = _seen_by(who).order_by(RecipeVersion.recipe_id, RecipeVersion.number.desc())
    if recipe_id is not None:
        query = query.where(RecipeVersion.recipe_id == recipe_id)
    return list(session.scalars(query))


def may_see_version(session: Session, who: Who | None, version: RecipeVersion) -> bool:
    return session.scalar(_seen_by(who).where(RecipeVersion.id == version.id)) is not None


def saves(session: Session, version: RecipeVersion) -> list[RecipeSave]:
    """Every text it ever had, oldest first."""
    return list(
        session.scalars(select(RecipeSave).where(RecipeSave.version_id == version.id).order_by(RecipeSave.number))
    )


def authors(session: Session, version: RecipeVersion) -> list[RecipeAuthor]:
    """Who may write it, in the order in which they came."""
    return list(
        session.scalars(select(RecipeAuthor).where(RecipeAuthor.version_id == version.id).order_by(RecipeAuthor.id))
    )


def is_author(session: Session, who: Who | None, version: RecipeVersion) -> bool:
    """Whether somebody may write it, or ever wrote a text of it: neither can be its peer."""
    account = getattr(who, "id", None)
    if account is None:
        return False
    asked = select(RecipeAuthor.id).where(RecipeAuthor.version_id == version.id, RecipeAuthor.account_id == account)
    wrote = select(RecipeSave.id).where(RecipeSave.version_id == version.id, RecipeSave.saved_by == account)
    return any(session.scalar(query.limit(1)) is not None for query in (asked, wrote))


def checks(session: Session, version: RecipeVersion) -> list[RecipeCheck]:
    """The peer checks that were asked for, oldest first."""
    return list(
        session.scalars(select(RecipeCheck).where(RecipeCheck.version_id == version.id).order_by(RecipeCheck.id))
    )


def checks_for(session: Session, who: Who | None) -> list[RecipeCheck]:
    """The peer checks that wait for an answer of this meteorologist, oldest first."""
    if getattr(who, "role", "") != "meteorologist":
        return []
    waiting = select(RecipeCheck).where(
        RecipeCheck.answer == "", or_(RecipeCheck.asked_of.is_(None), RecipeCheck.asked_of == who.id)
    )
    found = session.scalars(waiting.order_by(RecipeCheck.id))
    return [check for check in found if not is_author(session, who, check.version)]


def open_check(session: Session, who: Who | None, version: RecipeVersion) -> RecipeCheck | None:
    """The peer check of this version that `who` may answer; the one that names them before the one for anybody."""
    mine = [check for check in checks_for(session, who) if check.version_id == version.id]
    return next(iter(sorted(mine, key=lambda check: check.asked_of is None)), None)


def comments(session: Session, version: RecipeVersion) -> list[RecipeComment]:
    """What was said of it, oldest first."""
    return list(
        session.scalars(select(RecipeComment).where(RecipeComment.version_id == version.id).order_by(RecipeComment.id))
    )


def last_tests(session: Session, version: RecipeVersion) -> Event | None:
    """The event of the last run of its golden tests on the text it has now: `data` holds the report."""
    ran = select(Event).where(
        Event.entity == ENTITY, Event.entity_id == version.recipe_id, Event.version == version.number,
        Event.action.in_(("tested", "tests failed")),
    )  # fmt: skip
    found = session.scalars(ran.order_by(Event.id.desc()).limit(1)).first()
    return found if found is not None and found.data["save"] == version.save_number else None


def actions(session: Session, who: Who | None, version: RecipeVersion) -> tuple[Action, ...]:
    """What `who` may do with it now, for the buttons of its page."""
    if not may_see_version(session, who, version):
        return ()
    possible = actions_open(version.state, getattr(who, "role", "visitor"), is_author(session, who, version))
    answers = {Action.APPROVE, Action.DECLINE}
    asked = open_check(session, who, version) is not None
    unsound = {Action.TEST, Action.FAIL, Action.ASK, Action.OFFER} if version.faults else {Action.FAIL}
    return tuple(one for one in possible if one not in unsound and (asked or one not in answers))


def published(session: Session) -> list[RecipeVersion]:
    """Everything that was ever offered, by recipe and number."""
    query = select(RecipeVersion).where(RecipeVersion.state.in_(PUBLISHED))
    return list(session.scalars(query.order_by(RecipeVersion.recipe_id, RecipeVersion.number)))


def drafts_of(session: Session, who: Who | None) -> list[RecipeVersion]:
    """The unpublished versions that `who` writes, last changed first."""
    query = select(RecipeVersion).where(RecipeVersion.state.not_in(PUBLISHED), _written_by(who))
    return list(session.scalars(query.order_by(RecipeVersion.changed_at.desc(), RecipeVersion.id)))


def stamp(session: Session) -> tuple[int, int, int]:
    """Changes whenever what is published does."""
    states = select(RecipeVersion.state, func.count()).group_by(RecipeVersion.state)
    found = {state: number for state, number in session.execute(states)}  # noqa: C416 - rows are not pairs to dict
    return tuple(found.get(state, 0) for state in PUBLISHED)


def database_book(session: Session, who: Who | None = None) -> Book:
    """The recipes that are published here, and the sound drafts of `who`.

    A published text that is no longer sound, because an operation has changed, is left out and told in `problems`.
    """
    found: dict[tuple[str, int], tuple[Recipe, Kept]] = {}
    problems: list[Problem] = []
    for version in (*published(session), *(drafts_of(session, who) if who is not None else ())):
        recipe, wrong = _read(version.text, f"{version.recipe_id} v{version.number}")
        if version.state in OPEN:
            problems += wrong
        if recipe is not None and (recipe.id, recipe.version) == (version.recipe_id, version.number):
            kept = Kept(version.text, State(version.state), "database")
            found[recipe.id, recipe.version] = (recipe, kept)
    return Book(
        tuple(recipe for recipe, _ in (found[key] for key in sorted(found))),
        {key: kept for key, (_, kept) in found.items()},
        tuple(problems),
    )


def newest_number(session: Session, recipe_id: str) -> int:
    """The highest number that a version of this recipe has, here or in what is shipped; 0 without any."""
    here = session.scalar(select(func.max(RecipeVersion.number)).where(RecipeVersion.recipe_id == recipe_id)) or 0
    shipped = [recipe.version for recipe in shipped_book().recipes if recipe.id == recipe_id]
    return max([here, *shipped])


@lru_cache(maxsize=512)
def _read(text: str, name: str) -> tuple[Recipe | None, tuple[Problem, ...]]:
    try:
        return read_recipe(text, name), ()
    except Refused as refused:
        return None, refused.problems


def _written_by(who: Who | None):
    account = getattr(who, "id", None) or 0
    return RecipeVersion.id.in_(select(RecipeAuthor.version_id).where(RecipeAuthor.account_id == account))


def _seen_by(who: Who | None) -> Select:
    """Published versions are everybody's; drafts are their authors', and those of whom a check was ever asked."""
    query, role = select(RecipeVersion), getattr(who, "role", "visitor")
    if role == "operator":
        return query
    seen = [RecipeVersion.state.in_(PUBLISHED), _written_by(who)]
    if role == "meteorologist":
        asked = or_(RecipeCheck.asked_of.is_(None), RecipeCheck.asked_of == who.id)
        seen.append(RecipeVersion.id.in_(select(RecipeCheck.version_id).where(asked)))
    return query.where(or_(*seen))


def _possible(number: int | None) -> bool:
    # A number from an address may be too big for the column.
    return number is None or 0 < number < 2**31


def not_there(recipe_id: str) -> NotThere:
    what = "There is no such recipe, or it is not open to you"
    return NotThere(Problem("recipe.unknown", "", what, recipe_id[:80], "", "Look in the list of recipes"))

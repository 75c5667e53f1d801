"""Writing recipes: each change and its event in one transaction. A draft may have faults; nothing written is lost."""

import re
from collections.abc import Iterable

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, object_session

from ...recipes.book import shipped_book
from ...recipes.checking import examine
from ...recipes.filling import fill
from ...recipes.versions.sharing import Brought, named_in
from ...recipes.versions.states import Action, State, actions_open, may_move, moved
from ...vocabulary.problems import Problem, Refused, refuse_if
from ...vocabulary.yaml_text import LARGEST
from ..clock import Clock, utc_now
from ..events import append_event
from ..models import RecipeAuthor, RecipeRow, RecipeSave, RecipeVersion, User
from ..permissions import OPERATOR, NotAllowed, Who, refuse_unless
from .recipe_reading import (
    ENTITY,
    authors,
    checks,
    get_version,
    is_author,
    may_see_version,
    newest_number,
    not_there,
    see_version,
)

_VERSION_LINE = re.compile(r"^version:.*$", re.MULTILINE)


class NewerSave(Refused):
    """Somebody else saved this draft in the meantime. Nothing was written, and nothing is lost: both are here.

    latest   the version as it is stored now
    yours    the text that was to be saved
    """

    def __init__(self, latest: RecipeVersion, yours: str, started_from: int):
        number = latest.save_number
        # The transaction is about to be undone, and would take what it loaded with it.
        object_session(latest).expunge(latest)
        self.latest, self.yours = latest, yours
        what = "Somebody else saved this recipe while you were writing"
        advice = "Look at both, keep what is right, and save again"
        super().__init__(Problem("recipe.newer", "", what, f"save {started_from}", f"save {number}", advice))


def start_draft(
    session: Session, who: Who, text: str, *, name: str | None = None, clock: Clock = utc_now, channel: str = "screen"
) -> RecipeVersion:
    """The first draft of a new recipe; its id is the one in the text, else `name`. The text may have faults."""
    refuse_unless(who, "recipe.write")
    _refuse_unkept(text)
    recipe_id = named_in(text) or name
    if not recipe_id or named_in(f"recipe: {recipe_id}") is None:
        what, allowed = "this recipe has no name yet", "small letters, digits and _, such as hot_days"
        raise Refused(Problem("recipe.id", "recipe", what, str(recipe_id or ""), allowed, "Write recipe: name"))
    if newest_number(session, recipe_id):
        advice = "Begin its next version, or write another name"
        raise Refused(Problem("recipe.taken", "recipe", "there is a recipe of this name", recipe_id, "", advice))
    return _new_version(session, who, recipe_id, 1, text, clock, channel)


def next_draft(
    session: Session, who: Who, recipe_id: str, number: int | None = None, *, text: str | None = None,
    clock: Clock = utc_now, channel: str = "screen",
) -> RecipeVersion:  # fmt: skip
    """A draft of the next number, begun from a version that is there (by default the newest that `who` may see).

    text   begin from this one
    """
    refuse_unless(who, "recipe.write")
    started = text if text is not None else _text_of(session, who, recipe_id, number)
    following = newest_number(session, recipe_id) + 1
    started = _VERSION_LINE.sub(f"version: {following}", started, count=1)
    _refuse_unkept(started)
    return _new_version(session, who, recipe_id, following, started, clock, channel)


def save_draft(
    session: Session, who: Who, recipe_id: str, number: int, text: str, *, from_save: int, clock: Clock = utc_now,
    channel: str = "screen",
) -> RecipeVersion:  # fmt: skip
    """Save the text of a draft, whatever faults it has; what was tested and approved was another text.

    from_save   the number of the save that the writer started from; when it is no longer the newest, `NewerSave`
    returns     the version; saving what is there already changes nothing
    """
    version = held(session, who, recipe_id, number, Action.SAVE)
    _refuse_unkept(text)
    if text == version.text:
        return version
    if from_save != version.save_number:
        raise NewerSave(version, text, from_save)
    before, version.state = version.state, moved(version.state, Action.SAVE)
    _keep(session, who, version, text, clock)
    fallen = [check for check in checks(session, version) if check.answer in ("", "approved")]
    for check in fallen:
        check.answer = "fallen"
    note(session, who, version, "saved", before, clock=clock, channel=channel, data={
        "save": version.save_number, "faults": version.faults, "fallen": [check.id for check in fallen],
    })  # fmt: skip
    return version


def add_author(
    session: Session, who: Who, recipe_id: str, number: int, account_id: int, *, clock: Clock = utc_now
) -> RecipeVersion:
    """Let another meteorologist write a draft, too; from then on they cannot be its peer."""
    version = held(session, who, recipe_id, number, Action.SAVE)
    other = session.get(User, account_id) if 0 < account_id < 2**31 else None
    if other is None or other.role != "meteorologist":
        what = "only meteorologists write recipes"
        raise Refused(Problem("recipe.author", "author", what, other.name if other else str(account_id)))
    if account_id in [author.account_id for author in authors(session, version)]:
        return version
    approved = [check.id for check in checks(session, version) if check.answered_by == account_id and check.answer]
    if approved:
        raise Refused(
            Problem("recipe.author", "author", "who answered the peer check cannot become an author", other.name)
        )
    session.add(RecipeAuthor(version_id=version.id, account_id=account_id))
    note(session, who, version, "author added", version.state, clock=clock, data={"account": account_id})
    return version


def may_record_tests(session: Session, who: Who, recipe_id: str, number: int) -> bool:
    """Whether tests that `who` ran count for a version: it is their own, of this site, and not published."""
    try:
        version = get_version(session, recipe_id, number)
    except Refused:
        return False
    return Action.TEST in actions_open(version.state, who.role, is_author(session, who, version))


def record_tests(
    session: Session, recipe_id: str, number: int, text: str, passed: bool, report: dict, *, who: Who | None = None,
    clock: Clock = utc_now,
) -> RecipeVersion:  # fmt: skip
    """Note what the golden tests of `text` gave; a draft that still has this text, and passes, is tested then.

    who     on whose wish they ran; None: the worker's own
    report  plain data, kept with the event
    """
    action = Action.TEST if passed else Action.FAIL
    version = held(session, who or OPERATOR, recipe_id, number, action)
    if version.text != text:
        note(session, who, version, "tests of an earlier text", version.state, clock=clock, data={"passed": passed})
        return version
    recipe, problems = _examined(text, recipe_id, number)
    refuse_if(problems)
    if not recipe.tests:
        advice = "Write a case under tests: what is given, and what must come of it"
        raise Refused(Problem("recipe.untested", recipe.name, "this recipe has no golden tests", "", "", advice))
    before, version.state = version.state, moved(version.state, action)
    if version.state == State.DRAFT:
        for check in checks(session, version):
            check.answer = "fallen" if check.answer in ("", "approved") else check.answer
    data = {"save": version.save_number, "passed": passed, "report": report}
    note(session, who, version, "tested" if passed else "tests failed", before, clock=clock, data=data)
    return version


def offer(session: Session, who: Who, recipe_id: str, number: int, *, clock: Clock = utc_now) -> RecipeVersion:
    """Publish a version that was peer-checked: needs are answered with it, and its text stays for ever."""
    version = held(session, who, recipe_id, number, Action.OFFER)
    refuse_if(_examined(version.text, recipe_id, number)[1])
    if not any(check.answer == "approved" and check.save_number == version.save_number
               for check in checks(session, version)):  # fmt: skip
        raise Refused(
            Problem("recipe.unchecked", "recipe", "nobody has approved of this text", "", "", "Ask for a check")
        )
    before, version.state = version.state, moved(version.state, Action.OFFER)
    version.published_at = version.changed_at = clock()
    note(session, who, version, "offered", before, clock=clock, data={"sha256": version.sha256})
    return version


def deprecate(
    session: Session, who: Who, recipe_id: str, number: int, reason: str, *, instead: str = "", clock: Clock = utc_now
) -> RecipeVersion:
    """Take a version out of service, with the reason and what to use instead; products of it stay as they are."""
    version = held(session, who, recipe_id, number, Action.DEPRECATE)
    problems = list(reason_problems(reason))
    if instead and not newest_number(session, instead):
        problems.append(Problem("recipe.instead", "instead", "there is no such recipe", instead[:80]))
    refuse_if(problems)
    before, version.state = version.state, moved(version.state, Action.DEPRECATE)
    version.reason, version.instead, version.changed_at = reason.strip(), instead, clock()
    data = {"instead": instead}
    note(session, who, version, "deprecated", before, clock=clock, reason=version.reason, data=data)
    return version


def note_use(session: Session, recipe_id: str, number: int | None, data: dict, *, clock: Clock = utc_now) -> None:
    """A version that was offered is in use, from its first product or agreement on. Shipped recipes are not noted."""
    try:
        version = get_version(session, recipe_id, number) if number is not None else None
    except Refused:
        return
    if version is None or version.state != State.OFFERED:
        return
    before, version.state = version.state, moved(version.state, Action.USE)
    note(session, None, version, "in use", before, clock=clock, data=data)


def bring(
    session: Session, who: Who, brought: Iterable[Brought], *, clock: Clock = utc_now, channel: str = "file"
) -> list[RecipeVersion]:
    """Recipes from files as drafts of `who`: the next version of a recipe that is there, the first of a new one.

    A text that stands here already, whatever its version's number, is not brought again.
    """
    refuse_unless(who, "recipe.write")
    made = []
    for one in brought:
        recipe_id = named_in(one.text) or one.name
        if not newest_number(session, recipe_id):
            made.append(start_draft(session, who, one.text, name=one.name, clock=clock, channel=channel))
        elif not _stands_here(session, recipe_id, one.text):
            made.append(next_draft(session, who, recipe_id, text=one.text, clock=clock, channel=channel))
    return made


def held(session: Session, who: Who | None, recipe_id: str, number: int, action: Action) -> RecipeVersion:
    """A version, locked, of which `who` may do `action` in the state it is in; `NotThere`, `NotAllowed`, `Refused`."""
    version = get_version(session, recipe_id, number)
    if not may_see_version(session, who, version):
        raise not_there(recipe_id)
    session.refresh(version, with_for_update={"of": RecipeVersion})
    moved(version.state, action)
    role, own = getattr(who, "role", "visitor"), is_author(session, who, version)
    if not may_move(role, own, action):
        what = (
            "This is for the authors of a recipe" if not own else "This is for another meteorologist than its authors"
        )
        raise NotAllowed(Problem(f"recipe.{action}", "", what, "", "", "Ask one of them to do it"))
    return version


def note(session: Session, who: Who | None, version: RecipeVersion, action: str, before: str, **more) -> None:
    """The event of a change to a version."""
    append_event(
        session, who, ENTITY, version.recipe_id, action, version=version.number, from_state=before,
        to_state=version.state, **more,
    )  # fmt: skip


def reason_problems(reason: str) -> Iterable[Problem]:
    if not reason.strip():
        yield Problem("recipe.reason", "reason", "the reason is missing", "", "", "Say why, in a sentence")
    elif len(reason) > 4000 or "\0" in reason:
        yield Problem("recipe.reason", "reason", "this cannot be kept", f"{len(reason)} characters", "up to 4000")


def _text_of(session: Session, who: Who, recipe_id: str, number: int | None) -> str:
    shipped = [one for one in shipped_book().recipes if one.id == recipe_id and number in (None, one.version)]
    try:
        version = see_version(session, who, recipe_id, number)
    except Refused:
        if not shipped:
            raise
        return shipped_book().text(shipped[-1])
    return version.text


def _stands_here(session: Session, recipe_id: str, text: str) -> bool:
    def plain(one: str) -> str:
        return _VERSION_LINE.sub("", one.removeprefix("\ufeff"), count=1).strip()

    book = shipped_book()
    texts = [book.text(one) for one in book.recipes if one.id == recipe_id]
    texts += session.query(RecipeVersion.text).filter(RecipeVersion.recipe_id == recipe_id).all()
    return plain(text) in [plain(one if isinstance(one, str) else one[0]) for one in texts]


def _new_version(
    session: Session, who: Who, recipe_id: str, number: int, text: str, clock: Clock, channel: str
) -> RecipeVersion:
    _recipe_row(session, who, recipe_id, clock)
    now = clock()
    version = RecipeVersion(
        recipe_id=recipe_id, number=number, state=State.DRAFT, text=text, created_by=who.id, created_at=now,
        changed_at=now, save_number=0,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(version)
    except IntegrityError:
        what = "somebody began this version at this very moment"
        raise Refused(Problem("recipe.newer", "recipe", what, f"version {number}", "", "Do it again")) from None
    session.add(RecipeAuthor(version_id=version.id, account_id=who.id))
    _keep(session, who, version, text, clock)
    data = {"save": version.save_number, "faults": version.faults}
    note(session, who, version, "written", "", clock=clock, channel=channel, data=data)
    return version


def _recipe_row(session: Session, who: Who, recipe_id: str, clock: Clock) -> None:
    if session.get(RecipeRow, recipe_id) is not None:
        return
    try:
        with session.begin_nested():
            session.add(RecipeRow(id=recipe_id, created_by=who.id, created_at=clock()))
    except IntegrityError:  # Somebody began it at this very moment; the number of the version decides.
        return


def _keep(session: Session, who: Who, version: RecipeVersion, text: str, clock: Clock) -> None:
    """The text in the version, and among all that were saved."""
    recipe, problems = _examined(text, version.recipe_id, version.number)
    version.text, version.faults = text, len(problems)
    version.sha256 = "" if problems else fill(recipe).sha256
    version.save_number, version.changed_at = version.save_number + 1, clock()
    session.add(
        RecipeSave(version_id=version.id, number=version.save_number, text=text, faults=len(problems), saved_by=who.id,
                   saved_at=version.changed_at)
    )  # fmt: skip
    session.flush()


def _examined(text: str, recipe_id: str, number: int):
    """The recipe in a text and its problems, with those of a name or a number that are not the draft's."""
    name = f"{recipe_id}.yaml"
    recipe, problems = examine(text, name)
    if recipe is not None and recipe.id != recipe_id:
        what = "this draft is kept under another name"
        problems.append(Problem("recipe.id", name, what, recipe.id, recipe_id, f"Write recipe: {recipe_id}"))
    if recipe is not None and recipe.version != number:
        what = "this draft has another number"
        problems.append(
            Problem("recipe.version", name, what, str(recipe.version), str(number), f"Write version: {number}")
        )
    return recipe, problems


def _refuse_unkept(text: str) -> None:
    """What cannot be stored at all; everything else can, however wrong."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        got, allowed = f"{size // 1024} kB", f"up to {LARGEST // 1024} kB"
        raise Refused(Problem("recipe.long", "recipe", "this text is too long for a recipe", got, allowed))
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        what = "this text holds signs that are no letters"
        raise Refused(Problem("recipe.signs", "recipe", what, "", "plain text", "Copy it anew, as plain text"))

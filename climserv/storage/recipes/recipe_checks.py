"""Peer checks: somebody who did not write a recipe looks at it, and approves of it or not, with a reason."""

from sqlalchemy.orm import Session

from ...recipes.versions.states import Action, State, moved
from ...vocabulary.problems import Problem, Refused, refuse_if
from ..clock import Clock, utc_now
from ..models import RecipeCheck, RecipeComment, RecipeVersion, User
from ..permissions import NotAllowed, Who
from .recipe_reading import checks, is_author, open_check
from .recipes import held, note, reason_problems

LONGEST_COMMENT = 4000


def ask_check(
    session: Session, who: Who, recipe_id: str, number: int, *, of: int | None = None, note_: str = "",
    clock: Clock = utc_now,
) -> RecipeCheck:  # fmt: skip
    """Ask for a peer check of the text as it is.

    of      the account of the meteorologist who shall look; None: any other than the authors
    note_   what they should know
    """
    version = held(session, who, recipe_id, number, Action.ASK)
    refuse_if(_peer_problems(session, version, of))
    if len(note_) > LONGEST_COMMENT or "\0" in note_:
        raise Refused(Problem("recipe.note", "note", "this cannot be kept", f"{len(note_)} characters", "up to 4000"))
    for check in checks(session, version):
        if check.answer == "" and check.asked_of == of:
            return check
    check = RecipeCheck(
        version_id=version.id, save_number=version.save_number, asked_by=who.id, asked_of=of, asked_at=clock(),
        note=note_.strip(),
    )  # fmt: skip
    session.add(check)
    session.flush()
    data = {"check": check.id, "of": of, "save": check.save_number}
    note(session, who, version, "check asked", version.state, clock=clock, reason=check.note, data=data)
    return check


def comment(
    session: Session, who: Who, recipe_id: str, number: int, line: int, text: str, *, clock: Clock = utc_now
) -> RecipeComment:
    """Say something of one line of the text as it is, counted from 1; of all of it with line 0."""
    version = held(session, who, recipe_id, number, Action.COMMENT)
    lines, problems = len(version.text.splitlines()), []
    if not 0 <= line <= lines:
        problems.append(Problem("recipe.line", "line", "the text has no such line", str(line), f"0 to {lines}"))
    if not text.strip() or len(text) > LONGEST_COMMENT or "\0" in text:
        allowed = f"1 to {LONGEST_COMMENT} characters"
        problems.append(Problem("recipe.comment", "comment", "this cannot be kept", f"{len(text)} characters", allowed))
    refuse_if(problems)
    said = RecipeComment(
        version_id=version.id, save_number=version.save_number, line=line, text=text.strip(), said_by=who.id,
        said_at=clock(),
    )  # fmt: skip
    session.add(said)
    session.flush()
    data = {"comment": said.id, "line": line, "save": said.save_number}
    note(session, who, version, "commented", version.state, clock=clock, reason=said.text, data=data)
    return said


def approve(
    session: Session, who: Who, recipe_id: str, number: int, reason: str, *, of_save: int, clock: Clock = utc_now
) -> RecipeVersion:
    """Answer a peer check: this text may be offered. `of_save`: the number of the save that was read."""
    return _answer(session, who, recipe_id, number, Action.APPROVE, reason, of_save, clock)


def decline(
    session: Session, who: Who, recipe_id: str, number: int, reason: str, *, of_save: int, clock: Clock = utc_now
) -> RecipeVersion:
    """Answer a peer check: not like this. The version is a draft again, with the reason beside it."""
    return _answer(session, who, recipe_id, number, Action.DECLINE, reason, of_save, clock)


def _answer(
    session: Session, who: Who, recipe_id: str, number: int, action: Action, reason: str, of_save: int, clock: Clock
) -> RecipeVersion:
    version = held(session, who, recipe_id, number, action)
    check = open_check(session, who, version)
    if check is None:
        what = "You are not asked to check this recipe"
        raise NotAllowed(Problem("recipe.unasked", "", what, "", "", "Its authors can ask you"))
    problems = list(reason_problems(reason))
    if of_save != version.save_number:
        what = "the text has changed since you read it"
        got, allowed = f"save {of_save}", f"save {version.save_number}"
        problems.append(Problem("recipe.newer", "recipe", what, got, allowed, "Read it again"))
    refuse_if(problems)
    before, version.state = version.state, moved(version.state, action)
    check.answer = "approved" if action is Action.APPROVE else "declined"
    check.answered_by, check.answered_at, check.reason = who.id, clock(), reason.strip()
    if version.state == State.DRAFT:
        for other in checks(session, version):
            other.answer = "fallen" if other.answer == "" else other.answer
    data = {"check": check.id, "save": version.save_number, "sha256": version.sha256}
    note(session, who, version, check.answer, before, clock=clock, reason=check.reason, data=data)
    return version


def _peer_problems(session: Session, version: RecipeVersion, of: int | None):
    if of is None:
        return
    peer = session.get(User, of) if 0 < of < 2**31 else None
    if peer is None or peer.role != "meteorologist":
        what = "only a meteorologist can check a recipe"
        yield Problem("recipe.peer", "of", what, peer.name if peer else str(of))
    elif is_author(session, peer, version):
        yield Problem(
            "recipe.peer", "of", "an author cannot check their own recipe", peer.name, "another meteorologist"
        )

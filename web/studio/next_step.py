"""The path of a version, and the one thing to do next: for its authors, for who is asked to check, for the others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from climserv.recipes.versions.states import PUBLISHED, Action, State

PATH = (State.DRAFT, State.TESTED, State.PEER_CHECKED, State.OFFERED)


@dataclass(frozen=True)
class Standing:
    """What a version's page knows when it says what is next.

    open_to_me   the actions that this person may take now
    tests        whether its golden cases passed on this text; None: they have not run
    waits_for    who was asked for a check and has not answered; "" without a name, None when nobody was asked
    """

    state: str
    open_to_me: Collection[str]
    faults: int = 0
    cases: int = 0
    tests: bool | None = None
    waits_for: str | None = None
    may_write: bool = False


def next_step(at: Standing) -> Mapping[str, str]:
    """`do`: which form or link is the primary action ("" where one can only wait or read), and the `words` for it."""
    if Action.APPROVE in at.open_to_me:
        return _step("answer", _("A colleague asks for your eyes: read what changed, try it, and answer."))
    if at.state in PUBLISHED:
        return _published(at)
    if Action.SAVE not in at.open_to_me:
        return _step("", _("It is with its authors."))
    if at.state == State.PEER_CHECKED:
        return _step("offer", _("A colleague has approved of it. Offer it, and needs are answered with it."))
    if at.state == State.TESTED:
        return _tested(at)
    return _draft(at)


def _draft(at: Standing) -> Mapping[str, str]:
    if at.faults:
        return _step("write", _("There is something to be mended in the text."))
    if not at.cases:
        return _step("write", _("It needs a golden case: a series that is given, and the answer worked out by hand."))
    if at.tests is False:
        return _step("write", _("A golden case gives another answer than the one worked out by hand."))
    return _step("test", _("The text is sound. See whether its golden cases give what was worked out by hand."))


def _tested(at: Standing) -> Mapping[str, str]:
    if at.waits_for is None:
        return _step("ask", _("Its golden cases pass. Ask a colleague to look at it."))
    if at.waits_for:
        return _step("", _("Waiting for the answer of %(name)s.", name=at.waits_for))
    return _step("", _("Waiting for the answer of a colleague."))


def _published(at: Standing) -> Mapping[str, str]:
    if at.state == State.DEPRECATED:
        return _step("read", _("It is no longer to be used. Products made with it stay as they are."))
    if at.may_write:
        return _step(
            "next", _("Needs are answered with it. Its text stays as it is; a new thought is the next version.")
        )
    return _step("read", _("Needs are answered with it. Its text stays as it is."))


def _step(do: str, words: str) -> Mapping[str, str]:
    return {"do": do, "words": words}


def path_words() -> Mapping[str, str]:
    return {
        State.DRAFT: _("written"), State.TESTED: _("golden cases pass"),
        State.PEER_CHECKED: _("checked by a colleague"),
        State.OFFERED: _("offered to needs"),
    }  # fmt: skip


def path(state: str) -> list[dict]:
    """The four stations: behind, here, or ahead; a version in use or out of service has them all behind."""
    words = path_words()
    reached = len(PATH) if state in (State.IN_USE, State.DEPRECATED) else PATH.index(State(state))
    return [
        {"word": words[one], "at": "behind" if place < reached else "here" if place == reached else "ahead"}
        for place, one in enumerate(PATH)
    ]

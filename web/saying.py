"""What the lower rooms say in English, said in the reader's language: texts are found by the code of the problem."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from climserv.coproduction.moves import REFUSALS
from climserv.recipes.in_words import problem_in_words
from climserv.running.jobs.jobs import BROKE_THE_CHECK, KILLED_TOO_OFTEN
from climserv.vocabulary.problems import Problem

from .languages import language

_WHAT = {
    "need.newer": _l("Somebody else saved this need while you were writing."),
    "need.unknown": _l("There is no such need, or it is not open to you."),
    "need.organisation": _l("A need belongs to an organisation, and you are in none."),
    "need.long": _l("This need is too long to be kept."),
    "product.unknown": _l("There is no such product, or it is not open to you."),
    "dataset.unknown": _l("There is no such dataset."),
    "permission.dataset.add": _l("Only meteorologists may add datasets."),
    "job.unknown": _l("There is no such run, or it is not open to you."),
    "job.move": _l("This run has already ended."),
    "permission.need.write": _l("Only members of the organisation a need belongs to may change it."),
    "permission.need.ask": _l("Only meteorologists and facilitators may ask the group of a need for something."),
    "permission.sector.write": _l("Only the organisation itself, and facilitators, may say in which sector it works."),
    "permission.need.see": _l("This need belongs to another organisation."),
    "permission.product.request": _l("Only members of the organisation a need belongs to may ask for its product."),
    "permission.product.see": _l("This product belongs to another organisation."),
    "permission.run.see": _l("This run belongs to another organisation."),
    "permission.readings.write": _l("Only the group itself, and facilitators, may write these readings down."),
    "permission.readings.see": _l("These readings belong to another organisation."),
    "series.unknown": _l("There is no such gauge or field, or it is not open to you."),
    "series.organisation": _l("A gauge belongs to a group, and you are in none."),
    "permission.workshop.plan": _l("Only facilitators plan workshops."),
    "join.closed": _l("The other group may not see this need. Let the partners of this site see it first."),
    "join.same": _l("A need cannot join itself. Choose another."),
    "permission.run.cancel": _l("Only members of the organisation that asked for a run may stop it."),
    "session.code": _l("No session has this code now."),
    "session.name": _l("How may we call you?"),
    "session.name_taken": _l("Somebody whose name looks like this is here already."),
    "session.pin": _l("Nobody here has this name and PIN."),
    "session.none": _l("There is no such session in this case."),
    "session.scribe": _l("Only helpers, and who leads or facilitates, enter for others."),
    "case.none": _l("There is no such case, or it is not open to you."),
    "case.seated": _l("Somebody with this account is in the case already."),
    "act.taken": _l("This mark belongs to something else that was sent."),
    "http.429": _l("Too many tries."),
    "round.unknown": _l("There is no such round."),
    "version.unknown": _l("There is no such version on the table."),
    "subject.unknown": _l("There is no such thing on the table."),
    "contribution.unknown": _l("There is no such remark."),
    "table.recipe": _l("This has no settings to change."),
}

_NEXT = {
    "need.newer": _l("Look at both, keep what is right, and save again."),
    "need.unknown": _l("Look in the list of needs."),
    "need.organisation": _l("Ask a facilitator to add you to yours."),
    "product.unknown": _l("Look in the list of products."),
    "dataset.unknown": _l("Look in the list of climate data."),
    "job.unknown": _l("Look at the page of the need."),
    "session.code": _l("Look at the code on the wall again, or ask the facilitator."),
    "session.name": _l("A first name or any name is enough."),
    "session.name_taken": _l("Come back with your PIN, or choose another name."),
    "session.pin": _l("Look at both again, or come in anew under another name."),
    "session.none": _l("Look at the sessions of the case."),
    "session.scribe": _l("Ask the facilitator."),
    "case.none": _l("Ask whoever told you of it."),
    "case.seated": _l("Look for their name among the people."),
    "act.taken": _l("Load the page again and send it once more."),
    "http.429": _l("Wait a quarter of an hour and try again."),
    "table.recipe": _l("Put a product on the table."),
}

_MESSAGES = {
    KILLED_TOO_OFTEN: _l(
        "This run was stopped three times before it could finish; most often it needs more memory than there is. "
        "Choose a smaller area or a shorter period and ask again, or ask the person who looks after this site to "
        "raise the memory limit."
    ),
    BROKE_THE_CHECK: _l(
        "The check of these files broke down three times: they are damaged, or made to do harm. Nothing of them was "
        "kept. Fetch or write them again."
    ),
}


def said(problem: Problem) -> str:
    """A problem as the reader should hear it; in English where nobody has put it into other words yet."""
    if problem.code in _WHAT:
        return " ".join(str(text) for text in (_WHAT[problem.code], _NEXT.get(problem.code, "")) if text)
    if problem.code in REFUSALS:
        return _refused_in_case(REFUSALS[problem.code].said(problem, language()))
    return problem_in_words(problem, language())


def _refused_in_case(problem: Problem) -> str:
    """A refusal of a case: what is wrong, what would be right and what to do; ids of things stay out of it."""
    now = _("Now: %(what)s.", what=problem.got) if problem.got.isdigit() else ""
    right = _("Right would be: %(what)s.", what=problem.allowed) if problem.allowed else ""
    mend = f"{problem.next_step}." if problem.next_step else ""
    return " ".join(part for part in (f"{problem.what}.", now, right, mend) if part)


def said_message(message: str) -> str:
    """The message of a failed run."""
    return str(_MESSAGES.get(message, message))


def sign_in_first() -> str:
    return _("Please sign in first.")

"""The words of deciding: kinds of rounds and answers, states of things on the table, and what can be done with them."""

from flask_babel import lazy_gettext as _l

KINDS = {
    "sense_check": _l("a sense-check: how does it feel?"),
    "consent": _l("consent: may it stand?"),
    "dots": _l("dots: what matters most?"),
    "score": _l("scores: how well does each fit?"),
    "hands": _l("a show of hands"),
}
PRIVACIES = {"open": _l("open"), "side_only": _l("counts of sides only"), "secret": _l("secret")}
ANSWERS = {
    "good": _l("it feels right"),
    "not_sure": _l("not sure"),
    "concerned": _l("it worries me"),
    "consent": _l("I agree"),
    "reservation": _l("I agree, with a reservation"),
    "object": _l("I object"),
    "stand_aside": _l("I stand aside"),
}
COUNTED = {
    "good": _l("it feels right"),
    "not_sure": _l("not sure"),
    "concerned": _l("worried"),
    "consent": _l("agree"),
    "reservation": _l("agree with a reservation"),
    "object": _l("object"),
    "stand_aside": _l("stand aside"),
}
ROUND_STATES = {
    "open": _l("open: answers are coming in"),
    "revealed": _l("shown to all"),
    "objection_open": _l("held by an objection"),
    "fallback": _l("decided as agreed for when there is no consent"),
    "passed": _l("passed"),
    "failed": _l("did not pass"),
    "closed": _l("closed"),
    "cancelled": _l("cancelled"),
}
ROUND_ACTIONS = {
    "reveal": _l("Show what was answered"),
    "pass": _l("Enter that it passed"),
    "hold": _l("Hold it: talk over the objection"),
    "fall_back": _l("Go on as agreed for when there is no consent"),
    "fail": _l("Enter that it did not pass"),
    "close": _l("Close the round"),
    "cancel": _l("Cancel the round"),
}
WITH_REASON = frozenset({"fall_back", "fail", "cancel", "supersede"})
STATES = {
    "provisional": _l("provisional"),
    "in_feedback": _l("open for remarks"),
    "feedback_closed": _l("remarks answered, to be decided"),
    "agreed": _l("agreed"),
    "superseded": _l("replaced"),
}
MOVES = {
    "open_feedback": _l("Open it for remarks"),
    "close_feedback": _l("Close the remarks: all are answered"),
    "agree": _l("Enter that it is agreed"),
    "supersede": _l("Take it off the table"),
}
TABLED = {
    "need": _l("a need"),
    "rule": _l("a rule"),
    "parameters": _l("settings of a recipe"),
    "recipe": _l("a recipe"),
    "product": _l("an answer (product)"),
}
REQUEST_STATES = {
    "asked": _l("asked for"),
    "accepted": _l("accepted"),
    "declined": _l("declined"),
    "done": _l("done"),
    "withdrawn": _l("withdrawn"),
}
REQUEST_ACTIONS = {
    "accept": _l("Accept"),
    "decline": _l("Decline"),
    "do": _l("It is done"),
    "reopen": _l("Ask again"),
    "withdraw": _l("Withdraw"),
}
SIGNATURES = {"science": _l("true to data and method"), "meaning": _l("understood, and fits our decision")}
CHANNELS = {"paper": _l("on paper"), "spoken": _l("spoken")}
SOURCES = {"screen": _l("on a screen"), **CHANNELS}
PLACES = {
    "contribution": _l("What was said"),
    "insight": _l("What follows from it"),
    "change_request": _l("The change that is asked for"),
    "subject": _l("The version that it changed"),
    "line": _l("The line that it changed"),
}

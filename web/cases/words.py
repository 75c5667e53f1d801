"""The words of the log as the pages say them: sides, roles, states, things, and what was done with them."""

from flask_babel import lazy_gettext as _l

SIDES = {
    "user": _l("those who decide"),
    "producer": _l("those who make the information"),
    "bridge": _l("those who bring together"),
    "observer": _l("those who look on"),
}
ROLES = {
    "participant": _l("takes part"),
    "facilitator": _l("facilitates"),
    "lead": _l("leads"),
    "deputy": _l("stands in for the lead"),
    "helper": _l("helps others to enter"),
    "observer": _l("looks on"),
}
CASE_STATES = {
    "proposed": _l("proposed"),
    "forming": _l("finding its people"),
    "active": _l("at work"),
    "paused": _l("resting"),
    "in_service": _l("in service"),
    "closing": _l("coming to its end"),
    "closed": _l("closed"),
}
SESSION_STATES = {
    "planned": _l("planned"),
    "invited": _l("people are invited"),
    "open": _l("going on now"),
    "minutes_draft": _l("over, the minutes are being written"),
    "minutes_shown": _l("over, the minutes wait for agreement"),
    "minutes_agreed": _l("over, the minutes are agreed"),
    "cancelled": _l("cancelled"),
}
CASE_ACTIONS = {
    "form": _l("Begin to gather people"),
    "activate": _l("Begin the work"),
    "pause": _l("Let it rest"),
    "resume": _l("Take it up again"),
    "serve": _l("Bring it into service"),
    "wind_up": _l("Bring it to its end"),
    "close": _l("Close it"),
    "reopen": _l("Open it again"),
}
BLOCK_STATES = {
    "": _l("not begun"),
    "entered": _l("at work"),
    "done": _l("done for now"),
    "skipped": _l("left out"),
}
BLOCK_ACTIONS = {"enter": _l("Begin here"), "finish": _l("Done for now"), "skip": _l("Leave out")}
PARTY_KINDS = {
    "farmer group": _l("farmers’ group or cooperative"),
    "met service": _l("meteorological service"),
    "ministry": _l("ministry or county"),
    "ngo": _l("organisation that helps (NGO)"),
    "media": _l("radio, newspaper"),
    "researcher": _l("research"),
    "funder": _l("funder"),
    "other": _l("another"),
}
CORNERS = {
    "research": _l("nobody here makes climate knowledge"),
    "community": _l("no group of those who decide is here"),
    "public_body": _l("no public body is here"),
}
THINGS = {
    "case": _l("the case"),
    "party": _l("a party"),
    "person": _l("a person"),
    "working_agreement": _l("the working agreement"),
    "consent": _l("a consent"),
    "block": _l("a block"),
    "session": _l("a session"),
    "attendance": _l("who is there"),
    "contribution": _l("a contribution"),
    "insight": _l("an insight"),
    "change_request": _l("a change that is asked for"),
    "subject": _l("a thing on the table"),
    "choice": _l("a choice"),
    "round": _l("a round"),
    "objection": _l("an objection"),
    "sign_off": _l("a signature"),
    "agreement": _l("the agreement"),
    "release": _l("a release"),
    "response": _l("an answer"),
    "hands": _l("a show of hands"),
    "heads": _l("people counted"),
    "sheet": _l("a sheet"),
    "game": _l("a game"),
    "commitment": _l("a promise"),
    "review": _l("a look back"),
    "review_answer": _l("an answer to a look back"),
    "reflection": _l("a reflection"),
    "outcome_story": _l("a story of what changed"),
}


def word(table: dict, key: str) -> str:
    """The word for a key; the key itself, readable, where there is none yet."""
    return str(table.get(key, str(key).replace("_", " ")))

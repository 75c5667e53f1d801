"""The words of remarks, and the terms that are offered with one."""

from flask_babel import lazy_gettext as _l

KINDS = {
    "statement": _l("I say"),
    "question": _l("I ask"),
    "memory": _l("I remember"),
    "observation": _l("I have seen or measured"),
    "local_sign": _l("A sign we know here"),
    "comment": _l("About what lies on the table"),
}
STANDS = {
    "noted": _l("noted, waits for an answer"),
    "acknowledged": _l("heard, waits for an answer"),
    "used": _l("used"),
    "not_used": _l("not used"),
    "parked": _l("parked for later"),
    "withdrawn": _l("taken back"),
}
SHOWN = {"": _l("as I am named in this case"), "group": _l("my group’s name only"), "none": _l("no name")}
# Labels of local knowledge that a phone offers; others are given in the case.
OFFERED_LABELS = ("community_only", "women_only", "men_only", "attribution", "no_commercial")

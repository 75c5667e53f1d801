"""The words of what goes out: its ways, where a message stands, how the product is brought to people."""

from flask_babel import lazy_gettext as _l

CHANNEL_NAMES = {
    "sms": _l("text message (SMS)"),
    "radio": _l("radio, read aloud"),
    "poster": _l("poster"),
    "meeting": _l("sheet for a meeting"),
    "note": _l("note of the day"),
}
MESSAGE_STATES = {
    "draft": _l("drafted, to be checked by another"),
    "checked": _l("checked"),
    "sent": _l("sent"),
}
WAYS = {
    "radio": _l("by radio"),
    "sms": _l("by text message"),
    "poster": _l("by posters"),
    "meeting": _l("at meetings"),
    "leaflet": _l("by leaflets"),
    "gauge": _l("reading a gauge"),
    "translation": _l("translating"),
    "message_check": _l("checking the words"),
    "peer_training": _l("training one another"),
}

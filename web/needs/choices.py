"""What can be chosen in the questions of a need: each value of the record, and what it is called."""

from flask_babel import lazy_gettext as _l

from climserv.needs.sharing import LABELS

DAYS = (("day", _l("days")), ("week", _l("weeks")), ("dekad", _l("ten-day spells")), ("month", _l("months")))
WARMTH = (("degC", "°C"), ("degF", "°F"))
SIZES = (("km", "km"), ("m", "m"), ("mile", _l("miles")), ("degree", _l("degrees")))
DEPTH = (("mm", "mm"), ("cm", "cm"), ("inch", _l("inches")))
RATES = (("mm/day", "mm"), ("inch/day", _l("inches")))
SHARE = (("percent", "%"),)
OPERATORS_HOT = ((">", _l("hotter than this")), (">=", _l("this hot or hotter")))
OPERATORS_COLD = (("<", _l("colder than this")), ("<=", _l("this cold or colder")))
OPERATORS_WET = ((">=", _l("this much or more")), (">", _l("more than this")))
ANCHORS = (
    ("first_wet_day", _l("the first wet day")),
    ("window_start", _l("the first day of those days")),
    ("window_end", _l("the last day of those days")),
)
LANGUAGES = (("en", "English"), ("fr", "Français"), ("sw", "Kiswahili"), ("es", "Español"))
GENDERS = (("women", _l("women")), ("men", _l("men")), ("both", _l("women and men")))
RECURS = (("yearly", _l("every year")), ("once", _l("once only")))
REVERSIBLE = (("yes", _l("yes, easily")), ("costly", _l("yes, but it costs")), ("no", _l("no")))
SURE = (("yes", _l("sure")), ("partly", _l("partly sure")), ("no", _l("not sure; let us talk about them")))
USED = (("yes", _l("yes")), ("sometimes", _l("sometimes")), ("no", _l("no")))
TRUST = (
    ("5", _l("5: always right")), ("4", "4"), ("3", _l("3: half and half")), ("2", "2"), ("1", _l("1: not at all")),
)  # fmt: skip
VISIBILITY = (
    ("own", _l("our group and those who work on the answer")),
    ("partners", _l("the other organisations on this site too")),
    ("public", _l("everybody, without signing in")),
)
CHANNELS = (
    ("meeting", _l("a meeting")),
    ("radio", _l("radio")),
    ("sms", _l("text message (SMS)")),
    ("voice message", _l("voice message")),
    ("poster", _l("poster or paper")),
    ("phone page", _l("a page on the phone")),
    ("e-mail", _l("e-mail")),
)
MAY_TRAVEL = tuple((code, label.words) for code, label in LABELS.items())
SAID_BY = (
    ("meeting", _l("in a meeting, read aloud")),
    ("phone", _l("by phone")),
    ("voice", _l("by voice message")),
    ("paper", _l("on paper, with a signature or a thumbprint")),
)

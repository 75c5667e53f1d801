"""The words of a session: its moves, answers to remarks, and question cards."""

from flask_babel import lazy_gettext as _l

MOVES = {
    "invite": _l("Invite: the code can be given out"),
    "open": _l("Begin the session"),
    "close": _l("End the session"),
    "cancel": _l("Cancel it"),
}
ANSWERS = {
    "acknowledge": _l("Heard"),
    "park": _l("Park it"),
    "not_use": _l("Not used"),
    "take_up": _l("Take it up again"),
}
CHANNELS = {"spoken": _l("they said it"), "paper": _l("it stands on their paper")}
CARDS = {
    "actors": (
        _l("Who decides this at home, and who is asked first?"),
        _l("Who is not here and should be?"),
        _l("What did earlier projects promise you?"),
    ),
    "common_ground": (
        _l("How do you know that the rains are near?"),
        _l("Which word just now meant something else to you?"),
        _l("Where did a forecast help, where did it do harm?"),
    ),
    "need": (
        _l("What do you do on that day, and what would you do otherwise?"),
        _l("In which year was it bad, and how did you notice?"),
        _l("Which mistake costs more: in vain, or too late?"),
    ),
    "solution": (
        _l("Does this year on the graph look as you remember it?"),
        _l("Which number would you change, and why?"),
        _l("What does the picture not show that you know?"),
    ),
    "delivery": (
        _l("Who hears this last, and how would they hear it in time?"),
        _l("How would you say it to a neighbour in one breath?"),
        _l("What must arrive with it: seed, money, advice?"),
    ),
    "evaluation": (
        _l("What did you do otherwise because of it?"),
        _l("What promise was not kept?"),
        _l("What should we stop doing?"),
    ),
}

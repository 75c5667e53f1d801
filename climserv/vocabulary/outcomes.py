"""The three outcomes of a seasonal event, never merged."""

from enum import IntEnum


class Outcome(IntEnum):
    """What is known of one season at one place: stored as uint8 beside every seasonal number."""

    UNKNOWN = 0
    HAPPENED = 1
    DID_NOT_HAPPEN = 2

    @property
    def word(self) -> str:
        """The word used in tables and flag meanings: `happened`, `did_not_happen`, `unknown`."""
        return self.name.lower()


# The fill value of outcome arrays where a season does not exist at all: a shorter period, a member without it.
NOT_A_SEASON = 255

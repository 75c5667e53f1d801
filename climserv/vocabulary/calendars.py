"""The calendars of climate data: the names files use, and the one name each has here."""

# The Gregorian ones differ only before 15 October 1582.
CALENDARS = {
    "standard": "standard",
    "gregorian": "standard",
    "proleptic_gregorian": "proleptic_gregorian",
    "julian": "julian",
    "noleap": "noleap",
    "365_day": "noleap",
    "all_leap": "all_leap",
    "366_day": "all_leap",
    "360_day": "360_day",
    # So IRI and NMME write it.
    "360": "360_day",
}

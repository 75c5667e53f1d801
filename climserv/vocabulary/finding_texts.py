"""The texts of the health check: by code, what is wrong, what was found, what would be right, what to do now.

Written in English; the pages translate them (`python -m web.translating` gathers them from here).
"""

from typing import NamedTuple


class Sentence(NamedTuple):
    """Texts with `%(name)s` where a value stands."""

    what: str
    got: str = ""
    allowed: str = ""
    next_step: str = ""


_SMALLER_BLOCKS = "Write it again in smaller blocks: nccopy -c time/1000,lat/20,lon/20 old.nc new.nc"
_MORE_DAYS = "Write it again with more days together: nccopy -c time/1000,lat/20,lon/20 old.nc new.nc"
_THRESHOLDS = "A threshold between two steps cannot be told from them; choose thresholds accordingly"
_SEEN = "%(seen)s"

SENTENCES: dict[str, Sentence] = {
    # What a file holds.
    "file.holds": Sentence("holds %(variables)s; %(places)s; %(days)s"),
    "variable.none": Sentence(
        "no variable of this file is known", "%(others)s", "%(known)s", "Rename its variables to canonical names"
    ),
    # The header.
    "cf.conventions": Sentence(
        "the file does not say that it follows the CF conventions", "%(said)s", "Conventions = CF-1.8 or so"
    ),
    "cf.bounds": Sentence(
        "%(names)s name bounds that are not in the file", "%(bounds)s", "variables of it",
        "Add the bounds, or drop the attribute; for daily means they say which day a stamp means",
    ),
    "cf.bounds:shape": Sentence(
        "the bounds of %(name)s have another shape than it", "%(shape)s", "%(wanted)s", "Write the bounds again"
    ),
    "cf.grid_mapping": Sentence(
        "%(name)s names %(mapping)s as its grid mapping, and there is no such variable in the file", "%(mapping)s", "",
        "Fetch the file again with its grid mapping, or drop the attribute",
    ),
    "cf.standard_name": Sentence(
        "the standard_name of %(name)s is none that is known", "%(said)s", "a CF standard name",
        "Did you mean %(near)s?",
    ),
    "cf.fill": Sentence("_FillValue and missing_value differ; both are taken as missing", "%(one)s, %(other)s"),
    "cf.cell_methods": Sentence(
        "%(name)s does not say with cell_methods that it is the %(expected)s of the day; its name is trusted", "",
        "time: %(expected)s",
    ),
    "cf.cell_methods:point": Sentence(
        "%(name)s is a value at one moment (cell_methods time: point), not the %(expected)s of the day", "point",
        "time: %(expected)s", "Ask for daily values",
    ),
    "grid.noise": Sentence(
        "the longitudes are not evenly apart, by a little that looks like noise", "a step of %(step)s from %(from)s",
        "steps of %(usual)s degrees", "Round them to the grid that is meant",
    ),
    "structure.chunks": Sentence(
        "%(name)s is kept in blocks of %(size)s MB, and the smallest question reads one of them whole", "%(shape)s",
        "at most %(most)s MB", _SMALLER_BLOCKS,
    ),
    "structure.chunks:days": Sentence(
        "%(name)s is kept %(days)s day(s) a block, so that a long series at one place reads the whole file",
        "%(shape)s", "some hundred days in a block", _MORE_DAYS,
    ),
    "structure.packing": Sentence(
        "scale_factor or add_offset make every value the same or none",
        "scale_factor %(scale)s, add_offset %(add)s", "", "Correct the two attributes, or fetch the file again",
    ),
    "structure.packing:coarse": Sentence(
        "%(name)s is packed in steps of %(step)s %(unit)s", "", "",
        "Fetch the file unpacked, or choose thresholds accordingly",
    ),
    # Time.
    "time.season": Sentence(
        "the file holds one season of each year and leaves out the rest, %(times)s time(s)", _SEEN
    ),
    "time.gap": Sentence(
        "the time axis has %(times)s gap(s), from the last day before to the first after", _SEEN, "",
        "Right for a historical and a future part; else fetch the missing pieces",
    ),
    "time.name": Sentence(
        "the file holds fewer days than its name says", "%(first)s to %(last)s", "%(named)s",
        "Right for a part that was cut out; else fetch the file again",
    ),
    "time.calendars": Sentence(
        "the files have several calendars; each keeps its own, and years are compared by their number", "%(calendars)s"
    ),
    # Values.
    "unit.accumulated": Sentence(
        "%(name)s rises from day to day and hardly ever falls: it is summed up since some start", _SEEN, "mm/day",
        "Take the difference from day to day and write it as mm/day",
    ),
    "unit.values": Sentence(
        "%(name)s is labelled %(unit)s, and its numbers look like %(looks)s", _SEEN, "%(looks)s",
        "Correct the unit, or scale_factor and add_offset, whichever is wrong",
    ),
    "unit.values:place": Sentence(
        "%(name)s at %(place)s is labelled %(unit)s, and its numbers look like %(looks)s", _SEEN, "%(looks)s",
        "Correct the unit, or scale_factor and add_offset, whichever is wrong",
    ),
    "value.code": Sentence(
        "%(name)s is %(code)s on %(days)s day(s), a code for missing that is not declared", _SEEN,
        "a declared missing value",
        "Declare %(code)s as missing (attribute _FillValue), or leave the cell empty",
    ),
    "value.impossible": Sentence(
        "%(name)s cannot be so on %(days)s day(s)", _SEEN, "%(limits)s",
        "Declare missing codes such as -999 (_FillValue), mend the unit, or empty these days",
    ),
    "value.strange": Sentence(
        "%(name)s lies outside what is plausible on %(days)s day(s)", _SEEN, "%(limits)s", "Look at these days"
    ),
    "value.rounding": Sentence(
        "%(name)s is a rounding error below zero on %(days)s day(s); they are read as zero"
    ),
    "value.none": Sentence(
        "%(name)s is missing on every day at every place", "", "",
        "Fetch the file again, or leave this variable out",
    ),
    "value.empty": Sentence(
        "%(name)s is missing on every day at %(places)s place(s)", _SEEN, "",
        "Right over sea or outside a country; else ask the source",
    ),
    "value.missing": Sentence("%(name)s is missing on %(share)s %% of the days of all places"),
    "value.order": Sentence(
        "%(low)s is above %(high)s on %(days)s day(s) at %(places)s place(s)", _SEEN, "%(low)s <= %(high)s",
        "Ask the source which of the two is wrong; both may have been adjusted apart",
    ),
    "value.precision": Sentence("%(name)s is written in steps of %(step)s %(unit)s", "", "", _THRESHOLDS),
    "value.stuck": Sentence(
        "%(name)s stands still for %(days)s days or longer, %(times)s time(s)", _SEEN,
        "the same value on fewer than %(days)s days in a row",
        "Ask the source: a stuck instrument, or a longer mean written on each day; empty these days",
    ),
    "value.zeros": Sentence(
        "%(name)s is exactly zero on %(days)s day(s), and hardly ever close to it", _SEEN, "",
        "Declare zero as missing, or leave these days empty, if nothing was measured",
    ),
    "value.zeros:rain": Sentence(
        "%(name)s is zero on every day of a year, %(times)s time(s), at places that are not dry", _SEEN, "",
        "Ask the source; empty these years if nothing was measured",
    ),
    "value.scale": Sentence(
        "%(name)s is on another scale in %(years)s year(s) than in the others", "%(seen)s %(unit)s",
        "near %(mean)s %(unit)s, the mean of the middle year",
        "Look for a change of unit, of scale_factor and add_offset, or of the instrument in these years",
    ),
    "value.copy": Sentence(
        "%(name)s holds the same values in two years or members, %(times)s time(s)", _SEEN, "",
        "Ask the source: a gap filled with a copy, or one run under two names",
    ),
    # An upload that breaks its reader.
    "file.damaged": Sentence(
        "reading this file broke off", "%(error)s", "", "It is most likely damaged: fetch or write it again"
    ),
}  # fmt: skip

# What was taken for granted when a file was read; as `file.note:name` they are sentences of their own.
NOTES: dict[str, str] = {
    "calendar": "the file names no calendar; CF means the standard one then",
    "bounds": "the bounds of time say that a stamp of %(stamp)s means %(meant)s; the bounds are followed",
    "rotated": "latitudes and longitudes are reckoned from the rotated axes and the pole of the grid",
    "one_site": "the file does not say where its values are; they are one site, %(name)s",
    "amount.hour": (
        "%(name)s is in %(unit)s without a time; in an hourly file it is read as the amount since the stamp before"
    ),
    "amount.day": "%(name)s is in %(unit)s without a time; in a daily file it is read as %(unit)s a day",
    "amount.dekad": (
        "%(name)s is in %(unit)s without a time; in a file with one value a dekad it is read as the total of the "
        "dekad, divided by its days"
    ),
    "amount.month": (
        "%(name)s is in %(unit)s without a time; in a file with one value a month it is read as the total of the "
        "month, divided by its days"
    ),
    "amount.year": (
        "%(name)s is in %(unit)s without a time; in a file with one value a year it is read as the total of the "
        "year, divided by its days"
    ),
    "runs_up": "%(name)s runs up through each day, as in ERA5-Land; its highest value is the sum of the day",
    "several_a_day": (
        "%(name)s comes %(times)s times a day; a day is %(done)s of them %(day)s by the file's clock, "
        "and missing where one of them is"
    ),
    "run_on": (
        "%(names)s run on since a start; a day is what they grew by, and missing where they start anew or a stamp lacks"
    ),
    "left_out.day": "%(count)s day(s) that the file leaves out are counted as missing: %(seen)s",
    "left_out.dekad": "%(count)s dekad(s) that the file leaves out are counted as missing: %(seen)s",
    "left_out.month": "%(count)s month(s) that the file leaves out are counted as missing: %(seen)s",
    "left_out.year": "%(count)s year(s) that the file leaves out are counted as missing: %(seen)s",
    "extreme.max": "%(name)s is the highest of the %(count)s values of %(of)s in a day",
    "extreme.min": "%(name)s is the lowest of the %(count)s values of %(of)s in a day",
    "lead": "a lead of 24 hours is read as the day that ends then",
    "filled": "%(name)s is taken; %(other)s is the same with gaps",
    "rows": "the rows are not in the order of days; each was placed by its date",
    "no_row": "%(name)s: %(count)s day(s) without a row are counted as missing: %(seen)s",
    "traces": "%(name)s: %(count)s trace(s) of rain are read as 0",
    "code": "%(name)s: %(code)s is read as missing at %(places)s",
    "letters": "the text is not UTF-8; it is read as Windows-1252, and names with accents may come out wrong",
    "above_header": "%(count)s line(s) above the names of the columns are left out",
    "no_such_day": "%(count)s row(s) for days that their month does not have hold nothing, and are left out",
    "read_at": (
        "every row has the time %(time)s; it is taken as when the day's value was read, and the value as that of the "
        "day that is written"
    ),
    "no_places": "the table gives no latitude and longitude for its stations; they are known by name only",
}
SENTENCES |= {f"file.note:{name}": Sentence(text) for name, text in NOTES.items()}

# Words inside a sentence: the examples that were seen, and what a file holds.
PHRASES: dict[str, str] = {
    "or": "%(one)s or %(other)s",
    "nothing": "nothing",
    "place_on": "%(place)s on %(day)s",
    "value_at": "%(value)s %(unit)s at %(place)s on %(day)s",
    "above_at": "%(low)s above %(high)s degC at %(place)s on %(day)s",
    "still_at": "%(value)s %(unit)s at %(place)s from %(first)s to %(last)s",
    "no_rain_in": "no rain at %(place)s in %(year)s",
    "from_to": "%(first)s to %(last)s",
    "numbers": "%(low)s..%(high)s, mean %(mean)s",
    "year_mean": "%(year)s: %(mean)s",
    "year_of": "%(year)s of %(member)s",
    "copy_of": "%(later)s as %(earlier)s",
    "late_day": "from 01:00 to 24:00, because a stamp ends its hour",
    "clock_day": "from 00:00 to 24:00",
    "done.sum": "the sum",
    "done.mean": "the mean",
    "done.max": "the highest",
    "done.min": "the lowest",
    "no_variable": "no known variable",
    "sites": "%(n)s site(s)",
    "cells": "%(n)s cells",
    "grid": "%(rows)s x %(columns)s cells",
    "members": "%(n)s members, %(places)s",
    "days": "%(first)s to %(last)s, calendar %(calendar)s",
    "days_of_dekad": "%(first)s to %(last)s, one value a dekad, calendar %(calendar)s",
    "days_of_month": "%(first)s to %(last)s, one value a month, calendar %(calendar)s",
    "days_of_year": "%(first)s to %(last)s, one value a year, calendar %(calendar)s",
}

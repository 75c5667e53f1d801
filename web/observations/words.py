"""What is wrong with a reading or a gauge, in the reader's language, short enough to stand beside a cell."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from climserv.vocabulary.problems import Problem

_WHAT = {
    "reading.unit": _l("Say in which unit the gauge measures: mm or inches. Given was “%(got)s”."),
    "reading.day.missing": _l("Which day was this?"),
    "reading.day": _l("“%(got)s” is no day of the calendar. Write it like 2025-12-31."),
    "reading.day.order": _l("“%(got)s”: is the day or the month first? Write it like 2025-12-31."),
    "reading.day.future": _l("%(got)s has not come yet."),
    "reading.day.early": _l("%(got)s is too long ago. Check the year."),
    "reading.value": _l(
        "“%(got)s” is no amount. Write a number, 0, or “trace”; leave it blank if the gauge was not read."
    ),
    "reading.value.negative": _l("Rain cannot be less than 0. Leave it blank if the gauge was not read."),
    "reading.value.large": _l("%(got)s in one day: no place has had so much. Check the number and the unit."),
    "reading.trace": _l("Either tick “trace” or write an amount."),
    "reading.words": _l("This is too long; a few words are enough."),
    "reading.twice": _l("%(got)s stands here twice. Keep one."),
    "readings.none": _l("Nothing is typed yet."),
    "readings.note": _l("You replace readings. Say why in a word, so that others can follow."),
    "sheet.empty": _l("There is nothing in the sheet."),
    "sheet.long": _l("The sheet is too long. Send it in parts."),
    "sheet.form": _l("This is no table of days and amounts."),
    "sheet.day": _l("No column is called “date”. The columns are: %(got)s."),
    "sheet.rain": _l("No column is called “rain”. The columns are: %(got)s."),
    "sheet.sites": _l("The sheet holds several gauges: %(got)s. Send one sheet for each."),
    "sheet.excel": _l("This is no text. In your spreadsheet program, choose “Save as”, then CSV."),
    "series.choice": _l("Choose one of these."),
    "series.organisation": _l("Choose the group whose gauge or field it is."),
    "series.place": _l("Give it a name that your group knows it by."),
    "series.place.sign": _l("A name begins with a letter or a number."),
    "series.taken": _l("Your group has one of this name already. Choose another name."),
    "series.consent": _l("Who agreed? Without consent nothing is kept."),
    "series.witness": _l("Who heard it said?"),
    "series.long": _l("This is too long."),
    "series.number": _l("“%(got)s” is no number. Write it like -0.51."),
    "series.position": _l("For the computations of this site we must know where the gauge stands."),
    "series.position.range": _l("%(got)s cannot be: latitudes go from -90 to 90, longitudes from -180 to 180."),
    "series.altitude": _l("No land lies at %(got)s m."),
    "series.withdrawn": _l("The consent for these readings was withdrawn; nothing can be added."),
}


def told(problem: Problem) -> str:
    """The sentence for one problem, without its place."""
    if problem.code in _WHAT:
        return str(_WHAT[problem.code]) % {"got": problem.got, "allowed": problem.allowed}
    return str(problem)


def told_with_line(problem: Problem) -> str:
    """The sentence for a problem of a sheet, with its line in front where it has one."""
    found = re.fullmatch(r"line (\d+)", problem.where)
    return _("Line %(n)s: %(what)s", n=found[1], what=told(problem)) if found else told(problem)

"""Why data are not read, in the reader's language: the code tells what is wrong and how to mend it.

English readers are given the sentence of the reader itself, which is more exact: it names columns and days.
"""

from flask_babel import lazy_gettext as _l

_DAMAGED = _l("The file is damaged or cut short. Fetch or write it again.")
_SUMMED = _l(
    "The rain is summed up since some start, and its days cannot be told apart. Ask the source for rain a day."
)
_NOT_SET = _l("These files do not belong together as one dataset. Bring them one by one, or leave the others out.")
_CARD = _l("The files are not those that their card describes.")

DOOR_WORDS = {
    "card.generator": _CARD,
    "card.members": _CARD,
    "card.step": _l("The files differ in their step of time. Bring those of one step."),
    "card.variables": _l("The files do not hold the same variables. Bring those that hold the same."),
    "file.changed": _l("The file was changed while it was read. Bring it again."),
    "file.codec": _l("The data are packed in a way that is not opened here. Write them again with a usual packing."),
    "file.damaged": _DAMAGED,
    "file.empty": _l("There are no data in this store."),
    "file.folder": _l("This folder holds no data that can be read."),
    "file.grib": _l("GRIB files are not read here. Write them as NetCDF."),
    "file.kind": _l("This kind of file is not read. Send NetCDF, Zarr, CSV or Excel."),
    "file.large": _l("The blocks of this store are too large to be read safely. Write it in smaller blocks."),
    "file.missing": _l("The file is not there, or it cannot be read. Bring it again."),
    "file.mixed": _l("The file holds fields of several grids, levels or times. Keep one kind in a file."),
    "file.outside": _l("The file is not in a folder that may be read."),
    "file.page": _l("This is a web page and no data, such as a request to sign in. Fetch the data again."),
    "file.remote": _l("Data are not read from other machines here. Fetch them and bring the file."),
    "grid.axis": _l("The latitudes and longitudes of the file do not make sense: each must stand once, in degrees."),
    "grid.moving": _l("The places of the file change with time. Cut out one that stays."),
    "grid.none": _l("The file does not say where its values are: it has no latitude and longitude."),
    "height.cells": _l("The heights are of other cells or of another model than the data. Bring those of its grid."),
    "height.file": _l("The file is named as heights are, and none can be read from it. Bring another, or none."),
    "height.twice": _l("Two files tell other heights of the same cells. Leave out one of them."),
    "made.part": _CARD,
    "set.large": _l("These are too many files for one dataset. Bring fewer, or join them."),
    "set.overlap": _l("Two files give other values for the same days. Leave out one of them."),
    "set.unlike": _NOT_SET,
    "sites.place": _l("A station of one name stands at two places. Correct the place, or give one another name."),
    "sites.twice": _l("Two stations have the same name. Give each its own."),
    "table.column": _l("Two columns have the same name. Rename one."),
    "table.dates": _l("The days of the table cannot be read. Write them like 1990-01-31."),
    "table.empty": _l("There are no rows in this table."),
    "table.formula": _l("Some cells hold formulas without their value. Save the sheet with values."),
    "table.large": _l("The table is too large. Bring it in parts, or as NetCDF."),
    "table.number": _l("Some cells hold no number. Leave them empty if the value is missing."),
    "table.place": _l("The latitude and longitude of a station are none, or differ from row to row."),
    "table.quotes": _l("A cell runs over several lines. Write one line for each row."),
    "table.sheets": _l("The sheets of this workbook have other columns. Give all the same, or keep one sheet."),
    "table.station": _l("A row does not say of which station it is. Write the name in every row."),
    "table.text": _l("The letters of this table cannot be read. Save it as CSV UTF-8."),
    "table.uneven": _l("Some rows have more or fewer cells than there are columns. Empty them, or name the column."),
    "time.calendar": _l("The calendar of this file is not known."),
    "time.climatology": _l("The file holds means over many years. Send the years that they were made of."),
    "time.daily": _l("The data are daily; another step of time is needed."),
    "time.dekadal": _l("The data come every ten days; another step of time is needed."),
    "time.duplicate": _l("Some days stand twice. Keep each once."),
    "time.empty": _l("There are no days in this file."),
    "time.leads": _l("The lead times of this forecast are not one day apart. Make daily values first."),
    "time.missing": _l("A day is missing from the time axis."),
    "time.monthly": _l("The data come once a month or less often. Ask the source for its daily file."),
    "time.none": _l("The file has no time axis: nothing says of which day its values are."),
    "time.range": _l("The days of this file lie thousands of years away: it is damaged. Fetch it again."),
    "time.step": _l("The values of this file come in a step of time that is not read."),
    "time.subdaily": _l("The data come several times a day. Make daily values first."),
    "time.units": _l("The days of the file cannot be reckoned: its units of time are not understood."),
    "time.unsorted": _l("The days are not in order. Sort the file by time."),
    "time.yearly": _l("The data come once a year; another step of time is needed."),
    "unit.accumulated": _SUMMED,
    "unit.amount": _l("The file gives amounts and does not say over how long. Write the unit as mm/day."),
    "unit.dimension": _l("The unit of this variable measures something else. Correct it."),
    "unit.hours": _l(
        "Only some hours of each day are in the file, each with the amount of one hour. Send all 24, or daily values."
    ),
    "unit.missing": _l("A variable has no unit. Write it."),
    "unit.sums": _l(
        "It cannot be told whether the amounts are of each hour or run up through the day. Send a month or more."
    ),
    "upload.bomb": _l("The file unpacks to far more than it is. Send the plain data, or a smaller part of them."),
    "upload.chunk": _l("One block of this file is too large to be read safely. Write it in smaller blocks."),
    "upload.elsewhere": _l("The file keeps its data in other files. Send a copy that holds its data itself."),
    "value.impossible": _l("Some values cannot be so. Correct the unit, declare missing values, or empty these days."),
    "variable.dimension": _l("A variable does not run along time and place as it must."),
    "variable.doubt": _l("It is not certain what a variable measures. Name it as it is usual, such as pr or tasmax."),
    "variable.level": _l("A variable is measured high up in the air, not near the ground."),
    "variable.missing": _l("A variable that is needed is not in the file."),
    "variable.none": _l("No variable of this file is known. Name them as is usual, such as pr or tasmax."),
    "variable.twice": _l("Several variables could be the same. Keep one, or rename the others."),
    "variable.type": _l("A variable holds no numbers."),
}

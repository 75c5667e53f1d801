"""The table test: every file of the real data opens to what is stated of it, or is refused with the stated message."""

from fnmatch import fnmatch

import netCDF4
import numpy as np
import pytest

from climserv.data.opening import open_source
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.variables import VARIABLES

from .every_file import CONTRADICT, OPENS, REFUSED, SETS

# From the units of the files to the unit people read: factor and offset, written out by hand.
BY_HAND = {
    "K": (1, -273.15),
    "degC": (1, 0),
    "kg m-2 s-1": (86400, 0),
    "mm s-1": (86400, 0),
    "mm day-1": (1, 0),
    "kg m-2 d-1": (1, 0),
}


@pytest.fixture
def opened(shared_data, tmp_path):
    def open_(name: str, **options):
        return open_source(shared_data / name, catalogue={}, made_folder=tmp_path, **{"step": None} | options)

    return open_


def test_every_file_is_in_the_table(shared_data):
    files = {str(path.relative_to(shared_data)) for path in shared_data.rglob("*") if path.is_file()}
    refused = {name: [pattern for pattern in REFUSED if fnmatch(name, pattern)] for name in files}
    assert {name for name in files if not refused[name]} == set(OPENS)
    assert {pattern for patterns in refused.values() for pattern in patterns} == set(REFUSED)
    assert all(len(patterns) <= 1 for patterns in refused.values())


@pytest.mark.parametrize("name", OPENS)
def test_it_opens_to_what_is_stated(opened, name):
    stated, source = OPENS[name], opened(name)
    (piece,) = source.pieces
    cells, dates = piece.cells, piece.dates
    assert (source.role, cells.kind, cells.shape) == (stated.role, stated.kind, stated.shape)
    assert (dates.calendar, piece.step, dates.iso(0), dates.iso(-1)) == (
        stated.calendar, stated.step, stated.first, stated.last,
    )  # fmt: skip
    assert len(piece.members) == len({member.id for member in piece.members}) == stated.members
    assert {variable: unit.text for variable, unit in piece.units.items()} == {
        variable: unit for variable, (unit, _) in stated.variables.items()
    }
    for variable, (_, mean) in stated.variables.items():
        values = piece.read(variable, 0, np.arange(len(cells)), slice(None), unit=VARIABLES[variable].display)
        assert (values.dtype, values.shape) == (np.float32, (len(cells), len(dates)))
        assert np.nanmean(values, dtype=float) == pytest.approx(mean, rel=6e-3)


@pytest.mark.parametrize("name", OPENS)
def test_its_places_and_days_are_canonical(opened, name):
    (piece,) = opened(name).pieces
    cells, dates = piece.cells, piece.dates
    told = np.isfinite(cells.lat)
    assert (np.abs(cells.lat[told]) <= 90).all()
    assert ((cells.lon[told] >= -180) & (cells.lon[told] <= 180)).all()
    assert (np.diff(cells.lats) > 0).all()
    assert (np.diff(cells.lons) > 0).all()
    assert len(cells) == np.prod(cells.shape)
    assert (np.diff(dates.numbers()) > 0).all()
    assert cells.names or cells.kind != "sites"


@pytest.mark.filterwarnings("ignore:WARNING. missing_value not used:UserWarning")
@pytest.mark.parametrize("name", [name for name, file in OPENS.items() if name.endswith(".nc") and file.members == 1])
def test_its_mean_is_that_of_the_raw_numbers(shared_data, name):
    with netCDF4.Dataset(shared_data / name) as file:
        for variable, (unit, mean) in OPENS[name].variables.items():
            if variable in file.variables and unit in BY_HAND:
                factor, offset = BY_HAND[unit]
                raw = np.ma.filled(file[variable][...].astype(float), np.nan)
                assert np.nanmean(raw) * factor + offset == pytest.approx(mean, rel=6e-3)


@pytest.mark.parametrize(("name", "variable"), [(name, v) for name, file in OPENS.items() for v in file.lacks])
def test_what_it_lacks_is_told_with_the_reason(opened, name, variable):
    with pytest.raises(Refused) as refusal:
        opened(name, variables=(variable,))
    assert [problem.code for problem in refusal.value.problems] == [OPENS[name].lacks[variable]]
    assert refusal.value.problems[0].next_step


@pytest.mark.parametrize("name", [name for name, file in OPENS.items() if file.step != "day"])
def test_longer_steps_are_refused_where_days_are_needed(opened, name):
    with pytest.raises(Refused) as refusal:
        opened(name, step="day")
    adverb = {"month": "monthly", "year": "yearly"}[OPENS[name].step]
    assert [problem.code for problem in refusal.value.problems] == [f"time.{adverb}"]
    assert adverb in str(refusal.value)


@pytest.mark.parametrize("pattern", REFUSED)
def test_it_is_refused_with_the_stated_message(opened, shared_data, pattern):
    code, words = REFUSED[pattern]
    for path in shared_data.glob(pattern):
        with pytest.raises(Refused) as refusal:
            opened(path.relative_to(shared_data))
        assert [problem.code for problem in refusal.value.problems] == [code]
        assert words in str(refusal.value)


@pytest.mark.parametrize("pattern", SETS)
def test_files_that_belong_together_open_as_one(opened, pattern):
    found = [
        (member.id, piece.dates.calendar, piece.cells.shape, piece.dates.iso(0), piece.dates.iso(-1), set(piece.units))
        for piece in opened(pattern).pieces
        for member in piece.members
    ]
    assert sorted(found, key=str) == sorted(SETS[pattern], key=str)


@pytest.mark.parametrize("pattern", CONTRADICT)
def test_files_that_contradict_one_another_are_refused(opened, pattern):
    code, words = CONTRADICT[pattern]
    with pytest.raises(Refused) as refusal:
        opened(pattern)
    assert code in [problem.code for problem in refusal.value.problems]
    assert words in str(refusal.value)

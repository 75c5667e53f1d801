"""The made region: what its tables promise is what its numbers do."""

import netCDF4
import numpy as np
import pytest

from climserv.data.made import made_region, made_weather
from climserv.data.made.made_region import MODELS, OBSERVED_YEARS, REMEMBERED, days_of, make_region
from climserv.data.made.made_weather import Site, make_weather
from climserv.vocabulary.problems import Refused

YEARS = 120  # of the long runs, so that chance does not hide what is known
ONE_CELL = Site(np.array([900.0]), np.array([-0.65]), np.array([37.65]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    for part in made_region.PARTS:
        make_region(folder, part=part)
    return folder


def read(path) -> dict:
    """Values as (time, lat, lon) in mm/day and degC, with dates as (time, 3) and the header's facts."""
    with netCDF4.Dataset(path) as file:
        found = {"calendar": file["time"].calendar, "orog": file["orog"][:].data, "path": path}
        found["lat"], found["lon"] = file["lat"][:].data, file["lon"][:].data
        dates = netCDF4.num2date(file["time"][:], file["time"].units, file["time"].calendar)
        found["dates"] = np.array([(day.year, day.month, day.day) for day in dates])
        for name in ("pr", "tasmin", "tasmax"):
            values = file[name][:].data.astype(np.float64)
            values = values.reshape(-1, *values.shape[-2:])
            unit = file[name].units
            values = values * 86400 if unit == "kg m-2 s-1" else values
            found[name] = values - 273.15 if unit == "K" else values
        found["members"] = list(file["member"][:]) if "member" in file.variables else []
        found["comments"] = {file.comment, *(file[name].comment for name in ("pr", "tasmin", "tasmax"))}
        found["title"] = file.title
    return found


@pytest.fixture(scope="module")
def observed(folder):
    return read(make_region(folder, part="observed")[0])


@pytest.fixture(scope="module")
def models(folder):
    return [read(path) for path in make_region(folder, part="models")]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_weather(folder, observed, tmp_path):
    for part in made_region.PARTS:
        for first, again in zip(make_region(folder, part=part), make_region(tmp_path, part=part), strict=True):
            assert first.name == again.name
            assert first.read_bytes() == again.read_bytes()
    (other,) = make_region(tmp_path, part="observed", seed=made_region.SEED + 1)
    assert not np.array_equal(read(other)["pr"], observed["pr"])


def test_files_already_there_are_kept_and_half_files_never_stay(folder, tmp_path, monkeypatch):
    (path,) = make_region(folder, part="observed")
    before = path.stat().st_mtime_ns
    assert make_region(folder, part="observed") == (path,)
    assert path.stat().st_mtime_ns == before

    def break_off(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(made_region, "_write_weather", break_off)
    with pytest.raises(KeyboardInterrupt):
        make_region(tmp_path, part="observed")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_part_is_answered_with_the_nearest(tmp_path):
    with pytest.raises(Refused, match=r"Did you mean models\?"):
        make_region(tmp_path, part="model")


def test_every_file_says_in_its_header_that_it_was_made(observed, models):
    for found in (observed, *models):
        assert "made for demonstration" in found["title"]
        assert all("Made for demonstration" in comment for comment in found["comments"])


def test_grids_are_those_of_the_card(observed, models):
    assert observed["pr"].shape[1:] == (10, 10)
    west, south, east, north = made_region.BOX
    assert observed["lat"] == pytest.approx(np.arange(south + 0.025, north, 0.05))
    assert observed["lon"] == pytest.approx(np.arange(west + 0.025, east, 0.05))
    for model in models:
        assert np.diff(model["lat"]) == pytest.approx([1, 1])
        assert abs(model["lat"][1] - observed["lat"].mean()) < 1e-6
        assert abs(model["lon"][1] - observed["lon"].mean()) < 1e-6


def test_calendars_hold_the_days_they_should(observed, models):
    assert observed["calendar"] == "standard"
    assert len(observed["dates"]) == 30 * 365 + 8
    lengths = {"standard": 60 * 365 + 8 + 7, "noleap": 60 * 365, "360_day": 60 * 360}
    for model, made in zip(models, MODELS, strict=True):
        assert model["members"] == [made.name]
        assert model["calendar"] == made.calendar
        assert len(model["dates"]) == lengths[made.calendar]
        years = np.unique(model["dates"][:, 0])
        assert list(years) == [*range(1991, 2021), *range(2041, 2071)]
        has_leap_day = ((model["dates"][:, 1] == 2) & (model["dates"][:, 2] == 29)).any()
        assert has_leap_day == (made.calendar != "noleap")
        assert (model["dates"][:, 2].max() == 30) == (made.calendar == "360_day")


def test_every_day_is_there_and_is_weather(observed, models):
    for found in (observed, *models):
        assert all(np.isfinite(found[name]).all() for name in ("pr", "tasmin", "tasmax"))
        assert (found["tasmin"] <= found["tasmax"]).all()
        assert found["pr"].min() == 0
        assert 80 < found["pr"].max() < 400
        assert 5 < found["tasmin"].min() < found["tasmax"].max() < 45


def monthly_rain(found, row, column) -> np.ndarray:
    months = found["dates"][:, 1]
    years = len(np.unique(found["dates"][:, 0]))
    return np.array([found["pr"][months == month, row, column].sum() / years for month in range(1, 13)])


def test_rain_comes_twice_a_year(observed, models):
    for found, row, column in ((observed, 0, 9), (observed, 9, 0), *((model, 1, 1) for model in models)):
        rain = monthly_rain(found, row, column)
        first, second = rain[2:5].mean(), rain[9:12].mean()
        between, after = rain[6:9].mean(), rain[:2].mean()
        assert min(first, second) > 3 * max(between, after)
        assert {int(rain[:7].argmax()), int(7 + rain[7:].argmax())} <= {3, 4, 10}
        assert 550 < rain.sum() < 1400


def test_the_hill_is_cooler_and_wetter_than_the_plain(observed):
    hill, plain = (9, 0), (0, 9)
    apart = observed["orog"][hill] - observed["orog"][plain]
    assert apart > 400
    mean = (observed["tasmin"] + observed["tasmax"]).mean(axis=0) / 2
    # Wet days cool a little, and the hill has more of them.
    assert (mean[plain] - mean[hill]) / apart * 1000 == pytest.approx(made_weather.LAPSE * 1000, abs=0.4)
    assert monthly_rain(observed, *hill).sum() > 1.3 * monthly_rain(observed, *plain).sum()


def test_neighbours_share_their_weather_and_far_cells_share_less(observed):
    wet = observed["pr"][observed["dates"][:, 1] == 11] >= 1
    near, far = (np.corrcoef(wet[:, 5, 5], wet[:, row, col])[0, 1] for row, col in ((5, 6), (0, 0)))
    assert near > far + 0.1
    assert near > 0.6
    assert far > 0.3


def starts(found, row, column) -> dict[int, int | None]:
    """Day after 1 October on which the rains start, by the default definition, worked day by day."""
    rain, dates = found["pr"][:, row, column], found["dates"]
    result: dict[int, int | None] = {}
    for first in np.flatnonzero((dates[:, 1] == 10) & (dates[:, 2] == 1)):
        result[int(dates[first, 0])] = None
        for day in range(76):
            at = first + day
            if rain[at] < 1 or rain[at : at + 3].sum() < 20:
                continue
            longest = run = 0
            for amount in rain[at + 3 : at + 23]:
                run = run + 1 if amount < 1 else 0
                longest = max(longest, run)
            if longest < 10:
                result[int(dates[first, 0])] = day
                break
    return result


def early_and_never(found, row, column) -> tuple[int, int]:
    days = starts(found, row, column).values()
    return sum(day is not None and day <= 35 for day in days), sum(day is None for day in days)


def test_rains_start_by_5_november_in_most_years_and_never_in_a_few(observed):
    for cell in ((0, 9), (2, 7), (5, 5)):
        early, never = early_and_never(observed, *cell)
        assert 18 <= early <= 24
        assert 1 <= never <= 3
    hill, _ = early_and_never(observed, 9, 0)
    assert hill > early_and_never(observed, 0, 9)[0]


def test_the_remembered_bad_years_are_bad_in_the_rain(observed):
    days = starts(observed, 5, 5)
    october_rains = dict.fromkeys(days, 0.0)
    for year in days:
        inside = (observed["dates"][:, 0] == year) & (observed["dates"][:, 1] >= 10)
        october_rains[year] = float(observed["pr"][inside, 5, 5].sum())
    usual = np.median(list(october_rains.values()))
    for year, strength in REMEMBERED.items():
        if strength < 1:
            assert days[year] is None
            assert october_rains[year] < 0.5 * usual
        else:
            assert october_rains[year] > 1.2 * usual


@pytest.fixture(scope="module")
def long_runs():
    """Long weather at one cell with the same chance throughout: what differs is what the table says."""
    days = days_of(1991, 1990 + YEARS, "noleap")

    def run(traits=made_weather.TRUTH, *, future=False):
        weather = make_weather(np.random.default_rng(7), days, ONE_CELL, traits, future=future)
        return {name: values[:, 0] for name, values in weather.items()}

    runs = {model.name: (run(model.traits), run(model.traits, future=True)) for model in MODELS}
    return days.season_day, run(), runs


def days_gained(day: np.ndarray, one: np.ndarray, other: np.ndarray) -> float:
    """How many days earlier the October rains begin in `one` than in `other`, both made with the same chance.

    Both say whether it rains. From the dry months to the height of the rains, the area between the two curves of
    the chance of rain, over its rise, is the shift.
    """
    setting_in, height, dry = (day > 240) & (day < 325), (day > 325) & (day < 335), (day > 200) & (day < 230)
    rise = other[height].mean() - other[dry].mean()
    return float(one[setting_in].mean() - other[setting_in].mean()) * 84 / rise


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_each_model_is_wrong_by_what_its_table_says(long_runs, model):
    day, truth, runs = long_runs
    past, traits = runs[model.name][0], model.traits
    assert (past["tasmin"] - truth["tasmin"]).mean() == pytest.approx(traits.tasmin_bias, abs=0.1)
    assert (past["tasmax"] - truth["tasmax"]).mean() == pytest.approx(traits.tasmax_bias, abs=0.1)
    core = ((day > 100) & (day < 130)) | ((day > 315) & (day < 340))
    heavy = np.quantile(past["pr"][core], 0.95) / np.quantile(truth["pr"][core], 0.95)
    assert heavy == pytest.approx(traits.rain_factor, rel=0.05)
    dry_months = (day > 190) & (day < 250)
    light = [((run["pr"][dry_months] >= 0.1) & (run["pr"][dry_months] <= 1)).mean() for run in (past, truth)]
    assert light[0] - light[1] == pytest.approx(traits.drizzle, abs=0.02)
    rain = past["pr"] >= 2 * traits.rain_factor
    assert days_gained(day, rain, truth["pr"] >= 2) == pytest.approx(traits.early, abs=1)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_each_future_differs_by_what_its_table_says(long_runs, model):
    day, _, runs = long_runs
    (past, future), traits = runs[model.name], model.traits
    for name in ("tasmin", "tasmax"):
        assert (future[name] - past[name]).mean() == pytest.approx(traits.warming, abs=0.1)
    rain_then, rain_now = (
        future["pr"] >= 2 * traits.rain_factor * traits.intensity,
        past["pr"] >= 2 * traits.rain_factor,
    )
    assert days_gained(day, rain_then, rain_now) == pytest.approx(-traits.later, abs=1)
    first_rains = (day > 60) & (day < 160) & (past["pr"] > 1)
    heavier = future["pr"][first_rains].mean() / past["pr"][first_rains].mean()
    assert heavier == pytest.approx(traits.intensity, rel=0.01)


def test_the_files_carry_the_faults_and_the_change_too(observed, models):
    """Thirty years of independent weather: chance is larger here, the signs and sizes still show."""
    truth = {name: observed[name].mean() for name in ("tasmin", "tasmax")}
    for model, made in zip(models, MODELS, strict=True):
        past = model["dates"][:, 0] <= OBSERVED_YEARS[1]
        for name, bias in (("tasmin", made.traits.tasmin_bias), ("tasmax", made.traits.tasmax_bias)):
            values = model[name][:, 1, 1]
            assert values[past].mean() - truth[name] == pytest.approx(bias, abs=0.3)
            assert values[~past].mean() - values[past].mean() == pytest.approx(made.traits.warming, abs=0.3)
        early, future = ({y: d for y, d in starts(model, 1, 1).items() if (y < 2021) == past} for past in (True, False))
        middle = [np.median([76 if day is None else day for day in run.values()]) for run in (early, future)]
        assert middle[1] > middle[0]


def test_memory_keeps_the_variance_it_was_given():
    noise = np.random.default_rng(1).standard_normal((20_000, 2))
    remembered = made_weather._remembered(noise, 0.7)
    assert remembered.std(axis=0) == pytest.approx([1, 1], abs=0.05)
    assert np.corrcoef(remembered[1:, 0], remembered[:-1, 0])[0, 1] == pytest.approx(0.7, abs=0.03)

"""What holds for every method of seasons and of heat: cells know nothing of each other, missing days stay local."""

import numpy as np
import pytest

from climserv.methods.heat import cattle, chill, days, degree_days, frost, growing, waves
from climserv.methods.seasons import amounts, cessation, counting, dry_after, length, onset, spells

from .series import days_between, seasons_of

DAYS = days_between((2001, 1, 1), (2003, 12, 31))
SUMMER, AUTUMN, YEAR = (seasons_of(DAYS, *span) for span in (((5, 1), (7, 31)), ((8, 1), (10, 31)), ((1, 1), (12, 31))))
START = {"amount": 25, "window": 3, "dry_spell": 5, "look_ahead": 12}
GROUP = np.arange(len(DAYS)) % 12
SUN = np.arange(len(DAYS)) % 365 + 1


def cells(rng):
    """Rain, warmth, humidity of nine cells: (cell, time)."""
    shape = (9, len(DAYS))
    rain = np.where(rng.random(shape) < 0.3, rng.gamma(0.8, 12, shape), 0)
    season = 12 * np.sin(2 * np.pi * (np.arange(len(DAYS)) - 100) / 365)
    tas = 285 + season + rng.normal(0, 4, shape)
    spread = rng.uniform(1, 8, shape)
    return {
        "rain": rain.astype(np.float32),
        "tas": tas.astype(np.float32),
        "tasmin": (tas - spread).astype(np.float32),
        "tasmax": (tas + spread).astype(np.float32),
        "thi": rng.normal(70, 8, shape).astype(np.float32),
        "planted": np.full((9, len(SUMMER)), 4, np.float32),
        "planted_outcome": np.ones((9, len(SUMMER)), np.uint8),
        "table": rng.normal(285, 3, (9, 12)).astype(np.float32),
        "latitude": np.linspace(-60, 60, 9),
    }


METHODS = {
    "onset": lambda c: onset.rainy_season_onset(c["rain"], SUMMER, **START),
    "false_starts": lambda c: onset.false_starts(c["rain"], SUMMER, **START),
    "dry_days": lambda c: cessation.cessation(c["rain"], AUTUMN, days=6),
    "dry_total": lambda c: cessation.cessation(c["rain"], AUTUMN, rule="dry_total", days=6, amount=4),
    "last_rain": lambda c: cessation.cessation(c["rain"], AUTUMN, rule="last_rain", days=2, amount=30),
    "dry_soil": lambda c: cessation.dry_soil_cessation(c["rain"], AUTUMN, capacity=30),
    "rainy_season": lambda c: length.rainy_season(c["rain"], SUMMER, AUTUMN, start=START, end={"days": 6}),
    "longest_dry_spell": lambda c: spells.longest_dry_spell(c["rain"], YEAR, at_edges="whole"),
    "second_wet_spell": lambda c: spells.longest_wet_spell(c["rain"], YEAR, nth=2),
    "dry_spells": lambda c: spells.dry_spells(c["rain"], YEAR, days=4),
    "days_in_dry_spells": lambda c: spells.days_in_dry_spells(c["rain"], YEAR, days=4),
    "dry_spell_start": lambda c: spells.dry_spell_start(c["rain"], SUMMER, days=4),
    "dry_spell_after": lambda c: dry_after.dry_spell_after(
        c["rain"], SUMMER, c["planted"], c["planted_outcome"], within=20, dry_spell=5
    ),
    "wet_days": lambda c: counting.wet_days(c["rain"], YEAR),
    "days_above_each": lambda c: counting.days_above_each(c["tas"], YEAR, c["table"], GROUP),
    "seasonal_total": lambda c: amounts.seasonal_total(c["rain"], YEAR),
    "rain_per_wet_day": lambda c: amounts.rain_per_wet_day(c["rain"], YEAR),
    "wettest_days": lambda c: amounts.wettest_days(c["rain"], YEAR, days=5),
    "hot_nights": lambda c: days.hot_nights(c["tasmin"], YEAR, threshold=290),
    "frost_days": lambda c: days.frost_days(c["tasmin"], YEAR),
    "degree_days": lambda c: degree_days.degree_days(c["tas"], YEAR, lower=283, upper=300),
    "sine": lambda c: degree_days.degree_days_within_day(c["tasmin"], c["tasmax"], YEAR, lower=283, upper=300),
    "last_spring_frost": lambda c: frost.last_spring_frost(c["tasmin"], YEAR),
    "first_autumn_frost": lambda c: frost.first_autumn_frost(c["tasmin"], AUTUMN),
    "growing_season": lambda c: growing.growing_season_length(c["tas"], YEAR),
    "heat_waves": lambda c: waves.heat_waves(
        c["tasmax"], YEAR, measure="days", threshold=300, tasmin=c["tasmin"], night_threshold=288
    ),
    "chill_portions": lambda c: chill.chill_portions(c["tasmin"], c["tasmax"], AUTUMN, latitude=c["latitude"], day=SUN),
    "chill_units": lambda c: chill.chill_units(c["tasmin"], c["tasmax"], AUTUMN, latitude=c["latitude"], day=SUN),
    "heat_stress_days": lambda c: cattle.heat_stress_days(c["thi"], YEAR, threshold=76),
    "heat_stress_load": lambda c: cattle.heat_stress_load(c["thi"], YEAR, threshold=76),
    "longest_heat_stress": lambda c: cattle.longest_heat_stress(c["thi"], YEAR, threshold=76),
}


@pytest.mark.parametrize("method", METHODS)
def test_cells_may_be_cut_into_any_blocks(method, rng):
    whole = cells(rng)
    together = METHODS[method](whole)
    for block in (slice(0, 1), slice(1, 6), slice(6, 9), slice(8, None, -1)):
        part = METHODS[method]({name: values[block] for name, values in whole.items()})
        assert [np.asarray(x).tobytes() for x in part] == [np.ascontiguousarray(x[block]).tobytes() for x in together]


@pytest.mark.parametrize("method", METHODS)
def test_a_missing_day_touches_its_own_cell_and_seasons_only(method, rng):
    """The 20 June 2002 of one cell is missing: other cells, and 2001, are as they were; nothing missing becomes 0."""
    whole = cells(rng)
    before = METHODS[method]({name: values.copy() for name, values in whole.items()})
    gone = DAYS.index((2002, 6, 20))
    for name in ("rain", "tas", "tasmin", "tasmax", "thi"):
        whole[name][4, gone] = np.nan
    after = METHODS[method](whole)
    others = np.arange(9) != 4
    for old, new in zip(before, after, strict=True):
        assert old[others].tobytes() == new[others].tobytes()
        assert old[4, [0, 2]].tobytes() == new[4, [0, 2]].tobytes()
    for value, outcome in zip(after[::2], after[1::2], strict=False):
        if outcome.dtype == np.uint8:
            assert np.isnan(value[outcome != 1]).all()
            assert not np.isnan(value[outcome == 1]).any()

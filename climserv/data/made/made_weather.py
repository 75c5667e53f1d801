"""Weather made up by rule, for demonstration: bimodal rain on a hillside, with everything about it known.

It is made so that the steps of the way can be seen to work: where bias and change are known, a test can ask whether the
adjustment found them. It says nothing about any real place.
"""

from dataclasses import dataclass
from math import erf, gamma, pi, sqrt

import numpy as np

FOOT, TOP = 700.0, 1200.0  # altitude of the plain and of the hill [m]

# Temperature [degC, K]: mean of the plain, lapse, year and half-year swing, day-to-day noise, daily range.
MEAN_TEMPERATURE, LAPSE = 24.0, 6.5 / 1000.0
YEAR_SWING, HALF_YEAR_SWING = 1.2, 0.5
NOISE, NOISE_MEMORY = 0.9, 0.7
DAILY_RANGE, RANGE_ON_WET_DAYS, LEAST_RANGE, WET_COOLING = 12.0, 8.5, 3.0, 0.8

# Rain: chance of a wet day and mean of wet days [mm], outside and inside the rains; what the top of the hill adds.
DRY_CHANCE, HILL_CHANCE, DRY_AMOUNT, WET_AMOUNT, HILL_AMOUNT = 0.04, 0.06, 4.0, 10.0, 1.25
STRETCH = 1.15  # of the exponential law of amounts: above 1 gives heavier days
HILL_DAYS_EARLIER = 6.0
RISE, FALL = 3.0, 6.0  # days over which the rains set in and fade

# Memory of the rain from day to day, and of the slow waves that bring false starts and dry spells.
FAST_MEMORY, SLOW_MEMORY, SLOW_SHARE = 0.3, 0.93, 0.12
SHARED, REACH = 0.6, 0.25  # correlation that never fades, and the distance over which the rest does [degree]


@dataclass(frozen=True)
class Rains:
    """One rainy season of the year, in days of a 365-day year.

    chance    of a wet day at its height on the plain
    spread    standard deviation of its beginning from year to year [day]
    failing   share of years in which it hardly comes
    """

    start: float
    end: float
    chance: float
    spread: float
    failing: float


RAINS = (
    Rains(start=77, end=145, chance=0.52, spread=8, failing=0.03),  # about 18 March to 25 May
    Rains(start=287, end=352, chance=0.54, spread=11, failing=0.03),  # about 14 October to 18 December
)
FAILED_STRENGTH, STRENGTH_SPREAD = 0.12, 0.12


@dataclass(frozen=True)
class Traits:
    """What a made model gets wrong, and how its future differs from its past: all of it known.

    rain_factor              amounts of wet days times this, always
    drizzle                  further share of days with 0.1 to 1 mm, always
    early                    rains begin this many days too early, always
    tasmin_bias tasmax_bias  [K], always
    warming                  [K], future only
    intensity                amounts of wet days times this, future only
    later                    the October rains begin this many days later, future only
    """

    rain_factor: float = 1.0
    drizzle: float = 0.0
    early: float = 0.0
    tasmin_bias: float = 0.0
    tasmax_bias: float = 0.0
    warming: float = 0.0
    intensity: float = 1.0
    later: float = 0.0


TRUTH = Traits()


@dataclass(frozen=True)
class Site:
    """Where weather is made: altitude (cell) [m], and lat, lon (cell) [degree] for distances."""

    altitude: np.ndarray
    lat: np.ndarray
    lon: np.ndarray

    @property
    def height(self) -> np.ndarray:
        """0 on the plain, 1 on the hill; never outside, so that far cells stay in the same climate."""
        return np.clip((self.altitude - FOOT) / (TOP - FOOT), 0.0, 1.0)


@dataclass(frozen=True)
class Days:
    """A run of days without gaps: year number from 0 and the day of a 365-day year, both (time)."""

    year: np.ndarray
    season_day: np.ndarray


def make_weather(
    random: np.random.Generator,
    days: Days,
    site: Site,
    traits: Traits = TRUTH,
    *,
    future: bool = False,
    told: dict[int, float] | None = None,
) -> dict[str, np.ndarray]:
    """Daily weather at the cells of `site`.

    random   the only source of chance: the same state gives the same weather
    told     strength of the October rains in some years (number from 0): 1 is usual, FAILED_STRENGTH hardly any;
             they then begin when they usually do
    returns  pr [mm/day], tasmin, tasmax [degC], each (time, cell) float64, no missing days, tasmin < tasmax
    """
    rain, wet = _rain(random, days, site, traits, future, told or {})
    shape = rain.shape
    shared = _remembered(random.standard_normal((shape[0], 1)), NOISE_MEMORY)
    own = _remembered(random.standard_normal(shape), NOISE_MEMORY)
    noise = NOISE * (0.95 * shared + sqrt(1 - 0.95**2) * own)
    swing = YEAR_SWING * np.cos(2 * pi * (days.season_day - 60) / 365)
    swing = swing + HALF_YEAR_SWING * np.cos(4 * pi * (days.season_day - 70) / 365)
    mean = MEAN_TEMPERATURE + swing[:, None] - LAPSE * (site.altitude - FOOT) + noise - WET_COOLING * wet
    usual = np.where(wet, RANGE_ON_WET_DAYS, DAILY_RANGE)
    spread = np.maximum(usual * (1 + 0.1 * random.standard_normal((shape[0], 1))), LEAST_RANGE)
    warming = traits.warming if future else 0.0
    return {
        "pr": rain,
        "tasmin": mean - spread / 2 + traits.tasmin_bias + warming,
        "tasmax": mean + spread / 2 + traits.tasmax_bias + warming,
    }


def _rain(
    random, days: Days, site: Site, traits: Traits, future: bool, told: dict[int, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Rain [mm/day] and whether it truly rains, both (time, cell); drizzle is no true rain."""
    chance, amount = _chance_and_amount(random, days, site, traits, future, told)
    rank = _ranks(random, len(days.year), site)
    wet = rank > 1 - chance
    # Within the wet share of the ranks, the rank says how heavy the day is: neighbours get heavy days together.
    depth = np.clip((rank - (1 - chance)) / chance, 0.0, 1 - 1e-9)
    heavy = amount / gamma(1 + STRETCH) * (-np.log1p(-depth)) ** STRETCH
    factor = traits.rain_factor * (traits.intensity if future else 1.0)
    rain = np.where(wet, heavy * factor, 0.0)
    if traits.drizzle:
        light = (rank > 1 - chance - traits.drizzle) & ~wet
        within = (rank - (1 - chance - traits.drizzle)) / traits.drizzle
        rain = np.where(light, 0.1 + 0.9 * within, rain)
    return rain, wet


def _chance_and_amount(random, days: Days, site: Site, traits: Traits, future: bool, told: dict[int, float]):
    """Chance of a wet day and mean of wet days [mm], both (time, cell)."""
    height, years = site.height, int(days.year.max()) + 1
    chance = np.full((len(days.year), height.size), DRY_CHANCE) + HILL_CHANCE / 2 * height
    amount = np.full_like(chance, DRY_AMOUNT)
    for rains in RAINS:
        shift = rains.spread * np.clip(random.standard_normal(years), -2.2, 2.2)
        strength = 1 + STRENGTH_SPREAD * np.clip(random.standard_normal(years), -2, 2)
        strength = np.where(random.random(years) < rains.failing, FAILED_STRENGTH, strength)
        late = 0.0
        if rains is RAINS[-1]:
            late = traits.later if future else 0.0
            strength[list(told)], shift[list(told)] = list(told.values()), 0.0
        start = rains.start + (shift - traits.early + late)[days.year, None] - HILL_DAYS_EARLIER * height
        day = days.season_day[:, None]
        inside = _rising((day - start) / RISE) * _rising((rains.end - day) / FALL)
        inside = inside * strength[days.year, None]
        chance = chance + (rains.chance + HILL_CHANCE * height - DRY_CHANCE) * inside
        amount = amount + (WET_AMOUNT - DRY_AMOUNT) * inside
    return np.clip(chance, 0.01, 0.9), amount * (1 + (HILL_AMOUNT - 1) * height)


def _ranks(random, times: int, site: Site) -> np.ndarray:
    """Uniform ranks (time, cell), alike among neighbours and from day to day."""
    apart = np.hypot(site.lat[:, None] - site.lat, site.lon[:, None] - site.lon)
    alike = SHARED + (1 - SHARED) * np.exp(-apart / REACH)
    spread = np.linalg.cholesky(alike + 1e-9 * np.eye(len(apart)))
    fast = _remembered(random.standard_normal((times, len(apart))) @ spread.T, FAST_MEMORY)
    slow = _remembered(random.standard_normal((times, 1)), SLOW_MEMORY)
    return _normal_rank(sqrt(1 - SLOW_SHARE) * fast + sqrt(SLOW_SHARE) * slow)


def _remembered(noise: np.ndarray, memory: float) -> np.ndarray:
    """Noise (time, ...) of unit variance with a memory of yesterday, still of unit variance."""
    total = noise * sqrt(1 - memory**2)
    total[0] = noise[0]
    # The sum of memory^k times the noise of k days ago, doubled in reach at each turn.
    reach = 1
    while reach < len(total) and memory**reach > 1e-16:
        total[reach:] += memory**reach * total[:-reach]
        reach *= 2
    return total


def _rising(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(x, -30, 30)))


def _normal_rank(z: np.ndarray) -> np.ndarray:
    """The normal distribution function, from a table: numpy has none."""
    grid = np.linspace(-6, 6, 2401)
    table = np.array([(1 + erf(x / sqrt(2))) / 2 for x in grid])
    return np.interp(z, grid, table)

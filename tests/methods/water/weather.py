"""Made-up weather, and slow plain ways to the same answers, for the tests of water."""

import math

import numpy as np

KELVIN = 273.15


def weather(rng, cells=3, days=400):
    """Plausible daily weather, by the names that `reference_evapotranspiration` gives them."""
    low = 273.15 + rng.normal(12, 6, (cells, days))
    shape = low.shape
    made = {
        "tasmin": low,
        "tasmax": low + rng.uniform(1, 18, shape),
        "hurs": rng.uniform(20, 100, shape),
        "hurs_max": rng.uniform(60, 100, shape),
        "hurs_min": rng.uniform(10, 60, shape),
        "dew_point": low - rng.uniform(0, 5, shape),
        "vapour_pressure": rng.uniform(300, 2500, shape),
        "wind": rng.uniform(0, 9, shape),
        "rsds": rng.uniform(5, 330, shape),
        "sunshine": rng.uniform(0, 15, shape),
        "ps": rng.uniform(7e4, 1.03e5, shape),
    }
    return {name: values.astype(np.float32) for name, values in made.items()}


def saturation(celsius):
    return 0.6108 * math.exp(17.27 * celsius / (celsius + 237.3))


def slow_penman(one, *, latitude, day, altitude=None, wind_height=10.0, krs=0.16, gaps="missing"):
    """FAO-56 word by word, for one day; `one` holds floats by name, and not a number where a day is missing."""

    def has(name):
        return name in one and (gaps == "missing" or not math.isnan(one[name]))

    cold, warm = one["tasmin"] - KELVIN, one["tasmax"] - KELVIN
    mean = one["tas"] - KELVIN if "tas" in one else (cold + warm) / 2
    if has("vapour_pressure"):
        ea = one["vapour_pressure"] / 1000
    elif has("dew_point"):
        ea = saturation(one["dew_point"] - KELVIN)
    elif has("hurs_max") and has("hurs_min"):
        ea = (saturation(cold) * one["hurs_max"] + saturation(warm) * one["hurs_min"]) / 200
    elif has("hurs"):
        ea = (saturation(cold) + saturation(warm)) / 2 * one["hurs"] / 100
    else:
        ea = saturation(cold)
    es = (saturation(cold) + saturation(warm)) / 2
    speed = one["wind"] * (4.87 / math.log(67.8 * wind_height - 5.42)) if has("wind") else 2.0
    height = altitude or 0.0
    pressure = one["ps"] / 1000 if has("ps") else 101.3 * ((293 - 0.0065 * height) / 293) ** 5.26
    gamma = 0.665e-3 * pressure
    declination = 0.409 * math.sin(2 * math.pi * day / 365 - 1.39)
    phi = math.radians(latitude)
    sunset = math.acos(min(max(-math.tan(phi) * math.tan(declination), -1), 1))
    ra = sunset * math.sin(phi) * math.sin(declination) + math.cos(phi) * math.cos(declination) * math.sin(sunset)
    ra *= 24 * 60 / math.pi * 0.0820 * (1 + 0.033 * math.cos(2 * math.pi * day / 365))
    hours, clear = 24 / math.pi * sunset, (0.75 + 2e-5 * height) * ra
    if has("rsds"):
        rs = one["rsds"] * 0.0864
    elif has("sunshine"):
        rs = (0.25 + 0.5 * min(one["sunshine"] / hours, 1)) * ra
    else:
        rs = min(krs * math.sqrt(warm - cold) * ra, clear)
    share = min(max(rs / clear, 0.3), 1)
    glow = 4.903e-9 * ((warm + 273.16) ** 4 + (cold + 273.16) ** 4) / 2
    net = 0.77 * rs - glow * (0.34 - 0.14 * math.sqrt(ea)) * (1.35 * share - 0.35)
    slope = 4098 * saturation(mean) / (mean + 237.3) ** 2
    et0 = 0.408 * slope * net + gamma * 900 / (mean + 273) * speed * max(es - ea, 0)
    return max(et0 / (slope + gamma * (1 + 0.34 * speed)), 0)

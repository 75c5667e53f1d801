"""Heat and moist air made for three belts of altitude: coast, plains and hills, observed and as five models have it."""

from pathlib import Path

import numpy as np
import xarray as xr

# lat, lon, altitude [m], mean temperature [degC], mean humidity [%]
BELTS = {
    "coast": (-5.07, 39.1, 20, 27.0, 90), "plains": (-5.1, 38.6, 450, 25.4, 70), "hills": (-4.8, 38.3, 1150, 20.6, 74),
}  # fmt: skip
MODELS = 5
# Of the models: by 2021-2050 [K, %], and always [%].
WARMING, MOISTENING, DRY_BIAS = 1.4, 6.0, -14.0


def _weather(days: np.ndarray, seed: int, warmer: float = 0.0, moister: float = 0.0, bias: float = 0.0):
    """Temperature [degC] and humidity [%] by belt and day; hot days are drier. The change comes after 30 years."""
    dice = np.random.default_rng(seed)
    year = (days - days[0]).astype(int) / 365.25
    means = np.array([[one[3], one[4]] for one in BELTS.values()])
    noise = dice.normal(0, 1, (len(BELTS), len(days)))
    swing = 1.8 * np.cos(2 * np.pi * (year - 0.12))
    tas = means[:, :1] + swing + 1.1 * noise + warmer * (year > 30)
    hurs = means[:, 1:] + bias + moister * (year > 30) - 5 * noise + dice.normal(0, 4, noise.shape)
    return tas.astype(np.float32), np.clip(hurs, 0, 100).astype(np.float32)


def _file(path: Path, days, tas, hurs, *, fahrenheit: bool = False, lead: tuple[str, ...] = (), **more) -> Path:
    dims = (*lead, "station", "time")
    tas = tas * 1.8 + 32 if fahrenheit else tas
    told = xr.Dataset(
        {"tas": (dims, tas, {"standard_name": "air_temperature", "units": "degC", "cell_methods": "time: mean"}),
         "hurs": (dims, hurs, {"standard_name": "relative_humidity", "units": "%", "cell_methods": "time: mean"})},
        {"time": days, "station_name": ("station", list(BELTS), {"cf_role": "timeseries_id"}),
         "lat": ("station", [one[0] for one in BELTS.values()], {"units": "degrees_north"}),
         "lon": ("station", [one[1] for one in BELTS.values()], {"units": "degrees_east"}), **more},
        {"featureType": "timeSeries"},
    )  # fmt: skip
    told.to_netcdf(path)
    return path


def write_observed(path: Path, *, fahrenheit: bool = False) -> Path:
    """1991-2020; with `fahrenheit` the file says degrees Celsius and holds the others."""
    days = np.arange("1991-01-01", "2021-01-01", dtype="datetime64[D]")
    return _file(path, days, *_weather(days, 1), fahrenheit=fahrenheit)


def write_models(path: Path) -> Path:
    """1991-2050 of five models, all too dry, warmer and moister after 2020."""
    days = np.arange("1991-01-01", "2051-01-01", dtype="datetime64[D]")
    found = [_weather(days, 10 + n, WARMING + n / 10, MOISTENING, DRY_BIAS) for n in range(MODELS)]
    tas, hurs = (np.stack([one[part] for one in found]) for part in (0, 1))
    names = ("model", [f"made-{n}" for n in range(MODELS)])
    made = _file(path, days, tas, hurs, lead=("model",), model=names)
    with xr.load_dataset(made) as told:
        told.assign_attrs(experiment_id="ssp245").to_netcdf(path.with_suffix(".2.nc"))
    return path.with_suffix(".2.nc")

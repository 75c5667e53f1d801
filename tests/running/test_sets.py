"""A set of files through the engine: the same numbers as one file, and a product that can be made again."""

import csv

import netCDF4
import numpy as np
import pytest

from climserv.config import Settings
from climserv.products.making import make_product
from climserv.products.rebuilding import rebuild
from climserv.running.computing import compute
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan

DAYS = 365 * 40
HEAT = {"standard_name": "air_temperature", "cell_methods": "time: maximum", "units": "K"}


def heat(seed):
    """Daily highest temperature [K] at two sites, (time, site), with a yearly cycle."""
    noise = np.random.default_rng(seed).normal(0, 4, (DAYS, 2))
    return (290 - 10 * np.cos(2 * np.pi * (np.arange(DAYS) % 365) / 365)[:, None] + noise).astype(np.float32)


def write(path, values, first=0, **about):
    with netCDF4.Dataset(path, "w") as file:
        file.createDimension("time", len(values))
        file.createDimension("station", 2)
        told = {
            "time": ("f8", ("time",), {"units": "days since 1981-01-01", "calendar": "noleap"}),
            "lat": ("f8", ("station",), {"units": "degrees_north"}),
            "lon": ("f8", ("station",), {"units": "degrees_east"}),
            "tasmax": ("f4", ("time", "station"), HEAT),
        }
        for name, (kind, dims, attributes) in told.items():
            file.createVariable(name, kind, dims).setncatts(attributes)
        file["time"][:], file["lat"][:], file["lon"][:] = first + np.arange(len(values)), [1, 2], [10, 11]
        file["tasmax"][:] = values
        file.setncatts(about)


@pytest.fixture
def folder(tmp_path):
    """Two models, the past and one scenario each, as four files; the same as one file a model; observations as CSV."""
    (tmp_path / "set").mkdir()
    cut = 365 * 25
    for number, model in enumerate(("A", "B")):
        values = heat(number)
        about = {"source_id": model, "variant_label": "r1i1p1f1"}
        write(tmp_path / f"whole_{model}.nc", values, **about, experiment_id="ssp245")
        write(tmp_path / "set" / f"{model}_past.nc", values[:cut], **about, experiment_id="historical")
        write(tmp_path / "set" / f"{model}_next.nc", values[cut:], cut, **about, experiment_id="ssp245")
    with (tmp_path / "observed.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["station", "lat", "lon", "date", "tasmax [K]"])
        days = np.arange("1981-01-01", "2006-01-01", dtype="datetime64[D]")
        for site, values in enumerate(heat(9).T):
            rows.writerows([f"s{site}", 1 + site, 10 + site, d, f"{v:.2f}"] for d, v in zip(days, values, strict=False))
    return tmp_path


def order(data, folder):
    # Sites of the models have no names: the nearest is taken.
    settings = {"threshold": "26 degC"}
    return Order("hot_days", data, str(folder / "observed.csv"), settings, None, "2006-2020", "1981-2005")


def test_a_set_gives_the_numbers_of_whole_files(folder, shelf):
    whole = tuple(str(folder / f"whole_{model}.nc") for model in "AB")
    one, other = (compute(make_plan(order(data, folder), shelf)) for data in ((str(folder / "set"),), whole))
    assert one.places.member.values.tolist() == ["observed", "A-ssp245-r1i1p1f1", "B-ssp245-r1i1p1f1"]
    np.testing.assert_array_equal(one.places["value"].values, other.places["value"].values)
    np.testing.assert_array_equal(one.places["outcome"].values, other.places["outcome"].values)


def test_a_product_of_a_set_is_made_again_however_its_files_are_named(folder, tmp_path):
    settings = Settings(instance=tmp_path / "instance")
    pattern = (str(folder / "set" / "*.nc"),)
    product = make_product(order(pattern, folder), settings=settings, out=tmp_path / "first")
    changed = rebuild(product, tmp_path / "second", settings=settings, files=[folder, folder / "set"])
    assert changed == []


WAVES = """\
recipe: waves
version: 1
title: {en: Heat waves}
question: {en: "How many days lie in heat waves?"}
authors: [A. Author]
answers: {metric: heat_wave_days, time: [season], space: {from: point, upto: ward}, horizons: [past]}
inputs:
  tasmax: {variable: tasmax}
  nights: {variable: tasmin, optional: true}
steps:
  - heat_wave_days: {of: tasmax, tasmin: nights, threshold: 28 degC, operator: ">", season: {from: 06-01, to: 08-31}}
  - ensemble: {statement: at_least, at: [3 day]}
limits: [{en: Air is not skin.}]
references: [None yet.]
"""


def test_a_set_of_which_no_file_holds_an_optional_variable_is_read_without_it(folder, shelf, tmp_path):
    (tmp_path / "waves.yaml").write_text(WAVES)
    data = tuple(str(folder / f"whole_{model}.nc") for model in "AB")
    several = Order(str(tmp_path / "waves.yaml"), (",".join(data),), period="1981-2005")
    (tmp_path / "plain.yaml").write_text(
        WAVES.replace("  nights: {variable: tasmin, optional: true}\n", "").replace("tasmin: nights, ", "")
    )
    plain = Order(str(tmp_path / "plain.yaml"), data, period="1981-2005")
    found, expected = (compute(make_plan(one, shelf)) for one in (several, plain))
    np.testing.assert_array_equal(found.places["value"].values, expected.places["value"].values)

"""A meteorologist brings a dataset: sent, checked by the real worker, its card filled, and into the catalogue."""

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from .conftest import METEOROLOGIST
from .test_journeys import SLOW, no_sideways_scrolling

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def grid(tmp_path_factory) -> Path:
    """Two megabytes of daily rain: more than a form may hold."""
    path = tmp_path_factory.mktemp("brought") / "rain of the wards.nc"
    time = xr.date_range("2001-01-01", periods=3653, use_cftime=True)
    values = np.random.default_rng(5).gamma(0.3, 9, (len(time), 10, 15)).astype("float32")
    attributes = {"units": "mm/day", "standard_name": "precipitation_flux"}
    axes = {"time": time, "lat": np.linspace(-0.9, -0.45, 10), "lon": np.linspace(37.2, 37.9, 15)}
    pr = xr.DataArray(values, dims=tuple(axes), coords=axes, attrs=attributes)
    pr["lat"].attrs["units"], pr["lon"].attrs["units"] = "degrees_north", "degrees_east"
    xr.Dataset({"pr": pr}, attrs={"title": "Rain of the wards"}).to_netcdf(path)
    assert path.stat().st_size > 2_000_000
    return path


@pytest.mark.parametrize(("width", "script"), [(360, False), (1280, True)])
def test_a_good_file_becomes_a_dataset(signed_in, grid, width, script):
    page = signed_in(who=METEOROLOGIST, width=width, script=script)
    page.click("nav >> text=Data")
    no_sideways = no_sideways_scrolling if script else lambda page: None
    no_sideways(page)
    page.click("text=Bring a dataset")
    page.set_input_files("#files", str(grid))
    page.click("main button.primary")
    # With script the page asks how far it is, without it loads itself anew.
    page.wait_for_selector("#dataset", timeout=SLOW)
    no_sideways(page)
    assert page.input_value("#title") == "Rain of the wards"
    assert page.input_value("#effective_resolution") == "0.05 degree"
    page.fill("#dataset", f"wards-{width}")
    page.fill("#effective_resolution", "a few fields")
    page.click("text=Take it into the catalogue")
    page.wait_for_selector("text=This is not a length")
    assert page.input_value("#title") == "Rain of the wards"
    page.fill("#effective_resolution", "12 km")
    page.click("text=Take it into the catalogue")
    page.wait_for_selector("text=It stands in the catalogue now")
    no_sideways(page)
    assert "12 km" in page.inner_text("main")
    page.goto("/catalogue/")
    assert f"wards-{width}" in page.inner_html("main")


def test_a_page_that_calls_itself_netcdf_is_told(signed_in, tmp_path):
    broken = tmp_path / "rain.nc"
    broken.write_text("<!doctype html><title>404 Not Found</title>")
    page = signed_in(who=METEOROLOGIST)
    page.goto("/catalogue/bring")
    page.set_input_files("#files", str(broken))
    page.click("main button.primary")
    page.wait_for_selector("text=This is wrong", timeout=SLOW)
    no_sideways_scrolling(page)
    assert "Take it into the catalogue" not in page.inner_text("main")
    page.click("text=Throw it away")
    page.wait_for_selector("text=The files are thrown away.")

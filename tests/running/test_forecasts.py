"""The seasonal forecast told for a threshold: through a whole run on the real hindcast of Iberia, and its refusals."""

import json
import shutil

import netCDF4
import pytest

from climserv.config import Settings
from climserv.methods.ensembles.terciles import tercile_forecast
from climserv.methods.ensembles.thresholds import chance_of_threshold
from climserv.products.making import make_product
from climserv.recipes.filling import fill
from climserv.running.planning.order import Order
from climserv.vocabulary.problems import Refused

WINTER = {"season_start": "12-01", "season_end": "02-28", "enough": "150 mm"}


@pytest.fixture(scope="module")
def product(shared_data, tmp_path_factory):
    """Winter 2001-02 at a cell near Madrid; the rain of the hindcast, a mean without a span, gets the unit it lacks."""
    folder = tmp_path_factory.mktemp("hindcast")
    path, real = folder / "hindcast.nc", shared_data / "iberia_djf"
    shutil.copy(real / "pr_day_NCEP-CFSv2-hindcast_9members_198212-200202_DJF.nc", path)
    with netCDF4.Dataset(path, "a") as file:
        file["pr"].units = "mm/day"
    order = Order(
        "seasonal_forecast_threshold", (str(path),), settings=WINTER, area="-5,40", period="2001-2001",
        reference=str(real / "pr_day_NCEP-NCAR-R1_198212-200202_DJF.nc"),
    )  # fmt: skip
    made = make_product(order, settings=Settings(instance=folder / "instance"))
    return json.loads((made / "product.json").read_text())


def told(product, start, group):
    other = next(one for one in product["others"] if one["name"] == "rain_as_forecast")
    rows = [*product["spreads"], *other["spreads"]]
    return next(row for row in rows if row["statement"] == start and row["member_group"] == group)


def test_the_chance_is_that_of_the_other_years(product):
    other = next(one for one in product["others"] if one["name"] == "rain_as_forecast")
    of = {(one["member"], one["period"]): one["values"] for one in other["series"]}
    observed = {label: value for label, value, _ in of["observed", "1983-2001"] if label != "2001-02"}
    members = [name for name, period in of if name != "observed" and period == "1983-2001"]
    rain = {name: {label: value for label, value, _ in of[name, "1983-2001"]} for name in members}
    hindcast = [[rain[name][label] for name in members] for label in observed]
    now = [of[name, "2001-2001"][0][1] for name in members]
    thirds = tercile_forecast(now, hindcast, list(observed.values()))
    expected = 100 * chance_of_threshold(list(observed.values()), thirds, "fewer_than", 150.0)
    row = told(product, "chance_fewer_than", "projection")
    assert len(members) == row["members"] == 9
    assert row["period"] == "2001"
    assert row["value"] == pytest.approx(expected, rel=1e-5)
    assert -1 < told(product, "skill_fewer_than", "projection")["value"] < 1


def test_it_is_told_in_words_with_its_skill(product):
    said = " ".join(product["asides"]["en"])
    assert "For 2001 the members, calibrated on other years, give less than 150 mm a chance of" in said
    assert "Tried on years left out" in said
    assert "as given (33.33, 33.34, 33.33 %)" in said


def test_thirds_that_are_more_than_everything_are_refused(shelf):
    settings = {"chance_below": "60 percent", "chance_above": "50 percent"}
    with pytest.raises(Refused, match=r"more than everything. Got: 110 %"):
        fill(shelf.book.recipe("seasonal_forecast_threshold"), settings)

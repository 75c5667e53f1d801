"""The season still running: told apart, never counted, and right for every step that says it knows one."""

import csv
from dataclasses import replace

import numpy as np
import pytest

from climserv.config import Settings
from climserv.products.making import make_product
from climserv.products.reading import read_product, verify
from climserv.running.blocks.values import Arguments, Context, Days, Series
from climserv.running.computing import compute
from climserv.running.functions import CELL_WISE
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.running.results.so_far import KNOWN, Running


def station(path, last, header="tasmax [degC]", hot=lambda day: 20.0):
    """One gauge from 1981 on; `hot` gives the value of a day (a numpy date)."""
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["station", "lat", "lon", "date", header])
        for day in np.arange("1981-01-01", str(np.datetime64(last) + 1), dtype="datetime64[D]"):
            rows.writerow(["well", 1, 10, day, hot(day)])
    return str(path)


def june(day):
    """Hot on the second, third and ninth of June."""
    return 30.0 if str(day)[5:] in ("06-02", "06-03", "06-09") else 20.0


def told(shelf, recipe, path):
    return compute(make_plan(Order(recipe, (path,)), shelf))


def test_hot_days_so_far_are_told_and_not_counted(shelf, tmp_path):
    result = told(shelf, "hot_days", station(tmp_path / "heat.csv", "2005-06-08", hot=june))
    (row,) = result.so_far
    assert (row["season"], row["last_day"], row["present"], row["length"]) == ("2005", "2005-06-08", 8, 30)
    assert (row["value"], row["unit"], row["outcome"], row["day"]) == (2, "day", "happened", "")
    assert "2005" not in result.places["season_label"].values
    assert any("2 day so far" in note and "is not counted" in note for note in result.notes)


@pytest.mark.parametrize("last", ["2005-05-31", "2005-06-30", "2005-12-31"])
def test_nothing_is_told_where_no_season_is_running(shelf, tmp_path, last):
    result = told(shelf, "hot_days", station(tmp_path / "heat.csv", last, hot=june))
    assert result.so_far == []
    assert not any("still running" in note for note in result.notes)


@pytest.mark.parametrize(("wet", "value", "day"), [("10-20", 19, "10-20"), ("none", None, "")])
def test_a_start_that_came_is_final_and_one_that_did_not_is_not_called_off(shelf, tmp_path, wet, value, day):
    path = station(tmp_path / "rain.csv", "2005-11-25", "pr [mm/day]",
                   lambda at: 40.0 if str(at)[5:] == wet else (2.0 if str(at) > f"2005-{wet}" else 0.0))  # fmt: skip
    order = Order("rainy_season_onset", (path,), settings={"search_start": "10-01", "search_end": "12-31"})
    (row,) = compute(make_plan(order, shelf)).so_far
    assert (row["value"], row["day"]) == (value, day)
    assert row["outcome"] == ("happened" if value else "unknown")


WET = {"wet_day": "1 mm/day", "operator": ">="}
ARGUMENTS = {
    "hot_days": {"threshold": "20 degC", "operator": ">", "missing": "any"},
    "seasonal_rain": {"missing": "any"},
    "wet_days": {**WET, "missing": "any"},
    "longest_dry_spell": WET,
}


def axis(kind, last):
    days = np.arange("2004-01-01", last, dtype="datetime64[D]")
    year, month, day = np.array([[int(part) for part in str(one).split("-")] for one in days]).T
    return kind("standard", year, month, day)


@pytest.mark.parametrize("op", sorted(KNOWN - {"onset"}))
def test_each_step_that_knows_one_gives_what_a_season_that_ends_today_gives(op):
    random = np.random.default_rng(3)
    now = axis(Running, "2005-06-20")
    rain = random.gamma(0.5, 6, (40, len(now))).astype(np.float32)
    values = rain + 285 if op == "hot_days" else rain
    # The last days are wet, so that no dry spell goes on.
    values[:, -1] += 5
    variable, unit = ("tasmax", "K") if op == "hot_days" else ("pr", "mm/day")
    series = Series(values, now, variable, unit)
    until = replace(series, days=Days(now.calendar, now.year, now.month, now.day))
    given = ARGUMENTS[op]
    found, whole = (
        CELL_WISE[op]({"of": one}, Arguments({**given, "season": {"from": "05-01", "to": end}}), Context(*[None] * 3))
        for one, end in ((series, "07-31"), (until, "06-19"))
    )
    assert found.seasons.labels == ["2005"]
    known = found.outcome[:, 0] == 1
    assert known.mean() > 0.5
    np.testing.assert_array_equal(found.value[known, 0], whole.value[known, -1])


def test_the_record_has_it_and_the_product_is_whole(tmp_path):
    path = station(tmp_path / "heat.csv", "2005-06-08", hot=june)
    folder = make_product(Order("hot_days", (path,)), settings=Settings(instance=tmp_path / "i"), out=tmp_path / "p")
    assert verify(folder) == []
    assert read_product(folder)["so_far"][0]["value"] == 2

"""xsdba's adjustments as steps of a recipe: the numbers of the library; refused with advice where it is not there."""

import subprocess
import sys
import warnings

import numpy as np
import pytest
from recipes_of_several import SEVERAL

from climserv.recipes.loading import read_recipe
from climserv.recipes.operations import OPERATIONS
from climserv.recipes.operations.xsdba import CLASSES
from climserv.running.blocks.values import Arguments, Context, Days, Series
from climserv.running.computing import compute
from climserv.running.functions import CELL_WISE
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.problems import Refused

pytestmark = pytest.mark.peer
_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
_ADJUST = '  - adjust: {of: tasmax, to: ref_tasmax, when: ref_tasmax, kind: "+"}\n'
STEP = '  - xsdba.QuantileDeltaMapping: {of: tasmax, to: ref_tasmax, when: ref_tasmax, kind: "+"}\n'


def days_of(first, last, calendar="standard"):
    leap = (calendar == "standard") * np.array([y % 4 == 0 for y in range(first, last + 1)])
    days = [
        (y, m + 1, d + 1)
        for y, more in zip(range(first, last + 1), leap, strict=True)
        for m in range(12)
        for d in range(_LENGTHS[m] + (more if m == 1 else 0))
    ]
    return Days(calendar, *np.array(days).T)


PAST, LATER = days_of(1991, 1994), days_of(2041, 2044)


def rain(seed, days, scale):
    rng = np.random.default_rng(seed)
    found = rng.gamma(0.8, scale, (2, len(days))) * (rng.random((2, len(days))) > 0.4)
    return Series(found.astype(np.float32), days, "pr", "mm/day")


def warmth(seed, days, mean):
    found = np.random.default_rng(seed).normal(mean, 4, (2, len(days)))
    return Series(found.astype(np.float32), days, "tas", "K")


def call(name, values, training, **arguments):
    given = {a.name: a.default for a in OPERATIONS[name].parameters if a.default not in (None, "")} | arguments
    context = Context(np.array([7, 9]), np.zeros(2), np.zeros(2), training=training)
    return CELL_WISE[name](values, Arguments(given), context), context.facts


def test_the_declarations_bring_no_library_along():
    code = "import sys, climserv.recipes.rules; print('xsdba' in sys.modules, 'xarray' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_without_the_extra_the_step_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "xsdba", None)
    past, later = warmth(1, PAST, 285), warmth(2, LATER, 288)
    with pytest.raises(Refused) as refused:
        call("xsdba.Scaling", {"of": later, "to": past}, {"of": past}, kind="+")
    assert "climserv[xclim]" in str(refused.value)


@pytest.mark.parametrize("name", [n for n, peer in CLASSES.items() if not peer.together and not peer.beside])
@pytest.mark.parametrize("group", ["month", "none"])
def test_each_class_gives_whole_series_nearer_to_the_record(name, group):
    if name == "LOCI":
        observed, past, later = rain(1, PAST, 4), rain(2, PAST, 8), rain(3, LATER, 8)
    else:
        observed, past, later = warmth(1, PAST, 283), warmth(2, PAST, 288), warmth(3, LATER, 288)
    kind = {} if name == "LOCI" else {"kind": "+"}
    found, facts = call(f"xsdba.{name}", {"of": later, "to": observed}, {"of": past}, group=group, **kind)
    assert found.values.shape == later.values.shape
    assert facts["values"] == later.values.size
    away = [abs(np.nanmean(series.values) - observed.values.mean()) for series in (found, later)]
    assert away[0] < 0.2 * away[1]


def test_the_numbers_are_the_librarys_own():
    import xarray as xr

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import xsdba

        observed, past, later = warmth(1, PAST, 283), warmth(2, PAST, 285), warmth(3, LATER, 288)
        found, _ = call("xsdba.EmpiricalQuantileMapping", {"of": later, "to": observed}, {"of": past}, kind="+")

        def handed(series, start):
            time = xr.date_range(start, periods=len(series.days), calendar="standard", use_cftime=False)
            return xr.DataArray(series.values, dims=("cell", "time"), coords={"time": time}, attrs={"units": "K"})

        series = handed(observed, "1991-01-01"), handed(past, "1991-01-01"), handed(later, "2041-01-01")
        taught = xsdba.EmpiricalQuantileMapping.train(*series[:2], nquantiles=50, kind="+", group="time.month")
        expected = taught.adjust(series[2], interp="nearest").transpose("cell", "time")
    np.testing.assert_array_equal(found.values, expected.values.astype(np.float32))


def test_what_the_library_cannot_is_refused_with_its_reason():
    """xsdba 0.7 cannot take the trend out of a series without leap years."""
    calendars = [days_of(1991, 1994, "noleap"), days_of(2041, 2044, "noleap")]
    observed, past, later = (
        warmth(n, days, 285) for n, days in ((1, calendars[0]), (2, calendars[0]), (3, calendars[1]))
    )
    with pytest.raises(Refused) as refused:
        call("xsdba.DetrendedQuantileMapping", {"of": later, "to": observed}, {"of": past}, kind="+")
    assert refused.value.problems[0].code == "extra.failed"


def test_the_tail_of_an_adjusted_series():
    observed, past, later = rain(1, PAST, 4), rain(2, PAST, 8), rain(3, LATER, 8)
    adjusted, _ = call("xsdba.Scaling", {"of": later, "to": observed}, {"of": past}, kind="*")
    values = {"of": later, "to": observed, "adjusted": adjusted}
    found, facts = call("xsdba.ExtremeValues", values, {"of": past})
    assert facts["values"] == later.values.size
    assert not np.array_equal(found.values, adjusted.values)


def test_variables_together_hang_on_the_seed_alone():
    def pair(seed, days, turn):
        tas = warmth(seed, days, 285)
        other = warmth(seed + 50, days, 280)
        moved = other.values + turn * (tas.values - 285)
        return tas, tas.holding(moved.astype(np.float32), variable="tasmin")

    values = {"of": pair(3, LATER, 0), "to": pair(1, PAST, 2)}
    given = {"iterations": 5, "quantiles": 20}
    found, _ = call("xsdba.MBCn", values, {"of": pair(2, PAST, 0)}, **given)
    again, _ = call("xsdba.MBCn", values, {"of": pair(2, PAST, 0)}, **given)
    for one, other in zip(found, again, strict=True):
        assert one.values.tobytes() == other.values.tobytes()
    assert np.corrcoef(found[0].values[0], found[1].values[0])[0, 1] > 0.7


@pytest.mark.parametrize(
    "wrong", ['kind: "*"', 'kind: "+", window: 4 day, group: day_of_year', 'kind: "+", adapt_freq: 1']
)
def test_wrong_steps_are_refused(wrong):
    with pytest.raises(Refused):
        read_recipe(SEVERAL.replace(_ADJUST, STEP.replace('kind: "+"', wrong)), "it.yaml")


def test_a_recipe_runs_with_it(shared_data, shelf, tmp_path):
    path = tmp_path / "with_xsdba.yaml"
    path.write_text(SEVERAL.replace(_ADJUST, STEP))
    files = {"data": (str(shared_data / "CanESM2_1950-2100.nc"),), "reference": str(shared_data / "ahccd_1950-2013.nc")}
    order = Order(str(path), **files, baseline="1981-2010", period="2041-2050")
    result = compute(make_plan(order, shelf))
    ours = compute(make_plan(Order(str(_plain(tmp_path)), *order_of(order)), shelf))
    hot, hot_ours = (found.answers[1].places["value"].values for found in (result, ours))
    assert hot.shape == hot_ours.shape
    assert np.nanmax(np.abs(hot - hot_ours)) <= 2


def _plain(folder):
    path = folder / "plain.yaml"
    path.write_text(SEVERAL)
    return path


def order_of(order):
    return order.data, order.reference, order.settings, None, order.period, order.baseline

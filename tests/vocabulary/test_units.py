"""Quantities as people write them, and the units that real files use."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.vocabulary import units
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.units import Quantity, conversion, measures_the_same, parse_quantity, parse_unit
from climserv.vocabulary.variables import VARIABLES


@pytest.mark.parametrize(
    ("written", "unit", "number"),
    [
        ("30 degC", "K", 303.15),
        ("86 °F", "degC", 30.0),
        ("0,85 mm", "mm", 0.85),
        (".5 inch", "mm", 12.7),
        ("1 mm/day", "kg m-2 s-1", 1 / 86400),
        ("1 mm s-1", "mm/day", 86400.0),
        ("3 dekad", "day", 30.0),
        ("2 weeks", "day", 14.0),
        ("-4 °C", "K", 269.15),
        ("50 %", "percent", 50.0),
        ("1e3 m", "km", 1.0),
    ],
)
def test_a_quantity_in_another_unit(written, unit, number):
    assert parse_quantity(written, where="here").to(unit) == pytest.approx(number, rel=1e-12)


@pytest.mark.parametrize(
    ("written", "like", "code"),
    [
        (20, "mm", "quantity.form"),
        ("much", "mm", "quantity.form"),
        ("", "mm", "quantity.form"),
        ("nan mm", "mm", "quantity.form"),
        ("20", "mm", "quantity.bare"),
        ("20 furlongwards", "mm", "unit.unknown"),
        ("20 degC", "mm", "unit.dimension"),
        ("20 mm/day", "mm", "unit.dimension"),
    ],
)
def test_what_is_no_quantity_is_refused_with_an_example(written, like, code):
    with pytest.raises(Refused) as refusal:
        parse_quantity(written, where="threshold", like=like)
    (problem,) = refusal.value.problems
    assert (problem.code, problem.where) == (code, "threshold")
    assert "mm" in problem.allowed


@pytest.mark.parametrize("unit", ["__import__('os')", "mm; rm", "kg m-", "1+1", ""])
def test_a_unit_is_a_unit_and_nothing_else(unit):
    assert not measures_the_same(unit, "mm")


@pytest.mark.parametrize(
    ("one", "other"),
    [("kg m-2 s-1", "mm/day"), ("kg m-2 s-1", "mm s^-1"), ("K", "Celsius"), ("m s-1", "m/s"), ("W m-2", "W/m2"),
     ("Pa", "hPa"), ("degrees_north", "degree")],
)  # fmt: skip
def test_spellings_of_files_measure_the_same(one, other):
    assert measures_the_same(one, other)


@pytest.mark.parametrize("variable", VARIABLES.values(), ids=lambda variable: variable.name)
def test_what_people_read_can_be_turned_into_what_is_kept(variable):
    factor, offset = conversion(variable.display, variable.unit)
    assert factor > 0
    assert variable.low < variable.high
    assert conversion(variable.unit, variable.display)[0] == pytest.approx(1 / factor)
    assert offset == (pytest.approx(273.15) if variable.display == "degC" else 0)


def test_an_unknown_unit_is_told_by_its_name():
    with pytest.raises(ValueError, match="'smootlings' is not a unit"):
        parse_unit("smootlings")


numbers = st.floats(-1e6, 1e6, allow_nan=False)
pairs = st.sampled_from([("degC", "K"), ("degF", "degC"), ("mm/day", "kg m-2 s-1"), ("mm", "inch"), ("km", "m")])


@given(numbers, pairs)
def test_there_and_back_is_where_it_was(value, pair):
    unit, other = pair
    there = Quantity(value, unit).to(other)
    assert Quantity(there, other).to(unit) == pytest.approx(value, rel=1e-9, abs=1e-6)


@given(numbers, numbers, pairs)
def test_no_unit_turns_the_order_of_two_amounts(one, other, pair):
    unit, to = pair
    first, second = (Quantity(value, unit).to(to) for value in sorted((one, other)))
    assert first <= second


@given(st.decimals(-1000, 1000, places=3), st.sampled_from(["mm", "degC", "mm/day", "day", "km"]))
def test_what_is_written_is_read_as_written(number, unit):
    quantity = parse_quantity(f"{number} {unit}", where="here")
    assert quantity == Quantity(float(number), unit)
    assert parse_quantity(str(quantity), where="here") == quantity


@pytest.mark.parametrize("unit", units._COMMON)
@pytest.mark.parametrize("to", units._COMMON)
def test_the_short_way_of_common_units_is_that_of_the_registry(monkeypatch, unit, to):
    try:
        short = conversion.__wrapped__(unit, to)
    except ValueError:
        short = None
    monkeypatch.setattr(units, "_COMMON", {})
    try:
        assert short == pytest.approx(conversion.__wrapped__(unit, to), rel=1e-12)
    except ValueError:
        assert short is None


def test_recipes_cards_and_needs_are_read_without_the_registry():
    """What the commands people wait for read must not cost them half a second more."""
    code = (
        "import sys; from climserv.matching.matching import match; from climserv.config import shipped;"
        "match(shipped('sample_data') / 'needs' / 'suffolk-wheat-flowering.yaml'); assert 'pint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_spelling_never_takes_the_place_of_another_unit():
    """Spellings are looked up without capitals: a millibar must not swallow the megabytes of the settings."""
    assert conversion("MB", "byte") == (1e6, 0.0)
    assert conversion("DegC", "K") == (1.0, 273.15)


@pytest.mark.parametrize(
    "unit",
    ["mm**9**9**9**9", "mm^9^9^9^9", "((mm**99)**99)**99", "9**9**9**9 mm", "mm**999999999", "mm * " * 40 + "mm"],
)
def test_a_unit_that_would_never_be_worked_out_is_unknown_at_once(unit):
    with pytest.raises(ValueError, match="is not a unit"):
        parse_unit(unit)
    with pytest.raises(Refused, match="unit is not known"):
        parse_quantity(f"20 {unit}", where="here")


@pytest.mark.parametrize("written", ["1,000 mm", "1,200 mm", "12,345,678 mm", "1,200.5 mm"])
def test_a_comma_that_may_mean_thousands_is_asked_about(written):
    with pytest.raises(Refused, match="comma before three digits") as refused:
        parse_quantity(written, where="here")
    assert refused.value.problems[0].code == "quantity.comma"


@pytest.mark.parametrize(("written", "value"), [("0,850 mm", 0.85), ("1,25 mm", 1.25), ("1000,5 mm", 1000.5)])
def test_other_commas_are_decimal_points(written, value):
    assert parse_quantity(written, where="here").value == value

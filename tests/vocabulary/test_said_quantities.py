"""Quantities as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.vocabulary.measures import MEASURES, all_names
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.said_quantities import has_two_readings, house_form, read_number, read_quantity
from climserv.vocabulary.units import Quantity, parse_quantity


def read(text, language=None, like=None, **more):
    return read_quantity(text, where="here", language=language, like=like, **more)


@pytest.mark.parametrize(
    ("text", "language", "like", "value", "unit"),
    [
        ("20 mm", "en", "mm", 20, "mm"),
        ("0,85 mm", None, "mm", 0.85, "mm"),
        ("0,85 mm", "fr", "mm", 0.85, "mm"),
        ("1 1/2 inches", "en", "mm", 1.5, "inch"),
        ("½ inch", "en", "mm", 0.5, "inch"),
        ("2½ pouces", "fr", "mm", 2.5, "inch"),
        ('2"', "en", "mm", 2, "inch"),
        ("inchi 2", "sw", "mm", 2, "inch"),
        ("dos pulgadas", "es", "mm", None, None),
        ("2 pulgadas", "es", "mm", 2, "inch"),
        ("86 °F", "en", "degC", 86, "degF"),
        ("86 degrees Fahrenheit", "en", "degC", 86, "degF"),
        ("30 grados Celsius", "es", "degC", 30, "degC"),
        ("30 degrés Celsius", "fr", "degC", 30, "degC"),
        ("3 acres", "en", None, 3, "acre"),
        ("ekari 3", "sw", None, 3, "acre"),
        ("2 décades", "fr", "day", 20, "day"),
        ("3 dekads", "en", "day", 30, "day"),
        ("siku 14", "sw", "day", 14, "day"),
        ("14 jours", "fr", "day", 14, "day"),
        ("2 semanas", "es", "day", 2, "week"),
        ("20 l/m2", "fr", "mm", 20, "mm"),
        ("1,500 mm", "en", "mm", 1500, "mm"),
        ("1,500 mm", "sw", "mm", 1500, "mm"),
        ("1,500 mm", "fr", "mm", 1.5, "mm"),
        ("1\u202f500 mm", "fr", "mm", 1500, "mm"),
        ("1.234,5 mm", "es", "mm", 1234.5, "mm"),
        ("1,234.5 mm", "es", "mm", 1234.5, "mm"),
        ("3 debe", "sw", None, 60, "litre"),
        ("-2 °C", "en", "degC", -2, "degC"),
    ],
)
def test_what_people_write(text, language, like, value, unit):
    if value is None:
        with pytest.raises(Refused):
            read(text, language, like)
    else:
        assert read(text, language, like) == Quantity(value, unit)


def test_inches_fahrenheit_acres_and_dekads_become_what_the_house_counts_in():
    assert read("1 1/2 inches", "en").to("mm") == pytest.approx(38.1)
    assert read("86 °F", "en").to("degC") == pytest.approx(30)
    assert read("1 acre", "en").to("hectare") == pytest.approx(0.4047, abs=1e-4)
    assert read("2 décades", "fr").to("day") == 20


@pytest.mark.parametrize(
    ("text", "language", "like", "code", "says"),
    [
        ("1,500 mm", None, "mm", "number.ambiguous", "1.5 or 1500"),
        ("1.500 mm", "es", "mm", "number.ambiguous", "1.5 or 1500"),
        ("1.500 mm", "fr", "mm", "number.ambiguous", "1.5 or 1500"),
        ("3 gunia", "sw", "kg", "measure.ambiguous", "90 kg (maize, East Africa)"),
        ("2 décadas", "es", "day", "measure.ambiguous", "10 year"),
        ("2 decades", "en", "day", "measure.ambiguous", "10 day"),
        ("30 degrees", "en", "degC", "measure.ambiguous", "Fahrenheit"),
        ("2 quintales", "es", "kg", "measure.ambiguous", "46 kg"),
        ("3 fingers", "en", "mm", "measure.ambiguous", "2 cm"),
        ("3 debe", "sw", "mm", "unit.dimension", "mm"),
        ("20", "en", "mm", "quantity.bare", "unit"),
        ("enough", "en", "mm", "quantity.form", "20 mm|10 mm"),
        ("10-12 mm", "en", "mm", "unit.unknown", "12 mm"),
        ("1.2.3 mm", "en", "mm", "number.form", "1.2.3"),
        ("5 foozles", "en", None, "unit.unknown", "foozles"),
        (None, "en", None, "quantity.form", "20 mm"),
        ("1/0 inch", "en", "mm", "number.form", "1/0"),
    ],
)
def test_what_has_two_readings_or_none_is_refused_and_says_so(text, language, like, code, says):
    with pytest.raises(Refused) as refused:
        read(text, language, like)
    (problem,) = refused.value.problems
    assert (problem.code, problem.where) == (code, "here")
    assert any(part in str(problem) for part in says.split("|"))


def test_a_group_s_own_measure_goes_first_and_settles_what_is_ambiguous():
    own = {"gunia": "90 kg", "Kofia": "4 litre"}
    assert read("3 gunia", "sw", measures=own) == Quantity(270, "kg")
    assert read("2 kofia", "sw", measures=own) == Quantity(8, "litre")
    assert read("2 kofias", "en", measures=own) == Quantity(8, "litre")
    assert read("kofia 2", "sw", measures=own) == Quantity(8, "litre")


def test_a_group_cannot_give_a_unit_of_everybody_another_size():
    with pytest.raises(Refused, match="means something else everywhere else"):
        read("2 acres", "en", measures={"acre": "1 hectare"})
    assert read("2 acres", "en", measures={"acre": "4047 m**2"}).to("hectare") == pytest.approx(0.81, abs=0.01)


@pytest.mark.parametrize("text", ["20 mm", "0,85 mm", "2 weeks", "1 mm/day", "0.05 degree", "24 degC", "point 5 km"])
def test_what_the_house_reads_already_stays_letter_by_letter(text):
    if text.startswith("point"):
        with pytest.raises(Refused):
            house_form(text, where="")
    else:
        assert house_form(text, where="", language="fr") == text


def test_every_name_of_the_table_is_read_or_refused_for_its_sizes():
    meant = {}
    for name, measure in all_names():
        meant.setdefault((name, measure.language, measure.like), []).append(measure)
        for size in measure.sizes:
            parse_quantity(size, where="table")
    assert [key for key, found in meant.items() if len(found) > 1] == []
    for measure in MEASURES:
        for name in measure.names:
            if len(measure.sizes) == 1:
                given = read(f"4 {name}", measure.language or "en")
                size = parse_quantity(next(iter(measure.sizes)), where="")
                assert given.to(size.unit) == pytest.approx(4 * size.value)
            else:
                with pytest.raises(Refused, match="several sizes"):
                    read(f"4 {name}", measure.language or "en", measure.like or None)


@given(st.integers(0, 10**7), st.integers(0, 99), st.sampled_from(["en", "fr", "sw", "es"]))
def test_a_number_grouped_and_pointed_as_a_language_does_comes_back(whole, cents, language):
    group, point = {"en": (",", "."), "sw": (",", "."), "fr": (" ", ","), "es": (".", ",")}[language]
    text = f"{whole:,}".replace(",", group) + f"{point}{cents:02d}"
    assert read_number(text, where="", language=language) == pytest.approx(whole + cents / 100)


@given(st.text(max_size=30), st.sampled_from([None, "en", "fr", "sw", "es"]))
def test_no_text_is_guessed_at_and_none_breaks_the_reading(text, language):
    try:
        quantity = read_quantity(text, where="", language=language)
    except Refused:
        return
    assert parse_quantity(str(quantity), where="").to(quantity.unit) == pytest.approx(quantity.value, rel=1e-6)


def test_two_readings_are_seen_in_a_text():
    assert has_two_readings("1,500 mm")
    assert not any(map(has_two_readings, ["0,850 mm", "12,5 mm", "1,5000 mm", "1500 mm", "37.5,-0.5,38,0"]))

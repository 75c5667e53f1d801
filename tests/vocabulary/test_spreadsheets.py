"""Tables that a spreadsheet opens without running anything."""

import csv
import io

import pytest

from climserv.vocabulary.sectors import AREAS, SECTORS
from climserv.vocabulary.spreadsheets import as_csv, as_text


@pytest.mark.parametrize("sign", list("=+-@\t\r"))
def test_a_name_is_never_a_formula(sign):
    assert as_text(f'{sign}HYPERLINK("x")') == f'\'{sign}HYPERLINK("x")'


def test_names_and_numbers_come_back_as_they_were_written():
    rows = [("Tilla, béri", -3), ('said "so"', 2)]
    assert list(csv.reader(io.StringIO(as_csv(("a", "b"), rows)))) == [
        ["a", "b"],
        ["Tilla, béri", "-3"],
        ['said "so"', "2"],
    ]


def test_every_sector_lies_in_an_area_and_has_four_names():
    assert {one.area for one in SECTORS.values()} == set(AREAS)
    for label in (*AREAS.values(), *(one.label for one in SECTORS.values())):
        assert set(label) == {"en", "fr", "sw", "es"}
        assert all(label.values())

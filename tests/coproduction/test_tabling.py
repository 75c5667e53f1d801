"""What lies on the table: what was tried is shown beside it, and remarks are pinned to its parts."""

import pytest
from hall import edit, table

from climserv.coproduction.dialogue.contributions import Contribution
from climserv.coproduction.dialogue.subjects import Subject
from climserv.vocabulary.problems import Refused

TRIED = {"settings": {"amount": "45 mm"}, "effect": [], "run": 7}


def test_what_was_tried_stands_beside_the_version_until_the_next_one(told):
    table(told)
    told.does("wanjiru", "subject", "show", "rule", data=TRIED)
    subject = told.state.find(Subject, "rule")
    assert (subject.tried, subject.state, len(subject.versions)) == (TRIED, "provisional", 1)
    edit(told)
    assert told.state.find(Subject, "rule").tried == {}


def test_showing_asks_for_no_new_consent(told):
    table(told)
    before = told.state.find(Subject, "rule").fixed
    told.does("amina", "subject", "show", "rule", data=TRIED)
    assert told.state.find(Subject, "rule").fixed == before


@pytest.mark.parametrize(
    "anchor",
    [
        {"kind": "year", "name": "1997-98", "x": 1997},
        {"kind": "level", "y": 35},
        {"kind": "place", "x": 37.5, "y": -0.5},
    ],
    ids=lambda one: one["kind"],
)
def test_a_remark_is_pinned_to_a_year_a_line_or_a_place(told, anchor):
    table(told)
    told.does("wanjiru", "contribution", "note", "c1", data={"words": "so it was"})
    told.does("wanjiru", "contribution", "pin", "c1", data={"anchor": {**anchor, "of": "rule"}})
    pinned = told.state.find(Contribution, "c1").anchor
    assert {name: getattr(pinned, name) for name in anchor} == anchor
    incomplete = {"kind": anchor["kind"], "of": "rule"}
    with pytest.raises(Refused, match="is not said"):
        told.does("wanjiru", "contribution", "pin", "c1", data={"anchor": incomplete})

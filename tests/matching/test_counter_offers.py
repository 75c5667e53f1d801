"""Counter-offers: they turn the verdict, hold nothing that could be left out, and say so in four languages."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from match_making import BOOK, HERE, HOT, PLACE, answering, made_card, made_models, made_need

from climserv.matching.asking import area_of
from climserv.matching.changes import changed, no_larger
from climserv.matching.counter_offers import counter_offers
from climserv.matching.judging import Asked
from climserv.matching.matching import match
from climserv.matching.offers import offers_for
from climserv.matching.rules.verdicts import rank
from climserv.matching.shelf import Shelf

TODAY = date(2026, 11, 23)
CARDS = [made_card(), made_models(), made_card("coarse", resolution="50 km", effective_resolution="50 km")]

asking = st.builds(
    lambda scale, horizon, years, place, levels, contrasts, threshold: made_need(
        settings={"threshold": threshold} if threshold else {},
        time={"scale": scale, "horizon": horizon, "period_of_interest": years},
        space={"place": "here", "scale": place, "resolution": levels, "contrasts": contrasts},
    ),
    st.sampled_from(["day", "month", "season"]),
    st.sampled_from(["past", "now", "years", "projection", "days"]),
    st.sampled_from([None, "2050-2050", "2041-2050", "2041-2070", "2081-2099"]),
    st.sampled_from(["plot", "village", "district"]),
    st.none() | st.sampled_from([{"threshold": "1 km"}, {"threshold": "0.2 km", "goal": "0.1 km"}]),
    st.sampled_from([[], ["hill and plain"]]),
    st.sampled_from([None, "30 degC", "60 degC"]),
)


def best_with(asked, shelf, changes):
    """The rank of the best offer once the changes are put on the need, matched anew."""
    need = changed(asked.need, changes)
    moved = any(path == "space.place" for one in changes for path, _ in one.sets)
    cards = [*shelf.cards, *(one.brings for one in changes if one.brings)]
    area = area_of(need, {})[0] if moved else asked.area
    return offers_for(Asked(need, area, TODAY), Shelf(shelf.recipes, cards))[0].rank


def offered(need, cards=tuple(CARDS), recipes=(HOT,)):
    asked, shelf = Asked(need, HERE, TODAY), Shelf(recipes, cards)
    before = offers_for(asked, shelf)
    return asked, shelf, before[0].rank, counter_offers(asked, shelf, before)


@settings(max_examples=25, deadline=None)
@given(asking)
def test_every_counter_offer_turns_the_verdict_and_none_holds_too_much(need):
    asked, shelf, before, found = offered(need)
    for one in found:
        goal = 1 if rank(one.becomes) <= 1 else 2
        assert best_with(asked, shelf, one.changes) <= goal < before
        for left_out in one.changes:
            rest = tuple(other for other in one.changes if other is not left_out)
            assert best_with(asked, shelf, rest) > goal, (one.words["en"], left_out.words["en"])
        assert not any(no_larger(other.changes, one.changes) for other in found if other is not one)


def test_what_fits_has_no_counter_offers():
    assert offered(made_need(time={"scale": "season", "horizon": "past"}))[3] == []


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"time": {"scale": "day", "horizon": "past"}}, "months instead of days"),
        ({"time": {"scale": "season", "horizon": "now"}}, "odds counted over past years instead of this coming season"),
        ({"time": {"scale": "season", "horizon": "projection", "period": "14 May 2050"}}, "instead of 14 May 2050"),
        ({"time": {"scale": "season", "horizon": "past"},
          "space": {"place": "here", "scale": "district", "resolution": {"threshold": "0.2 km"}}}, "instead of 0.2 km"),
        ({"time": {"scale": "season", "horizon": "past"}, "settings": {"threshold": "60 degC"}},
         "threshold 45 °C instead of threshold 60 °C"),
    ],
)  # fmt: skip
def test_the_smallest_change_is_named(parts, says):
    settings_ = parts.pop("settings", None)
    found = offered(made_need(settings=settings_, **parts))[3]
    assert any(says in one.words["en"] for one in found), [one.words["en"] for one in found]
    assert all(set(one.words) == {"en", "fr", "sw", "es"} and all(one.words.values()) for one in found)


def test_one_s_own_gauge_is_offered_where_no_data_are():
    far = made_card(bounds=[40, 40, 41, 41])
    need = made_need(time={"scale": "season", "horizon": "past"}, space={"place": "here", "scale": "ward"})
    _, _, before, found = offered(need, [far])
    assert before == rank("cannot")
    (one,) = found
    assert "own readings" in one.words["en"]
    assert one.changes[0].brings.bounds == (0.2, 0.2, 0.2, 0.2)


def test_a_recipe_of_another_metric_is_offered_only_when_related():
    need = made_need(time={"scale": "season", "horizon": "past"})
    heat = BOOK.recipe("heat_wave_days")
    assert "metric" not in {c.part for one in offered(need, recipes=[answering(HOT, metric="wet_days")])[3]
                            for c in one.changes}  # fmt: skip
    assert "metric" in {c.part for one in offered(need, recipes=[heat])[3] for c in one.changes}


def test_a_deadline_that_is_over_is_moved_to_the_next_time():
    decision = {"by": {"from": "10-01", "to": "11-30", "recurs": "once", "year": 2020}, "lead": "14 day"}
    need = made_need(time={"scale": "season", "horizon": "past"}, decision=decision)
    found = match(need, [HOT], CARDS, [PLACE], today=TODAY)
    assert "2020-09-17, which is over" in found.best.verdicts["time"].reason["en"]
    assert [one.words["en"] for one in found.counter_offers] == ["for the decision of 2027 instead of 2020"]

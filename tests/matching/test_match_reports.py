"""Whole reports: the sample needs, the order of offers, what a run is given, and the laws that must hold."""

import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from match_making import BOOK, HERE, HOT, PLACE, made_card, made_case, made_models, made_need

from climserv.catalogue.catalogue import load_catalogue
from climserv.catalogue.places import load_places
from climserv.config import shipped
from climserv.matching.matching import match
from climserv.matching.rules.rules import verdicts
from climserv.matching.rules.verdicts import AXES, rank
from climserv.needs.loading import load_need, need_to_dict
from climserv.running.planning.order import Order
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.scales import SPATIAL_SCALES, TIME_SCALES
from climserv.vocabulary.seasons import parse_years

NEEDS = shipped("sample_data") / "needs"
CATALOGUE = load_catalogue()
PLACES = load_places()


def report(name):
    return match(NEEDS / f"{name}.yaml")


def offer(found, recipe, dataset):
    return next(o for o in found.offers if (o.recipe, o.dataset) == (recipe, dataset))


def values(one):
    return {axis: one.verdicts[axis].value for axis in AXES}


# --- the sample needs on what is shipped


def test_suffolk_wheat_can_be_served():
    found = report("suffolk-wheat-flowering")
    best = found.best
    assert (best.recipe, best.dataset, best.reference) == ("hot_days", "suffolk-cmip6", "suffolk-observed")
    assert values(best) == {"time": "meets", "space": "dialogue", "metric": "meets"}
    assert "One point stands for all of Suffolk" in best.verdicts["space"].reason["en"]
    assert "provisional" in best.verdicts["metric"].reason["en"]
    assert best.runnable
    assert found.problems == ()


def test_suffolk_order_is_what_a_run_needs():
    order = report("suffolk-wheat-flowering").best.order
    need = load_need(NEEDS / "suffolk-wheat-flowering.yaml")
    assert order == {
        "recipe": "hot_days",
        "data": ["suffolk-cmip6"],
        "reference": "suffolk-observed",
        "settings": {"threshold": "24 degC", "operator": ">", "season_start": "06-01", "season_end": "06-30"},
        "area": "suffolk",
        "period": "2040-2059",
        "baseline": "1995-2014",
        "need": need_to_dict(need),
    }


def test_embu_maize_is_talked_over_and_its_metric_fits():
    found = report("embu-maize-planting")
    first, second = found.offers[:2]
    assert [first.dataset, second.dataset] == ["embu-observed", "embu-models"]
    for one in (first, second):
        assert one.recipe == "rainy_season_onset"
        assert values(one) == {"time": "dialogue", "space": "dialogue", "metric": "meets"}
        assert one.made_for_demonstration
        assert one.runnable
        assert "made for demonstration" in one.verdicts["space"].reason["en"]
    assert "not the date of this year" in first.verdicts["time"].reason["en"]
    assert "the hill side gets rain first" in first.verdicts["space"].reason["en"]
    assert (first.order["period"], first.order["baseline"]) == ("1991-2020", None)
    assert (second.order["period"], second.order["baseline"]) == ("2041-2070", "1991-2020")


def test_tanga_dairy_is_told_cannot_and_what_would_help():
    found = report("tanga-dairy-roof")
    assert found.offers
    assert not found.met
    assert not any(one.runnable for one in found.offers)
    for one in found.offers:
        assert one.verdicts["space"].value == "cannot"
        assert "A dataset that covers Tanga" in one.verdicts["space"].remedy["en"]
        if one.recipe != "dairy_heat_stress":
            assert "days of heat stress for cattle" in one.verdicts["metric"].remedy["en"]
        assert "(hurs)" in one.verdicts["metric"].remedy["en"]
    assert [problem.where for problem in found.problems] == ["metric.with.threshold"]


@pytest.mark.parametrize("name", ["suffolk-wheat-flowering", "embu-maize-planting", "tanga-dairy-roof"])
def test_every_offer_stays_visible_with_its_reasons(name):
    found = report(name)
    assert len(found.offers) == len(BOOK.recipes) * len(CATALOGUE)
    for one in found.offers:
        assert Order.from_dict(one.order).as_dict() == one.order
        for axis in AXES:
            verdict = one.verdicts[axis]
            assert set(verdict.reason) == set(verdict.remedy) == {"en", "fr", "sw", "es"}
            assert all(verdict.reason.values())
            assert all(verdict.remedy.values())
            assert "{" not in "".join([*verdict.reason.values(), *verdict.remedy.values()])
    worst = [rank(one.worst) for one in found.offers]
    assert worst == sorted(worst)


@pytest.mark.parametrize("name", ["suffolk-wheat-flowering", "embu-maize-planting", "tanga-dairy-roof"])
def test_a_draft_is_made_for_whole_years_that_the_data_hold(name):
    for one in report(name).offers:
        runs = CATALOGUE.card(one.dataset).years
        for text in filter(None, (one.order["period"], one.order["baseline"])):
            years = parse_years(text, where="")
            assert any(years.first in run and years.last in run for run in runs), (one.dataset, text)


@settings(max_examples=5, deadline=None)
@given(st.permutations(BOOK.recipes), st.permutations(CATALOGUE.cards), st.permutations(tuple(PLACES)))
def test_the_report_does_not_depend_on_the_order_of_anything(recipes, cards, places):
    need = NEEDS / "embu-maize-planting.yaml"
    again = match(need, recipes, cards, places)
    assert json.dumps(again.as_dict()) == json.dumps(match(need, BOOK, CATALOGUE, PLACES).as_dict())


# --- what is odd about needs


def test_a_need_with_only_its_id_is_answered_with_what_is_missing():
    found = match({"need": "draft"})
    assert {problem.where for problem in found.problems} >= {"time.scale", "space.place", "metric.is"}
    assert all(value == "dialogue" for value in values(found.best).values())
    assert not any(one.runnable for one in found.offers)


def test_a_need_with_only_the_three_axes_is_matched():
    axes = {
        "need": "axes",
        "time": {"scale": "season", "horizon": "past"},
        "space": {"place": "lower-embu", "scale": "district"},
        "metric": {"is": "hot_days", "with": {"threshold": "30 degC"}},
    }
    found = match(axes)
    assert (found.best.dataset, found.best.runnable) == ("embu-observed", True)
    assert found.problems == ()


def test_a_decimal_comma_is_read():
    need = need_to_dict(load_need(NEEDS / "embu-maize-planting.yaml"))
    need["metric"]["with"]["wet_day"] = "0,85 mm/day"
    found = match(need)
    assert found.best.verdicts["metric"].value == "meets"
    assert found.best.runnable


def test_an_area_in_the_sea_cannot_be_served():
    need = need_to_dict(load_need(NEEDS / "embu-maize-planting.yaml"))
    need["space"]["place"] = "-20,-40,-19,-39"
    assert all(one.verdicts["space"].value == "cannot" for one in match(need).offers)


@pytest.mark.parametrize(
    ("box", "step"),
    [("-0.8,37.5,-0.6,37.7", "latitude and longitude changed"), ("37.5,0.6,37.7,0.8", "north instead of south"),
     ("-20,-40,-19,-39", None)],
)  # fmt: skip
def test_numbers_the_other_way_round_are_asked_about(box, step):
    need = need_to_dict(load_need(NEEDS / "embu-maize-planting.yaml"))
    need["space"]["place"] = box
    told = [problem.next_step for problem in match(need).problems if problem.code == "place.slip"]
    assert [step in one for one in told] == ([True] if step else [])


def test_of_recipes_that_give_it_the_one_made_for_it_stands_first():
    time, place = {"scale": "season", "horizon": "past"}, {"place": "lower-embu", "scale": "district"}
    metric = {"is": "rainy_season_onset", "with": {"amount": "20 mm", "wet_day": "0,85 mm/jour"}}
    best = match({"need": "francais", "time": time, "space": place, "metric": metric}).best
    assert (best.recipe, best.worst) == ("rainy_season_onset", "meets_after_step")
    assert best.order["settings"]["wet_day"] == "0,85 mm/jour"


def test_a_box_in_degrees_is_an_area():
    need = need_to_dict(load_need(NEEDS / "embu-maize-planting.yaml"))
    need["space"]["place"] = "37.5,-0.8,37.7,-0.6"
    found = match(need)
    assert found.best.order["area"] == "37.5,-0.8,37.7,-0.6"
    assert found.best.runnable


def test_a_misspelt_place_is_answered_with_the_nearest():
    need = need_to_dict(load_need(NEEDS / "embu-maize-planting.yaml"))
    need["space"]["place"] = "lower-emby"
    found = match(need)
    assert "lower-embu" in found.problems[0].next_step
    assert not any(one.runnable for one in found.offers)


def test_levels_the_wrong_way_round_are_told():
    need = need_to_dict(load_need(NEEDS / "embu-maize-planting.yaml"))
    need["space"]["resolution"] = {"threshold": "1 km", "goal": "25 km"}
    assert [problem.code for problem in match(need).problems] == ["need.levels"]


def test_a_need_that_cannot_be_read_is_refused():
    with pytest.raises(Refused):
        match({"need": "a", "time": {"scale": "saison"}})


def test_no_recipes_and_no_data_give_an_empty_report():
    found = match(NEEDS / "embu-maize-planting.yaml", [], [], [])
    assert (found.offers, found.best, found.met) == ((), None, False)


def test_numbers_the_recipe_refuses_are_not_run():
    need = need_to_dict(load_need(NEEDS / "suffolk-wheat-flowering.yaml"))
    need["metric"]["with"]["threshold"] = "60 degC"
    best = match(need).best
    assert (best.recipe, best.verdicts["metric"].value, best.runnable) == ("hot_days", "dialogue", False)


def test_a_model_without_observations_stands_behind_one_with():
    cards = [made_card(), made_models("alone", reference=None), made_models("adjusted")]
    found = match(made_need(), [HOT], cards, [PLACE])
    assert [one.dataset for one in found.offers] == ["adjusted", "alone", "made"]


def test_years_to_come_do_not_empty_the_record_that_gives_the_odds():
    time = {"scale": "season", "horizon": "now", "period_of_interest": "2027-2036"}
    best = match(made_need(time=time), [HOT], [made_card(period="1981-2020")], [PLACE]).best
    assert (best.order["period"], best.runnable) == ("1991-2020", True)


def test_equals_stand_in_the_order_of_their_names():
    cards = [made_card("b"), made_card("a"), made_card("c")]
    found = match(made_need(time={"scale": "season", "horizon": "past"}), [HOT], cards, [PLACE])
    assert [one.dataset for one in found.offers] == ["a", "b", "c"]


# --- laws: fitting is better than talking, and talking than nothing

FITS = {"meets": 0, "meets_after_step": 0, "dialogue": 1, "cannot": 2}

needs = st.builds(
    lambda scale, horizon, period, place, levels, contrasts: made_need(
        time={"scale": scale, "horizon": horizon, "period_of_interest": period},
        space={"place": "here", "scale": place, "resolution": levels, "contrasts": contrasts},
    ),
    st.sampled_from(list(TIME_SCALES)),
    st.sampled_from(["past", "days", "now", "years", "projection"]),
    st.sampled_from([None, "1991-2020", "2041-2070", "2050-2050", "2045-2060"]),
    st.sampled_from(list(SPATIAL_SCALES)),
    st.none() | st.fixed_dictionaries({"threshold": st.sampled_from(["100 km", "25 km", "3 km"])}),
    st.sampled_from([[], ["hill and plain"]]),
)
kilometres = st.sampled_from([0.05, 1, 5, 7, 25, 60, 111, 300, 3000])


def card_of(km, *, models, is_point=False):
    size = {"effective_resolution": f"{km} km"}
    if is_point:
        size |= {"resolution": "point", "bounds": [0.2, 0.2, 0.2, 0.2]}
    return made_models(**size) if models else made_card(**size)


def judged(need, card):
    reference = made_card() if card.reference else None
    return {axis: verdict.value for axis, verdict in verdicts(made_case(need, HOT, card, reference, HERE)).items()}


@settings(max_examples=70, deadline=None)
@given(needs, kilometres, kilometres, st.booleans(), st.booleans())
def test_a_coarser_dataset_never_improves_a_verdict(need, one, other, models, is_point):
    fine, coarse = sorted((one, other))
    before = judged(need, card_of(fine, models=models, is_point=is_point))
    after = judged(need, card_of(coarse, models=models, is_point=is_point))
    assert all(rank(after[axis]) >= rank(before[axis]) for axis in AXES)


@settings(max_examples=70, deadline=None)
@given(needs, kilometres, st.sampled_from(list(SPATIAL_SCALES)), st.booleans())
def test_a_need_for_smaller_places_never_improves_a_verdict(need, km, smaller, models):
    assume(SPATIAL_SCALES[smaller].km <= SPATIAL_SCALES[need.space.scale].km)
    finer = need.model_copy(update={"space": need.space.model_copy(update={"scale": smaller})})
    card = card_of(km, models=models)
    before, after = judged(need, card), judged(finer, card)
    assert all(FITS[after[axis]] >= FITS[before[axis]] for axis in AXES)


@settings(max_examples=70, deadline=None)
@given(needs, kilometres, st.sampled_from([0.1, 2, 10, 25, 100]), st.sampled_from([0.1, 2, 10, 25, 100]))
def test_a_stricter_level_never_improves_a_verdict(need, km, one, other):
    strict, lax = sorted((one, other))

    def asking(size):
        levels = {"place": "here", "scale": need.space.scale, "resolution": {"threshold": f"{size} km"}}
        return made_need(time=need_to_dict(need)["time"], space=levels)

    before, after = (judged(asking(size), card_of(km, models=False)) for size in (lax, strict))
    assert all(rank(after[axis]) >= rank(before[axis]) for axis in AXES)


@settings(max_examples=60, deadline=None)
@given(needs, st.sampled_from(list(TIME_SCALES)), st.booleans())
def test_a_need_for_a_finer_time_scale_never_improves_a_verdict(need, finer, models):
    assume(TIME_SCALES[finer].days <= TIME_SCALES[need.time.scale].days)
    sharper = need.model_copy(update={"time": need.time.model_copy(update={"scale": finer})})
    card = card_of(5, models=models)
    before, after = judged(need, card), judged(sharper, card)
    assert all(FITS[after[axis]] >= FITS[before[axis]] for axis in AXES)


@settings(max_examples=60, deadline=None)
@given(needs, st.integers(2021, 2070), st.integers(0, 49), st.integers(0, 49))
def test_fewer_years_of_a_projection_never_improve_a_verdict(need, first, one, other):
    short, long = sorted((one, other))
    assume(first + long <= 2070)

    def asking(length):
        years = f"{first}-{first + length}"
        return made_need(time={"scale": "season", "horizon": "projection", "period_of_interest": years})

    before, after = (judged(asking(length), made_models()) for length in (long, short))
    assert rank(after["time"]) >= rank(before["time"])

"""Laws: a recipe that claims less never serves better. Between the two fits a change of scale may go either way."""

from hypothesis import given, settings
from hypothesis import strategies as st
from match_making import HERE, HOT, answering, made_card, made_case, made_models
from test_match_reports import FITS, needs

from climserv.matching.rules.rules import verdicts
from climserv.matching.rules.verdicts import AXES
from climserv.vocabulary.scales import HORIZONS, SPATIAL_SCALES, TIME_SCALES

SCALES = [code for code in TIME_SCALES if code != "decade"]
KM = st.sampled_from([0.05, 1, 5, 25, 60, 111, 300])


def judged(need, recipe, models):
    card, reference = (made_models(), made_card()) if models else (made_card(), None)
    return {axis: one.value for axis, one in verdicts(made_case(need, recipe, card, reference, HERE)).items()}


def never_better(need, more, less, models):
    before, after = judged(need, more, models), judged(need, less, models)
    assert all(FITS[after[axis]] >= FITS[before[axis]] for axis in AXES)


def space(**parts):
    return {"space": HOT.answers.space.model_copy(update=parts)}


@settings(max_examples=60, deadline=None)
@given(needs, KM, KM, st.booleans())
def test_a_recipe_honest_only_for_coarser_data_never_serves_better(need, one, other, models):
    fine, coarse = (answering(HOT, **space(finest=f"{km} km")) for km in sorted((one, other)))
    never_better(need, fine, coarse, models)


@settings(max_examples=60, deadline=None)
@given(needs, st.sampled_from(SCALES), st.sampled_from(SCALES), st.booleans())
def test_a_recipe_of_a_coarser_time_scale_never_serves_better(need, one, other, models):
    fine, coarse = sorted((one, other), key=lambda code: TIME_SCALES[code].days)
    never_better(need, answering(HOT, time=(fine,)), answering(HOT, time=(coarse,)), models)


@settings(max_examples=60, deadline=None)
@given(needs, st.sampled_from(list(SPATIAL_SCALES)), st.sampled_from(list(SPATIAL_SCALES)), st.booleans())
def test_a_recipe_that_speaks_of_smaller_places_only_never_serves_better(need, one, other, models):
    small, large = sorted((one, other), key=lambda code: SPATIAL_SCALES[code].km)
    never_better(need, answering(HOT, **space(upto=large)), answering(HOT, **space(upto=small)), models)


@settings(max_examples=60, deadline=None)
@given(needs, st.sets(st.sampled_from(list(HORIZONS)), min_size=1), st.sampled_from(list(HORIZONS)), st.booleans())
def test_a_recipe_that_answers_for_less_never_serves_better(need, fewer, one_more, models):
    more = answering(HOT, horizons=tuple(sorted(fewer | {one_more})))
    never_better(need, more, answering(HOT, horizons=tuple(sorted(fewer))), models)

"""Delta change through whole runs: the seasons are the observed ones, moved, and say so."""

import numpy as np
import pytest

from climserv.products.answers import answer, headline
from climserv.products.counts import Counts
from climserv.running.computing import compute
from climserv.running.keeping.stages import Stages
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.problems import Refused

RECIPE = """\
recipe: heat_moved
version: 1
title: {en: Heat moved}
question: {en: "How many days are hot?"}
authors: [A. Author]
answers: {metric: hot_days, time: [season], space: {from: 1 km, upto: ward}, horizons: [past, projection]}
inputs:
  tasmax: {variable: tasmax, record: 10 year}
  observed: {variable: tasmax, record: 10 year, role: [observation, station], optional: true}
STEPS
  - hot_days: {of: tasmax, threshold: 20 degC, operator: ">", season: {from: 06-01, to: 08-31}}
  - ensemble: {statement: at_least, at: [20 day]}
MORE
limits: [{en: Air is not skin.}]
references: [None yet.]
"""
MOVED = '  - delta_change: {of: tasmax, to: observed, when: observed, kind: "+"}'


@pytest.fixture
def planned(tmp_path, shelf, shared_data):
    def plan(steps=f"steps:\n{MOVED}", more="", reference=True):
        path = tmp_path / "recipe.yaml"
        path.write_text(RECIPE.replace("STEPS", steps).replace("MORE\n", more))
        files = (str(shared_data / "CanESM2_1950-2100.nc"),)
        observed = str(shared_data / "ahccd_1950-2013.nc") if reference else None
        return make_plan(Order(str(path), files, observed, baseline="1971-2000", period="2041-2060"), shelf)

    return plan


def of_member(result, projected, role):
    kind = result.places["kind"].values
    member = next(n for n, one in enumerate(kind) if (one == "projection") == projected)
    periods = list(result.places["period_role"].values)
    return result.places.isel(member=member, period=periods.index(role))


def test_the_observed_years_moved_by_what_the_model_changes(planned):
    plan = planned()
    result = compute(plan)
    model = of_member(result, True, "future")
    labels = [str(label) for label in model["season_label"].values if label]
    assert labels == [str(year) for year in range(1971, 2001)]
    # By hand, with xarray-free means: the observed days of a station, each month moved by the model's change.
    model_piece, observed = plan.sources[0].pieces[0], plan.reference.pieces[0]
    for place, cell in enumerate(plan.selection.index):
        moved = 0.0
        strand = next(one for one in plan.strands if one.projected)
        source = model_piece.read("tasmax", 0, strand.cells[[place]], slice(None))[0].astype(float)
        past = observed.read("tasmax", 0, np.array([cell]), slice(None))[0].astype(float)
        dates, mine = model_piece.dates, observed.dates
        value = np.full(30, 0)
        known = np.ones(30, bool)
        for month in (6, 7, 8):
            means = [
                np.nanmean(source[(dates.month == month) & (dates.year >= first) & (dates.year <= last)])
                for first, last in ((2041, 2060), (1971, 2000))
            ]
            moved = means[0] - means[1]
            for year in range(1971, 2001):
                days = past[(mine.month == month) & (mine.year == year)] + moved
                known[year - 1971] &= np.isfinite(days).all()
                value[year - 1971] += (days > 293.15).sum()
        found = model["value"].values[:30, place]
        assert known.sum() > 10
        np.testing.assert_allclose(found[known], value[known], atol=1)
        assert np.mean(found[known] == value[known]) > 0.9
        assert np.isnan(found[~known]).all()


def test_without_a_change_it_is_what_was_observed(planned):
    result = compute(planned())
    model, observed = of_member(result, True, "baseline"), of_member(result, False, "baseline")
    np.testing.assert_array_equal(model["outcome"].values, observed["outcome"].values)
    np.testing.assert_allclose(model["value"].values, observed["value"].values)


def test_it_is_said_and_not_tried_on_itself(planned, tmp_path):
    plan = planned()
    result = compute(plan, stages=Stages(tmp_path / "stages", 10**9))
    assert any("2041-2060 are the observed years 1971-2000" in note for note in result.notes)
    assert result.skill == {"measured": False, "why": "delta change gives the observed years themselves"}
    assert result.adjustment["method"] == "delta_change"
    again = compute(plan, stages=Stages(tmp_path / "stages", 10**9))
    np.testing.assert_array_equal(again.places["value"].values, result.places["value"].values)


def test_without_observations_the_models_stay_as_they_are(planned):
    result = compute(planned(reference=False))
    model = of_member(result, True, "future")
    assert str(model["season_label"].values[0]) == "2041"
    assert not any("Delta change" in note for note in result.notes)


def test_series_of_other_years_are_refused(planned):
    late = 'steps:\n  - hot_days: {of: tasmax, threshold: 30 degC, operator: ">", season: {from: 06-01, to: 08-31}}\n'
    late += f"    as: hotter\n{MOVED}"
    with pytest.raises(Refused, match="still of the model's"):
        planned(late, "outputs: [hot_days, hotter]\n")
    with pytest.raises(Refused, match="none of those between"):
        planned(f"steps:\n{MOVED}", "  - time_of_emergence: {}\n")


def test_in_words_the_years_are_the_observed_ones(planned):
    """Twenty years asked about are answered with thirty, so they cannot be years of the model."""
    result = compute(planned())
    assert "observed years, moved" in headline(Counts(result), "en")
    assert "model-year" not in answer(Counts(result), result.metric, "en")

"""Variables adjusted together: they keep the values of their own adjustment and take over how they belong together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.adjustment.groups import make_groups
from climserv.methods.adjustment.multivariate import TrainedTogether, apply_together, train_together, turns
from climserv.methods.calendars import Timeline
from climserv.vocabulary.problems import Refused

from ..series import days_of_years

YEARS = range(2001, 2013)


def months(calendar="noleap"):
    return make_groups(Timeline(calendar, *zip(*days_of_years(YEARS, calendar), strict=True)), "month")


def weather(days, together, *, seed, cells=2):
    """Temperature and humidity that correlate as told; (variable, cell, day)."""
    rng = np.random.default_rng(seed)
    heat = rng.normal(0, 1, (cells, days))
    humid = together * heat + np.sqrt(1 - together**2) * rng.normal(0, 1, (cells, days))
    return np.stack([290 + 4 * heat, 60 + 12 * humid]).astype(np.float32)


@pytest.fixture(scope="module")
def case():
    groups = months()
    reference = weather(len(groups), -0.7, seed=1)
    model = weather(len(groups), 0.2, seed=2)
    return groups, reference, model, train_together(reference, model, groups, groups)


def correlation(values, groups, month):
    here = groups.number == month
    return np.array(
        [np.corrcoef(values[0, cell, here], values[1, cell, here])[0, 1] for cell in range(values.shape[1])]
    )


def test_the_variables_belong_together_as_in_the_reference(case):
    groups, reference, model, trained = case
    found = apply_together(trained, model, model, groups)
    for month in (0, 6):
        wanted, had, has = (correlation(values, groups, month) for values in (reference, model, found))
        assert np.abs(had - wanted).min() > 0.5
        assert np.abs(has - wanted).max() < 0.1


def test_every_value_of_the_own_adjustment_is_kept_in_its_month(case):
    groups, _, model, trained = case
    adjusted = model + 3
    found = apply_together(trained, model, adjusted, groups)
    for month in range(12):
        here = groups.number == month
        np.testing.assert_array_equal(np.sort(found[..., here]), np.sort(adjusted[..., here]))


def test_cutting_the_cells_into_blocks_changes_nothing(case):
    groups, reference, model, trained = case
    whole = apply_together(trained, model, model, groups)
    for cell in range(2):
        part = np.s_[:, cell : cell + 1]
        alone = train_together(reference[part], model[part], groups, groups)
        np.testing.assert_array_equal(apply_together(alone, model[part], model[part], groups), whole[part])


def test_a_missing_day_stays_where_it_is_and_touches_no_other_month(case):
    groups, _, model, trained = case
    holed = model.copy()
    holed[1, 0, 5] = np.nan
    found = apply_together(trained, holed, holed, groups)
    whole = apply_together(trained, model, model, groups)
    assert np.isnan(found[1, 0, 5])
    assert found[0, 0, 5] == holed[0, 0, 5]
    other = groups.number != groups.number[5]
    np.testing.assert_array_equal(found[..., other], whole[..., other])


def test_a_day_missing_after_its_own_adjustment_stays_missing_there(case):
    """It was sorted to the end, and another day lost its number while this one got one."""
    groups, _, model, trained = case
    adjusted = model.copy()
    adjusted[1, 0, 10] = np.nan
    found = apply_together(trained, model, adjusted, groups)
    assert np.argwhere(np.isnan(found)).tolist() == [[1, 0, 10]]
    assert found[0, 0, 10] == adjusted[0, 0, 10]


def test_an_infinite_training_day_is_a_missing_one(case):
    groups, reference, model, _ = case
    holed, infinite = (np.where(np.arange(len(groups)) == 40, bad, reference).astype(np.float32)
                       for bad in (np.nan, np.inf))  # fmt: skip
    first, second = (train_together(each, model, groups, groups) for each in (holed, infinite))
    assert first.corrections.tobytes() == second.corrections.tobytes()
    found = apply_together(second, model, model, groups)
    assert np.abs(correlation(found, groups, 1) + 0.7).max() < 0.12


def test_too_few_days_keep_their_order(case):
    groups, reference, model, _ = case
    few = reference.copy()
    few[:, :, np.flatnonzero(groups.number == 2)[9:]] = np.nan
    found = apply_together(train_together(few, model, groups, groups), model, model, groups)
    here = groups.number == 2
    np.testing.assert_array_equal(found[..., here], model[..., here])


def test_another_calendar_has_the_same_months(case):
    _, reference, _, _ = case
    theirs = months("360_day")
    model = weather(len(theirs), 0.2, seed=5)
    trained = train_together(reference, model, months(), theirs)
    found = apply_together(trained, model, model, theirs)
    assert np.abs(correlation(found, theirs, 3) + 0.7).max() < 0.12


def test_a_month_without_training_days_is_left_as_it_was_adjusted(case):
    groups, reference, model, _ = case
    holed = reference.copy()
    holed[:, :, groups.number == 2] = np.nan
    trained = train_together(holed, model, groups, groups)
    found = apply_together(trained, model, model, groups)
    here = groups.number == 2
    np.testing.assert_array_equal(found[..., here], model[..., here])
    assert not np.array_equal(found[..., ~here], model[..., ~here])


def test_it_can_be_saved_and_is_refused_when_it_does_not_fit(case):
    groups, _, model, trained = case
    again = TrainedTogether.from_arrays(trained.arrays(), trained.metadata())
    whole = apply_together(trained, model, model, groups)
    np.testing.assert_array_equal(apply_together(again, model, model, groups), whole)
    with pytest.raises(Refused, match="do not belong together"):
        TrainedTogether.from_arrays({**trained.arrays(), "middles": trained.middles[:, :1]}, trained.metadata())
    with pytest.raises(Refused, match="those of the training"):
        apply_together(trained, model[:, :1], model[:, :1], groups)


@given(st.integers(2, 5), st.integers(0, 1000))
def test_turns_turn_and_do_not_stretch(variables, seed):
    found = turns(variables, 6, seed)
    np.testing.assert_allclose(found @ found.transpose(0, 2, 1), np.tile(np.eye(variables), (6, 1, 1)), atol=1e-12)
    np.testing.assert_array_equal(found[0], np.eye(variables))


@pytest.mark.parametrize("wrong", [{"iterations": 1}, {"quantiles": 1}])
def test_wrong_use_is_refused(case, wrong):
    groups, reference, model, _ = case
    with pytest.raises(Refused):
        train_together(reference, model, groups, groups, **wrong)
    with pytest.raises(Refused, match="two variables"):
        train_together(reference[:1], model[:1], groups, groups)

"""From thirds to a threshold: by hand, by law, and where it must be silent."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.ensembles.thresholds import PASSES, chance_of_threshold, try_threshold
from climserv.vocabulary.problems import Refused

YEARS = st.lists(st.floats(0, 2000, width=32), min_size=10, max_size=40, unique=True)


@given(YEARS, st.floats(0, 2000, width=32))
def test_equal_thirds_nearly_give_back_the_share_of_the_record(years, limit):
    """Thirds of unlike sizes (ten years: 4, 2, 4) move it by what a third lacks, and no more."""
    chance = chance_of_threshold(years, [1 / 3, 1 / 3, 1 / 3], "fewer_than", limit)
    share = (np.array(years, np.float32) < np.float32(limit)).mean()
    assert abs(chance - share) < 1.5 / len(years)


@given(YEARS, st.floats(0, 2000, width=32), st.floats(0, 2000, width=32))
def test_more_need_is_met_less_often(years, one, other):
    low, high = sorted((one, other))
    chances = [chance_of_threshold(years, [0.5, 0.3, 0.2], "at_least", limit) for limit in (low, high)]
    assert chances[0] >= chances[1] - 1e-12


@given(YEARS, st.floats(0, 2000, width=32))
def test_one_side_and_the_other_are_everything(years, limit):
    one, other = (chance_of_threshold(years, [0.2, 0.3, 0.5], side, limit) for side in ("fewer_than", "at_least"))
    assert one + other == pytest.approx(1)


@given(YEARS, st.floats(0, 2000, width=32))
def test_a_drier_forecast_never_makes_drought_less_likely(years, limit):
    dry, wet = (
        chance_of_threshold(years, thirds, "fewer_than", limit) for thirds in ([0.6, 0.3, 0.1], [0.1, 0.3, 0.6])
    )
    assert dry >= wet - 1e-12


@pytest.mark.parametrize("past", [np.arange(9.0), np.full(30, 5.0)], ids=["nine years", "years all alike"])
def test_too_little_to_learn_from_is_no_chance(past):
    assert np.isnan(chance_of_threshold(past, [0.4, 0.3, 0.3], "fewer_than", 4.0))


def test_chances_that_are_no_whole_are_refused():
    with pytest.raises(Refused, match="sum to 1"):
        chance_of_threshold(np.arange(30.0), [0.5, 0.5, 0.5], "fewer_than", 4.0)
    with pytest.raises(Refused, match="statement"):
        chance_of_threshold(np.arange(30.0), [0.5, 0.3, 0.2], "by", 4.0)
    assert set(PASSES) == {"at_least", "more_than", "fewer_than"}


def test_a_year_never_learns_from_itself():
    """Another amount in one year changes what is said of the others, and nothing of what is said of that year."""
    rain = np.random.default_rng(3).gamma(4, 60, 20)
    hindcast = rain[:, None] + np.random.default_rng(4).normal(0, 40, (20, 5))
    changed = rain.copy()
    changed[7] = 5000.0
    one, other = (
        try_threshold(hindcast, observed, range(2001, 2021), "fewer_than", 200.0) for observed in (rain, changed)
    )
    assert one.chance[7] == other.chance[7]
    assert one.usual[7] == other.usual[7]
    assert (one.chance != other.chance).any()


def test_members_that_know_nothing_have_no_skill():
    random = np.random.default_rng(5)
    rain, members = random.gamma(4, 60, 60), random.gamma(4, 60, (60, 9))
    assert try_threshold(members, rain, range(1960, 2020), "fewer_than", 200.0).skill < 0.1
    knowing = rain[:, None] + random.normal(0, 10, (60, 9))
    assert try_threshold(knowing, rain, range(1960, 2020), "fewer_than", 200.0).skill > 0.4

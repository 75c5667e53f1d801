"""Which years a run takes, and what it says when the data do not hold them."""

import numpy as np
import pytest

from climserv.running.planning.periods import choose_baseline, choose_period, read_period, spans, whole_years
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.seasons import Years

WOOLPIT = set(range(1995, 2015)) | set(range(2020, 2100))


def test_spans_are_the_unbroken_runs():
    assert [str(s) for s in spans(WOOLPIT)] == ["1995-2014", "2020-2099"]
    assert spans([]) == []


def test_a_year_without_december_is_not_whole():
    year = np.array([2000, 2000, 2001, 2001])
    month = np.array([1, 12, 1, 11])
    assert whole_years(year, month) == {2000}


def test_the_baseline_is_the_historical_run_and_thirty_years_at_most():
    assert choose_baseline(WOOLPIT) == Years(1995, 2014)
    assert choose_baseline(set(range(1950, 2014))) == Years(1984, 2013)
    assert choose_baseline(set()) is None


def test_the_period_is_the_middle_of_the_century_where_the_data_hold_it():
    assert choose_period(WOOLPIT, Years(1995, 2014)) == Years(2041, 2070)
    assert choose_period(set(range(2071, 2101)), Years(1991, 2020)) == Years(2071, 2100)


def test_a_period_outside_the_data_is_refused_with_what_they_hold():
    assert read_period("2041-2070", WOOLPIT, where="--period", of="models") == Years(2041, 2070)
    with pytest.raises(Refused) as refusal:
        read_period("2010-2030", WOOLPIT, where="--period", of="models")
    assert "--period" in str(refusal.value)
    assert "1995-2014, 2020-2099" in str(refusal.value)

"""The four counts on a page are those of the arrays; and a group is told honestly what it can live with."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.verification.decisions import decision_table
from climserv.vocabulary.four_counts import DecisionTable, count_pairs, years_over
from climserv.vocabulary.outcomes import Outcome

KNOWN = {True: Outcome.HAPPENED, False: Outcome.DID_NOT_HAPPEN, None: Outcome.UNKNOWN}


@given(st.lists(st.tuples(st.sampled_from([True, False, None]), st.sampled_from([True, False, None])), max_size=40))
def test_pages_count_as_arrays_do(years):
    warning, event = (np.array([KNOWN[one[side]] for one in years], np.uint8) for side in (0, 1))
    assert count_pairs(years) == decision_table(warning, event)


@pytest.mark.parametrize(
    ("in_vain", "miss", "over"), [(3, 3, 0), (4, 3, 1), (4, 5, 3), (0, 0, 0)]
)  # fmt: skip
def test_what_is_accepted_is_counted_in_whole_years(in_vain, miss, over):
    table = DecisionTable(worthy_action=2, in_vain=in_vain, fail_to_act=miss, worthy_inaction=13 - in_vain - miss)
    assert table.years == 15
    assert years_over(table, in_vain=0.2, miss=0.2) == over

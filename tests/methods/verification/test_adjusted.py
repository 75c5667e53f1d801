"""The table of an adjustment's skill: by hand, and missing days."""

import numpy as np
import pytest

from climserv.methods.calendars import Timeline
from climserv.methods.verification.adjusted import adjustment_skill, dry_spell_lengths
from climserv.vocabulary.problems import Refused

NAN = float("nan")


def days(*numbers):
    return Timeline("noleap", [2001] * len(numbers), [1] * len(numbers), numbers)


def test_dry_spells_with_unknown_ends_are_left_out():
    line = days(*range(1, 13))
    assert dry_spell_lengths(np.array([0, 5, 0, 0, 5, 0, 5, 5, 0, NAN, 0, 5]), line, 1).tolist() == [2, 1]
    assert dry_spell_lengths(np.array([5.0, 0, 0, 5]), days(1, 2, 4, 5), 1).tolist() == []
    assert dry_spell_lengths(np.array([5.0, 0, 0, 5]), days(1, 2, 3, 4), 1).tolist() == [2]
    assert dry_spell_lengths(np.array([0.0, 0]), days(1, 2), 1).tolist() == []


def test_the_table_by_hand():
    line = days(1, 2, 3, 4)
    rain = np.array([[2.0, 0, 0, 2], [NAN, NAN, NAN, NAN]])
    raw, better = np.array([[4.0, 1, 0, 4], [1, 1, 1, 1]]), rain * 1.5
    lines = {"reference_line": line, "line": line}
    table = adjustment_skill(rain, raw, {"ours": better}, wet_day=1, quantiles=[0.5], **lines)
    assert table.statistics == ("quantile 50 %", "mean", "wet days", "mean dry spell", "dry spell, 95 %")
    assert table.errors("raw")[:3, 0].tolist() == [1.5, 1.25, 0.25]
    assert table.errors("ours")[:, 0].tolist() == [0.5, 0.5, 0, 0, 0]
    assert np.isnan(table.errors("raw")[:, 1]).all()
    assert table.relative("ours") == {"data": pytest.approx(1 / 2.75), "1": 0, "day": 0}
    row = next(row for row in table.rows() if (row["statistic"], row["series"]) == ("mean", "ours"))
    assert (row["observed"], row["value"], row["error"], row["unit"]) == (1, 1.5, 0.5, "data")


def test_the_raw_models_name_is_its_own():
    line = days(1, 2)
    with pytest.raises(Refused):
        adjustment_skill([[1, 2]], [[1, 2]], {"raw": [[1, 2]]}, reference_line=line, line=line)

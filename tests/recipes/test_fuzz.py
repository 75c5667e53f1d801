"""Whatever stands in a file, it is read or refused: no traceback, no hang."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.recipes.loading import read_recipe
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.yaml_text import read_yaml, write_yaml

from .small import SMALL

JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(
        ["pr", "$amount", "20 mm", "10-01", "en", "onset", ">", "adjust", "", "rain", "1e400 mm", "5 5", "nan degC"]
    ) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["en", "from", "to", "of", "onset", "hot_days", "ensemble", "at", "version", "default"])
        | st.text(max_size=5),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip
# Pint reads its table on first use: no deadline for one example.
UNHURRIED = settings(deadline=None, max_examples=60)
FIELDS = ["recipe", "version", "title", "answers", "inputs", "parameters", "steps", "limits", "uses_hindsight"]


def problems_of(record):
    try:
        read_recipe(write_yaml(record), "it.yaml")
    except Refused as refusal:
        return refusal.problems
    return ()


@UNHURRIED
@given(field=st.sampled_from(FIELDS), value=JSONISH)
def test_whatever_a_field_holds_is_read_or_refused(field, value):
    """No shape of data brings a traceback."""
    record = read_yaml(SMALL, "small").value
    record[field] = value
    assert all(str(problem) for problem in problems_of(record))


@UNHURRIED
@given(
    path=st.sampled_from([("steps", 0, "hot_days"), ("steps", 1, "ensemble"), ("parameters", "threshold")]),
    data=st.data(),
)
def test_whatever_an_argument_holds_is_read_or_refused(path, data):
    record = read_yaml(SMALL, "small").value
    holder = record
    for part in path:
        holder = holder[part]
    holder[data.draw(st.sampled_from(sorted(holder)))] = data.draw(JSONISH)
    assert all(problem.where.startswith("it.yaml") for problem in problems_of(record))


@UNHURRIED
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    with pytest.raises(Refused):
        read_recipe(text, "it.yaml")

"""The one door for YAML that people send."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.vocabulary.problems import Refused
from climserv.vocabulary.yaml_text import DEEPEST, LARGEST, examine_yaml, read_yaml, write_yaml


def test_words_stay_words():
    marked = read_yaml("a: 10-01\nb: no\non: off\nd: 2050-05-14\ne: 1:30\nf: 0x1f\ng: 05\nh: '5'\ni: 1_000\n", "n")
    assert marked.value == {
        "a": "10-01", "b": "no", "on": "off", "d": "2050-05-14", "e": "1:30", "f": "0x1f", "g": "05", "h": "5",
        "i": "1_000",
    }  # fmt: skip


def test_plain_numbers_truth_and_nothing():
    marked = read_yaml("a: 3\nb: -2.5\nc: .5\nd: 1e3\ne: true\nf: false\ng:\nh: ~\n1997: floods\n", "n")
    assert marked.value == {
        "a": 3, "b": -2.5, "c": 0.5, "d": 1000.0, "e": True, "f": False, "g": None, "h": None, "1997": "floods",
    }  # fmt: skip


def test_every_value_knows_its_line():
    marked = read_yaml("# a comment\na: 1\nsteps:\n  - adjust: {kind: x,\n      group: month}\n  - b\n", "r.yaml")
    assert marked.line_of(("a",)) == 2
    assert marked.line_of(("steps", 0, "adjust", "kind")) == 4
    assert marked.line_of(("steps", 0, "adjust", "group")) == 5
    assert marked.line_of(("steps", 1)) == 6
    assert marked.line_of(("steps", 1, "not", "there")) == 6
    assert marked.place_of(("steps",)) == "r.yaml:3"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: &x 1\n", "yaml.anchor", 2),
        ("a: 1\nb: *x\n", "yaml.alias", 2),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml.tag", 1),
        ("a: !made 1\n", "yaml.tag", 1),
        ("a: 1\nb: 2\na: 3\n", "yaml.doubled", 3),
        ("a: 1\n---\nb: 2\n", "yaml.documents", 2),
        ("a: [1\n", "yaml.form", 2),
        ("a: b: c\n", "yaml.form", 1),
        ("? [a, b]\n: c\n", "yaml.form", 1),
        ("a: " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "yaml.form", 1),
    ],
)
def test_what_is_not_plain_is_refused_with_its_line(text, code, line):
    with pytest.raises(Refused) as refused:
        read_yaml(text, "bad.yaml")
    problem = refused.value.problems[0]
    assert problem.code == code
    assert problem.where == f"bad.yaml:{line}"


def test_all_faults_are_told_at_once():
    with pytest.raises(Refused) as refused:
        read_yaml("a: &x 1\nb: *x\nb: !t 2\n", "bad.yaml")
    assert [p.code for p in refused.value.problems] == ["yaml.anchor", "yaml.alias", "yaml.doubled", "yaml.tag"]


def test_large_and_strange_files_are_refused():
    for text, code in (
        ("a: " + "x" * LARGEST, "yaml.size"),
        (b"a: \xff\xfe\n", "yaml.encoding"),
        ("a: \x00", "yaml.form"),
    ):
        with pytest.raises(Refused) as refused:
            read_yaml(text, "bad.yaml")
        assert refused.value.problems[0].code == code


def test_many_nested_brackets_end_quickly():
    with pytest.raises(Refused):
        read_yaml("[" * 60_000, "bad.yaml")


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["no", "on", "10-01", "1e3", "~", "", "5", "null", "2050-05-14", "a: b", "# x", "- y", "line\n"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(values)
def test_what_is_written_reads_back_the_same(value):
    assert read_yaml(write_yaml(value), "again").value == value


def test_a_question_in_braces_is_text():
    """The manner of the design page; the parser in Python alone stops at the question mark."""
    assert read_yaml("question: {en: When do the rains start?, sw: Lini?}", "n").value == {
        "question": {"en": "When do the rains start?", "sw": "Lini?"}
    }


def test_half_a_sign_is_refused_and_never_a_fault_of_ours():
    marked, problems = examine_yaml("title: \ud83d broken", "n")
    assert marked.value is None
    assert [problem.code for problem in problems] == ["yaml.form"]


def test_what_is_never_closed_is_told_at_the_last_line_there_is():
    _, problems = examine_yaml("recipe: hot_days\nsteps: [", "n")
    assert [problem.where for problem in problems] == ["n:2"]

"""Reading, writing and refusing need records."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.config import shipped
from climserv.needs.loading import dump_need, load_need, need_from_dict, need_from_text, need_to_dict
from climserv.needs.need import Need
from climserv.needs.written import LONGEST_TEXT, MOST_ITEMS
from climserv.vocabulary.problems import Refused

SAMPLES = sorted((shipped("sample_data") / "needs").glob("*.yaml"))

# As the design gives it, word for word.
DESIGN = """
need: embu-maize-planting
question: {en: When can we plant maize safely?, sw: Lini?, fr: Quand ?}
decision: {what: plant maize, options: [plant at first rain, wait for the second rain, plant dry], by: {from: 10-01, to: 11-30}, lead: 14 day}
who: {decides: [household heads, women's group], does: [women's group], people: 1200}
time: {scale: season, period: each year, horizon: now}
space: {place: lower-embu, scale: ward, resolution: {threshold: 25 km, breakthrough: 5 km, goal: 1 km}, contrasts: [the hill side gets rain first]}
metric: {words: {en: two good rains and no ten dry days after}, is: rainy_season_onset, with: {amount: 20 mm, window: 3 day, dry_spell: 10 day, look_ahead: 20 day}, confirmed_by: chair}
tolerance: {in_vain: 2 in 10, miss: 3 in 10}
reach: {languages: [sw, en], channels: [radio, sms, meeting]}
bad_years: {1997: floods, 2005: failed, 2016: failed}
unknown: [cost of replanting]
"""  # noqa: E501


def test_the_need_of_the_design_is_read():
    need = need_from_text(DESIGN, where="design")
    assert need.decision.by.from_ == "10-01"
    assert need.metric.is_ == "rainy_season_onset"
    assert need.metric.with_["amount"] == "20 mm"
    assert need.bad_years == {"1997": "floods", "2005": "failed", "2016": "failed"}
    assert need.who.people == 1200
    assert need.unknown == ("cost of replanting",)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_needs_come_back_the_same(path, tmp_path):
    need = load_need(path)
    assert need.need == path.stem
    assert need_from_dict(need_to_dict(need)) == (need, [])
    (tmp_path / "again.yaml").write_text(dump_need(need), encoding="utf-8")
    assert load_need(tmp_path / "again.yaml") == need


def test_the_three_groups_are_among_the_samples():
    assert {"embu-maize-planting", "suffolk-wheat-flowering", "tanga-dairy-roof"} <= {path.stem for path in SAMPLES}


def test_a_draft_holds_only_its_id():
    need, problems = need_from_dict({"need": "draft-1"})
    assert problems == []
    assert need_to_dict(need) == {"need": "draft-1"}


def test_what_forms_leave_empty_is_not_given():
    record = {"need": "a", "question": {"en": "  ", "fr": "Quand ?\r\nOù ?"}, "who": {"decides": [], "people": ""}}
    need, problems = need_from_dict(record | {"decision": {"by": {"from": "", "to": ""}}, "unknown": ["", " x "]})
    assert problems == []
    assert need_to_dict(need) == {"need": "a", "question": {"fr": "Quand ?\nOù ?"}, "unknown": ["x"]}


@pytest.mark.parametrize(
    ("record", "where", "says"),
    [
        ({"decison": {}, "decision": {"what": "x"}}, None, None),
        ({"decison": {"what": "x"}}, "decison", "Did you mean decision?"),
        ({"decision": {"leed": "14 day"}}, "decision.leed", "Did you mean lead?"),
        ({"decision": {"by": {"form": "10-01"}}}, "decision.by.form", "Did you mean from?"),
        ({"decision": {"lead": "14"}}, "decision.lead", "needs its unit"),
        ({"decision": {"lead": "14 mm"}}, "decision.lead", "does not measure the same"),
        ({"decision": {"lead": "-3 day"}}, "decision.lead", "between 0 days and ten years"),
        ({"decision": {"by": {"from": "02-30"}}}, "decision.by.from", "not a day of the year"),
        ({"time": {"scale": "saison"}}, "time.scale", "Did you mean season?"),
        ({"time": {"horizon": "tomorrow"}}, "time.horizon", "not known"),
        ({"time": {"period_of_interest": "2059-2040"}}, "time.period_of_interest", "not a range of years"),
        ({"space": {"resolution": {"goal": "3 mm/day"}}}, "space.resolution.goal", "not a length"),
        ({"metric": {"is": "hotdays"}}, "metric.is", "hot_days"),
        ({"metric": {"sure": "maybe"}}, "metric.sure", "not known"),
        ({"tolerance": {"in_vain": "12 in 10"}}, "tolerance.in_vain", "2 in 10"),
        ({"tolerance": {"miss": "often"}}, "tolerance.miss", "2 in 10"),
        ({"reach": {"languages": ["English"]}}, "reach.languages.0", "code of a language"),
        ({"bad_years": {"97": "floods"}}, "bad_years.97", "no year"),
        ({"who": {"decides": "me"}}, "who.decides", "must be a list"),
        ({"who": {"people": -1}}, "who.people", "too small"),
        ({"knowledge": {"local": [{"holder": "elders"}]}}, "knowledge.local.0.what", "missing"),
        ({"evidence": {"success": "x" * (LONGEST_TEXT + 1)}}, "evidence.success", "too long"),
        ({"unknown": ["x"] * (MOST_ITEMS + 1)}, "unknown", "too many"),
        ({"time": 3}, "time", "list of names"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_field_and_left_out(record, where, says):
    need, problems = need_from_dict({"need": "a"} | record)
    if where is None:
        assert problems == []
        return
    assert [problem.where for problem in problems] == [where]
    assert says in str(problems[0])
    # The rest is kept, and reads without a fault.
    assert need_from_dict(need_to_dict(need)) == (need, [])


def test_all_faults_are_told_at_once_and_the_rest_is_kept():
    record = {
        "need": "a",
        "decision": {"what": "sow", "lead": "soon"},
        "who": {"means_to_act": [{"when": "May"}, {"what": "seed"}]},
        "metric": {"is": "hotdays", "with": {"threshold": "24 degC"}},
    }
    need, problems = need_from_dict(record)
    assert [p.where for p in problems] == ["decision.lead", "who.means_to_act.0.what", "metric.is"]
    assert need.decision.what == "sow"
    assert [means.what for means in need.who.means_to_act] == ["seed"]
    assert need.metric.with_ == {"threshold": "24 degC"}


@pytest.mark.parametrize("record", [None, [], "need", 3, {}, {"need": None}, {"need": 5}, {"need": {"a": 1}}])
def test_what_is_no_record_is_refused(record):
    _, problems = need_from_dict(record)
    assert len(problems) == 1


@pytest.mark.parametrize("name", ["", "Embu", "a b", "../x", "x" * 81, "-a", "é"])
def test_an_id_is_safe_to_use_in_names(name):
    _, problems = need_from_dict({"need": name})
    assert [problem.where for problem in problems] == ["need"]


def test_faults_in_a_file_have_their_line(tmp_path):
    path = tmp_path / "need.yaml"
    path.write_text("need: a\ndecision:\n  what: x\n  lead: 14\nmetric:\n  is: hotdays\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load_need(path)
    assert [p.where for p in refused.value.problems] == [f"{path}:4 (decision.lead)", f"{path}:6 (metric.is)"]


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path):
    with pytest.raises(Refused) as refused:
        load_need(tmp_path / "none.yaml")
    assert "cannot be read" in str(refused.value)


def test_invisible_characters_do_not_get_in():
    need, problems = need_from_dict({"need": "a", "decision": {"what": "so\x00w\ud800 n\x0bow"}})
    assert problems == []
    assert need.decision.what == "so w  n ow"
    assert need_from_text(dump_need(need), where="") == need


words = st.text(min_size=1, max_size=30)
records = st.fixed_dictionaries(
    {"need": st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)},
    optional={
        "question": st.dictionaries(st.sampled_from(["en", "fr", "sw", "pt-BR"]), words, max_size=3),
        "decision": st.fixed_dictionaries(
            {},
            optional={
                "what": words,
                "options": st.lists(words, max_size=4),
                "by": st.fixed_dictionaries({}, optional={"from": st.sampled_from(["10-01", "1-5", "02-28"])}),
                "lead": st.sampled_from(["14 day", "2 weeks", "1.5 month", "0,5 day"]),
            },
        ),
        "metric": st.fixed_dictionaries(
            {}, optional={"with": st.dictionaries(st.sampled_from(["threshold", "amount"]), words), "impact": words}
        ),
        "tolerance": st.fixed_dictionaries({}, optional={"in_vain": st.sampled_from(["2 in 10", "2 sur 10", "1/3"])}),
        "bad_years": st.dictionaries(st.integers(1800, 2099), words, max_size=4),
        "unknown": st.lists(words, max_size=4),
    },
)


@settings(max_examples=120, deadline=None)
@given(records)
def test_any_need_comes_back_the_same(record):
    need, problems = need_from_dict(record)
    assert problems == []
    assert need_from_dict(need_to_dict(need)) == (need, [])
    assert need_from_text(dump_need(need), where="") == need


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(list(Need.model_fields)) | st.text(max_size=6), anything, max_size=5))
def test_no_record_breaks_the_reading(record):
    need, _ = need_from_dict(record)
    assert need_from_dict(need_to_dict(need)) == (need, [])

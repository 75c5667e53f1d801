"""Merging, splitting and likeness of needs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.config import shipped
from climserv.needs.loading import dump_need, load_need, need_from_dict, need_from_text, need_to_dict
from climserv.needs.merging import merge, split
from climserv.needs.missing import agenda
from climserv.needs.similar import bounds_of_geometry, likeness, similar_needs
from climserv.needs.standing import state_of
from climserv.vocabulary.problems import Refused

SAMPLES = {path.stem: load_need(path) for path in sorted((shipped("sample_data") / "needs").glob("*.yaml"))}


def made(need="made", **record):
    found, problems = need_from_dict({"need": need, **record})
    assert problems == []
    return found


def leaves(value, path=()):
    if isinstance(value, dict):
        return [leaf for key, part in value.items() for leaf in leaves(part, (*path, key))]
    if isinstance(value, list):
        return [leaf for part in value for leaf in leaves(part, path)]
    return [(".".join(path), str(value))]


NOT_CARRIED = {"need", "origin.confirmed_by", "metric.confirmed_by", "origin.visibility"}


def keeps_all(merged, parents):
    record = need_to_dict(merged)
    held = set(leaves(record))
    told = " ".join(one.said for one in merged.differences)
    for parent in parents:
        for path, text in leaves(need_to_dict(parent)):
            if path not in NOT_CARRIED:
                assert (path, text) in held or text in told, (path, text)


def test_merging_joins_lists_keeps_the_first_word_and_remembers_the_other():
    one = made(
        "one", decision={"what": "plant", "options": ["now", "later"], "lead": "14 day"}, who={"decides": ["men"]}
    )
    two = made(
        "two", decision={"what": "sow", "options": ["later", "dry"], "lead": "14 day"}, reach={"channels": ["sms"]}
    )
    merged = merge([(one, 3), (two, 1)], "both")
    assert merged.need == "both"
    assert merged.decision.what == "plant"
    assert merged.decision.options == ("now", "later", "dry")
    assert (merged.who.decides, merged.reach.channels) == (("men",), ("sms",))
    assert [(d.field, d.said, d.by) for d in merged.differences] == [("decision.what", "sow", "two")]
    assert [(p.need, p.version, p.how) for p in merged.lineage] == [("one", 3, "merged"), ("two", 1, "merged")]
    assert "not said alike by all: what you must decide" in agenda(merged)


def test_nobody_s_yes_is_carried_over_and_the_narrowest_circle_holds():
    origin = {"recorded_by": "a", "confirmed_by": "b"}
    one = made("one", origin={**origin, "visibility": "public"}, metric={"is": "hot_days", "confirmed_by": "c"})
    two = made("two", origin={**origin, "visibility": "partners"})
    merged = merge([(one, 1), (two, 1)], "both")
    assert (state_of(one), state_of(merged)) == ("confirmed", "drafted")
    assert (merged.origin.visibility, merged.metric.confirmed_by) == ("partners", None)
    assert merge([(one, 1), (made("three"), 1)], "both").origin.visibility == "own"
    parts = split(one, 1, {"x": {"question": {"en": "X?"}}, "y": {"question": {"en": "Y?"}}})
    assert {(state_of(part), part.metric.confirmed_by) for part in parts} == {("drafted", None)}


def test_the_numbers_of_another_metric_do_not_slip_in():
    one = made("one", metric={"is": "hot_days", "with": {"threshold": "30 degC"}})
    two = made("two", metric={"is": "frost_days", "with": {"threshold": "0 degC", "operator": "<"}})
    merged = merge([(one, 1), (two, 1)], "both")
    assert merged.metric.with_ == {"threshold": "30 degC"}
    assert [(d.field, d.said) for d in merged.differences] == [
        ("metric.is", "frost_days"), ("metric.with.threshold", "0 degC"), ("metric.with.operator", "<"),
    ]  # fmt: skip


@pytest.mark.parametrize("names", [("embu-maize-planting", "embu-rains-to-come"), tuple(SAMPLES), tuple(SAMPLES)[::-1]])
def test_merging_the_samples_keeps_all_that_was_said(names):
    parents = [SAMPLES[name] for name in names]
    merged = merge([(parent, 1) for parent in parents], "all")
    keeps_all(merged, parents)
    assert need_from_text(dump_need(merged), where="") == merged


words = st.text("abc xyzé", min_size=1, max_size=8).filter(str.strip)
drafts = st.fixed_dictionaries({}, optional={
    "question": st.dictionaries(st.sampled_from(["en", "fr"]), words, max_size=2),
    "decision": st.fixed_dictionaries({}, optional={
        "what": words, "options": st.lists(words, max_size=30), "lead": st.sampled_from(["1 day", "2 weeks"])}),
    "who": st.fixed_dictionaries({}, optional={"people": st.integers(0, 9), "decides": st.lists(words, max_size=30)}),
    "metric": st.fixed_dictionaries({}, optional={
        "is": st.sampled_from(["hot_days", "frost_days"]), "with": st.dictionaries(st.just("threshold"), words)}),
    "bad_years": st.dictionaries(st.sampled_from(["1997", "2005"]), words),
    "unknown": st.lists(words, max_size=3),
})  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(drafts, min_size=2, max_size=4))
def test_merging_keeps_all_whatever_was_said(records):
    parents = [made(f"n{place}", **record) for place, record in enumerate(records)]
    merged = merge([(parent, 1) for parent in parents], "all")
    keeps_all(merged, parents)
    again = merge([(merged, 1), (made("empty"), 1)], "again")
    keeps_all(again, parents)


def test_one_need_is_nothing_to_merge_and_one_part_is_no_split():
    with pytest.raises(Refused, match="nothing to merge"):
        merge([(made("one"), 1), (made("one"), 2)], "both")
    with pytest.raises(Refused, match="two at least"):
        split(made("one"), 1, {"x": {"question": {"en": "X?"}}})
    with pytest.raises(Refused, match="nothing of its own"):
        split(made("one"), 1, {"x": {}, "y": {"question": {"en": "Y?"}}})


def test_each_part_of_a_split_says_the_same_save_its_own():
    whole = SAMPLES["embu-maize-planting"]
    seed, day = split(whole, 4, {
        "seed": {"question": {"en": "Which seed?"}, "decision": {"by": None, "options": ["early", "late"]}},
        "day": {"question": {"en": "Which day?"}},
    })  # fmt: skip
    assert (seed.question, seed.decision.options, seed.decision.by) == ({"en": "Which seed?"}, ("early", "late"), None)
    assert seed.decision.what == "plant maize"
    assert [(p.need, p.version, p.how) for p in day.lineage] == [("embu-maize-planting", 4, "split")]
    assert (day.bad_years, day.tolerance) == (whole.bad_years, whole.tolerance)
    keeps_all(merge([(seed, 1), (day, 1)], "again"), [seed, day])


def alike(need, **more):
    record = {
        "time": {"scale": "season", "horizon": "now"}, "metric": {"is": "rainy_season_onset"},
        "space": {"place": "37,-1,38,0", "scale": "ward"},
    }  # fmt: skip
    return made(need, **{**record, **more})


@pytest.mark.parametrize(
    ("more", "shared"),
    [
        ({}, 1),
        ({"space": {"place": "37.5,-1,38.5,0", "scale": "ward"}}, 0.5),
        ({"space": {"place": "37.5,-1,38.5,0", "scale": "village"}}, 0.5),
        ({"space": {"place": "39,-1,40,0", "scale": "ward"}}, None),
        ({"space": {"place": "37,-1,38,0", "scale": "country"}}, None),
        ({"space": {"place": "embu", "scale": "ward"}}, None),
        ({"space": {"geometry": {"type": "Point", "coordinates": [37.2, -0.5]}, "scale": "ward"}}, 1),
        ({"metric": {"is": "seasonal_rain"}}, None),
        ({"metric": {}}, None),
        ({"time": {"scale": "month", "horizon": "now"}}, None),
        ({"time": {"scale": "season", "horizon": "projection"}}, None),
    ],
)
def test_needs_are_alike_with_the_same_axes_and_overlapping_areas(more, shared):
    one, other = alike("one"), alike("other", **more)
    there, back = likeness(one, other, bounds_of_geometry), likeness(other, one, bounds_of_geometry)
    assert (there.shared if there else None) == pytest.approx(shared) if shared else there is None
    assert (there is None) == (back is None)
    if there:
        assert there.shared == back.shared
        assert set(there.reasons) == {"en", "fr", "sw", "es"}
        assert there.reasons["en"][0] == "both ask for: start of the rains"
        assert not any("{" in text for told in there.reasons.values() for text in told)


def test_the_same_place_by_name_needs_no_map_and_a_need_is_not_like_itself():
    one = alike("one", space={"place": "lower-embu", "scale": "ward"})
    other = alike("other", space={"place": "Lower-Embu", "scale": "ward"})
    assert likeness(one, other, lambda need: None).shared == 1
    assert likeness(one, one, lambda need: None) is None
    assert [
        found.other for found in similar_needs(one, [one, other, SAMPLES["tanga-dairy-roof"]], bounds_of_geometry)
    ] == ["other"]


def test_years_that_do_not_meet_are_not_alike():
    def asking(need, years):
        return alike(need, time={"scale": "season", "horizon": "projection", "period_of_interest": years})

    assert likeness(asking("one", "2021-2040"), asking("two", "2041-2060"), bounds_of_geometry) is None
    assert likeness(asking("one", "2021-2045"), asking("two", "2041-2060"), bounds_of_geometry)

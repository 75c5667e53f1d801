"""The table of indicators: before and after, split where five or more stand in each part, never made up."""

import pytest
from conftest import START
from hall import open_hall

from climserv.coproduction.looking_back import report_text
from climserv.coproduction.looking_back.indicator_table import ASKED, FEW, Number, Unit, readings
from climserv.coproduction.looking_back.indicator_words import AREAS, HEADS, HOWS, NAMES, OTHERS, REPORT, UNITS
from climserv.coproduction.looking_back.indicators import Share, first_reply_days, representation_gap, targets
from climserv.coproduction.looking_back.minutes_words import WORDS
from climserv.coproduction.looking_back.review_questions import BOX
from climserv.coproduction.looking_back.reviews import Review, better_or_worse, reflected, reflections
from climserv.coproduction.looking_back.skill import skills

USERS = tuple(f"u{n}" for n in range(10))


def of(told, name):
    (found,) = [one for one in readings(told.state, START) if one.name == name]
    return found


@pytest.fixture
def many(told):
    """Ten users, five women and five men of two groups, in a session; nine speak."""
    open_hall(told, users=USERS)
    for n, person in enumerate(USERS):
        words = {"gender": "woman" if n < 5 else "man", "group": "valley" if n % 2 else "hill"}
        told.does("peter", "person", "describe", person, data=words)
        if n:
            told.does("peter", "attendance", "speak", f"s1:{person}")
    return told


def review(told, id, answers, **more):
    told.does("peter", "review", "open", id, data={"season": id, "why": "the first"} | more)
    for person, given in answers.items():
        told.does("peter", "review_answer", "give", f"{id}:{person}", data={"answers": given},
                  on_behalf_of=person, channel="paper")  # fmt: skip


def test_of_an_empty_case_no_indicator_is_made_up(told):
    found = readings(told.state, START)
    assert {one.name for one in found} == {name for _title, names in AREAS.values() for name in names} - {"gap"}
    assert {one.name: one.value for one in found if one.value is not None} == {"continuity": Share(0, 2)}
    assert not any(part for one in found for part in one.by.values())


def test_who_came_and_spoke_is_split_only_in_parts_of_five(many):
    came, spoke = of(many, "came"), of(many, "spoke")
    assert came.value == Number(13, Unit.PEOPLE)
    # Two producers and who facilitates stand beside the ten: the sides may not be told apart, nor who did not say.
    assert (came.by["side"], came.by["gender"]) == ({}, {})
    assert spoke.value == Share(9, 13)
    for n in range(3):
        many.add(f"p{n}", "producer")
        many.does("peter", "attendance", "arrive", f"s1:p{n}")
    for person in ("p0", "p1", "p2", "amina", "otieno", "peter"):
        many.does("peter", "person", "describe", person, data={"gender": "woman"})
    assert of(many, "spoke").by["gender"] == {"man": Share(5, 5), "woman": Share(4, 11)}


def test_what_coming_cost_is_told_by_side_only_where_five_of_each_came(many):
    many.does("u0", "attendance", "cost", "s1:u0", data={"travel_hours": 2, "allowance": 300})
    cost, hours = of(many, "cost"), of(many, "hours")
    assert (cost.value, cost.by["side"]) == (Number(300, Unit.MONEY), {})
    assert (hours.value, hours.by["side"]) == (Number(2, Unit.HOURS), {})


def test_who_is_missing_is_held_against_what_the_group_wrote(many):
    rows = [{"by": "gender", "who": "femmes", "of_ten": 6}, {"by": "gender", "who": "men", "of_ten": 4}]
    many.does("peter", "sheet", "record", "t", data={"kind": "targets", "head": {}, "rows": rows})
    assert targets(many.state, "gender") == {"woman": 0.6, "man": 0.4}
    assert representation_gap(many.state, "gender", targets(many.state, "gender")) == pytest.approx(
        {"woman": -0.1, "man": 0.1}
    )
    assert of(many, "gap").by["gender"]["woman"].value == pytest.approx(-1)
    many.does("peter", "person", "describe", "u0", data={"gender": "man"})
    assert of(many, "gap").by["gender"] == {"woman": FEW, "man": FEW}


def test_a_review_stands_beside_its_baseline_and_the_same_people_are_compared(many):
    review(many, "before", {one: {"believed": "no", "did": ""} for one in USERS[:6]})
    many.does("peter", "review", "close", "before")
    now = {one: {"believed": "yes" if n else "no", "did": "two kinds"} for n, one in enumerate(USERS)}
    review(many, "after", now, baseline="before", why="")
    credible = of(many, "credibility")
    assert (credible.value, credible.before) == ({"yes": 9, "no": 1}, {"no": 6})
    assert credible.changed == {"better": 5, "alike": 1, "worse": 0}
    assert credible.by["gender"] == {"man": {"yes": 5}, "woman": {"yes": 4, "no": 1}}
    assert (of(many, "use").value, of(many, "use").before) == (Share(10, 10), Share(0, 6))


def test_under_five_answers_nothing_is_told_and_under_five_pairs_no_change(many):
    review(many, "before", {one: {"believed": "no"} for one in USERS[:4]})
    assert of(many, "credibility").value == FEW
    many.does("peter", "review", "close", "before")
    review(many, "after", {one: {"believed": "yes"} for one in USERS}, baseline="before", why="")
    assert of(many, "credibility").before == FEW
    assert better_or_worse(many.state, many.state.find(Review, "after"), "user", "believed") == {}


def test_slips_are_told_together_or_by_side_or_not_at_all(many):
    review(many, "r", {})
    counts = {"trust": {"user": {"yes": 5}, "producer": {"no": 5}}, "fair": {"user": {"yes": 4}, "producer": {"no": 1}},
              "harm": {"user": {"no": 4}}, "wording": {"user": {"sad": 3, "glad": 2}}}  # fmt: skip
    many.does("peter", "review", "count", "r", data={"counts": counts})
    assert of(many, "trust").by["side"] == {"user": {"yes": 5}, "producer": {"no": 5}}
    assert (of(many, "fair").value, of(many, "fair").by["side"]) == ({"yes": 4, "no": 1}, {})
    assert of(many, "harm").value == FEW
    assert of(many, "wording").value == {"sad": 3, "glad": 2}
    assert of(many, "time").value is None


def test_the_first_reply_is_the_first_act_of_the_producers_after_the_need(told):
    told.does("wanjiru", "subject", "table", "n", data={"kind": "need", "title": "When?", "content_hash": "1"})
    assert first_reply_days(told.state) is None
    asked = told.log.ordered[-1].at
    late = asked.replace(day=asked.day + 3)
    told.does("amina", "contribution", "note", "c", data={"words": "we look", "language": "en"}, at=late)
    assert first_reply_days(told.state) == pytest.approx(3)


def outcomes(told, rows, **head):
    told_rows = [dict(zip(("year", "said", "acted", "came"), row, strict=True)) for row in rows]
    data = {"kind": "outcomes", "head": {"event": "late rains", "whose": "local"} | head, "rows": told_rows}
    told.does("peter", "sheet", "record", "o", data=data)
    return skills(told.state)[0]


def test_what_was_told_is_held_against_what_came(told):
    seasons = [(2020, 10, "yes", "yes"), (2021, 5, "yes", "no"), (2022, 0, "no", "yes"), (2023, 5, "no", "no")]
    found = outcomes(told, seasons, cost=1, loss=4)
    assert (found.worthy, found.in_vain, found.missed, found.quiet) == (1, 1, 1, 1)
    # (0 + 0.25 + 1 + 0.25) / 4; always telling one half: 0.25.
    assert (found.brier, found.usual) == (pytest.approx(0.375), pytest.approx(0.25))
    assert found.tens == {0: (1, 1), 5: (0, 2), 10: (1, 1)}
    # Cost 1, loss 4, it comes in half of the seasons: without 1, knowing 0.5, so (2 * 1 + 1 * 4) / 4 = 1.5.
    assert found.value == pytest.approx(-1)
    assert found.seasons_needed == 10


def test_of_what_never_came_or_has_no_price_nothing_is_judged(told):
    found = outcomes(told, [(2020, 1, "no", "no")])
    assert (found.seasons_needed, found.value) == (None, None)
    lines = list(report_text.measures(told.state, readings(told.state, START), "en"))
    assert ("p", "late rains (local knowledge): 1 seasons, and it has not come yet: nothing can be judged.") in lines


def test_reflections_show_the_groups_words_from_five_on_and_never_whose(many):
    for n, person in enumerate(USERS[:5]):
        assert reflected(many.state, "s1") == {"new": [], "unsaid": [], "next": []}
        words = {"new": f"word {9 - n}"}
        many.does("peter", "reflection", "give", f"s1:{person}", data={"answers": words},
                  on_behalf_of=person, channel="paper")  # fmt: skip
    assert reflected(many.state, "s1")["new"] == [f"word {n}" for n in range(5, 10)]
    assert reflections(many.state, "s1") == 5


def test_every_word_stands_in_every_language():
    tables = [*(title for title, _names in AREAS.values()), *NAMES.values(), *HEADS.values(), *HOWS.values(),
              *OTHERS.values(), *REPORT.values(), *UNITS.values()]  # fmt: skip
    assert all(set(words) == set(WORDS) for words in tables)
    for words in tables:
        assert len({text.count("%s") for text in words.values()}) == 1, words
    assert {name for _title, names in AREAS.values() for name in names} <= {
        *NAMES, *(name for name, _sides, _question in ASKED), *(one.name for one in BOX)
    }  # fmt: skip


@pytest.mark.parametrize("language", WORDS)
def test_the_report_tells_outcomes_and_names_nobody_who_does_not_wish_it(many, language):
    many.does("amina", "case", "describe", "mbeere", data={"outcomes": "half choose after hearing the odds"})
    many.does("peter", "person", "describe", "u1", data={"name": "Wanjiru K.", "shown": "none"})
    story = {"change": "two kinds", "matters": "seed is left", "helped": "the odds"}
    many.does("u1", "outcome_story", "tell", "a", data=story)
    many.does("u1", "outcome_story", "tell", "b", data=story | {"change": "nobody has seen this"})
    many.does("u2", "outcome_story", "confirm", "a", reason="I saw it")
    text = str(list(report_text.report(many.state, readings(many.state, START), language)))
    assert "half choose" in text
    assert "I saw it" in text
    assert "Wanjiru" not in text
    assert "nobody has seen this" not in text
    assert str(Share(1, 2)) not in text

"""Sessions are planned round the farming year, held, and minuted by both sides; who came is counted in groups."""

from datetime import date

import pytest

from climserv.coproduction.meeting.agendas import LANGUAGES, SESSION_TYPES, step_of
from climserv.coproduction.meeting.attendance import in_groups, not_spoken, turns_by_side
from climserv.coproduction.meeting.blocks import BLOCKS
from climserv.coproduction.meeting.heads import unnamed
from climserv.coproduction.meeting.sessions import Session, clashes
from climserv.coproduction.people.small_numbers import split_or_whole
from climserv.vocabulary.problems import Refused

SOWING = {"what": "sowing", "from": "10-01", "to": "11-30"}
WEDDINGS = {"what": "weddings", "from": "12-15", "to": "01-10"}


def planned(told, **more):
    given = {"type": "picsa", "starts": "2026-08-12T14:00", "hours": 3, "place": "church hall"}
    return told.does("wanjiru", "session", "plan", "s1", data=given | more)


def test_a_session_takes_the_agenda_of_its_kind_and_any_voice_may_call_it(told):
    planned(told)
    assert told.state.find(Session, "s1").agenda == tuple("ABCDEFGHIJKL")
    assert told.state.find(Session, "s1").hours == 3


@pytest.mark.parametrize(
    ("day", "busy"),
    [("10-01", ["sowing"]), ("11-30", ["sowing"]), ("12-01", []), ("12-31", ["weddings"]), ("01-10", ["weddings"]),
     ("01-11", [])],
)  # fmt: skip
def test_busy_weeks_count_their_first_and_last_day_and_go_over_new_year(day, busy):
    assert clashes(date.fromisoformat(f"2026-{day}"), [SOWING, WEDDINGS]) == busy


def test_a_session_in_sowing_time_needs_a_reason_and_keeps_showing_the_clash(told):
    with pytest.raises(Refused, match="busy on that day: sowing"):
        planned(told, starts="2026-10-20T09:00", busy=[SOWING])
    data = {"type": "free", "starts": "2026-10-20T09:00", "busy": [SOWING]}
    told.does("wanjiru", "session", "plan", "s1", data=data, reason="the seed lorry comes")
    assert told.state.find(Session, "s1").clashes == ("sowing",)
    with pytest.raises(Refused, match="cannot be read"):
        told.does("wanjiru", "session", "plan", "s2", data={"type": "free", "starts": "soon"})


def opened(told):
    planned(told)
    told.does("peter", "session", "open", "s1")
    return told


def test_a_phase_has_its_time_and_the_table_its_things(told):
    opened(told)
    phase = told.does("peter", "session", "phase", "s1", data={"phase": "C", "minutes": 20})
    told.does("peter", "session", "table", "s1", data={"subjects": ["need-1", "rule-a"]})
    told.does("peter", "session", "ask", "s1", data={"question": "In how many years?"})
    session = told.state.find(Session, "s1")
    assert (session.phase_ends - phase.at).total_seconds() == 20 * 60
    assert (session.table, session.question) == (("need-1", "rule-a"), "In how many years?")
    told.does("peter", "session", "phase", "s1", data={"phase": "D"})
    assert told.state.find(Session, "s1").phase_ends is None


def test_minutes_are_agreed_by_both_sides_as_shown_and_again_when_they_change(told):
    opened(told)
    told.does("peter", "session", "close", "s1")
    told.does("peter", "session", "show", "s1", data={"minutes": "aa"})
    with pytest.raises(Refused, match="others to do"):
        told.does("peter", "session", "agree", "s1", data={"to": "aa"})
    told.does("wanjiru", "session", "agree", "s1", data={"to": "aa"})
    with pytest.raises(Refused, match="producer side"):
        told.does("peter", "session", "settle", "s1")
    told.does("amina", "session", "revise", "s1", reason="my remark is missing")
    told.does("peter", "session", "show", "s1", data={"minutes": "bb"})
    with pytest.raises(Refused, match="changed since"):
        told.does("amina", "session", "agree", "s1", data={"to": "aa"})
    told.does("amina", "session", "agree", "s1", data={"to": "bb"})
    with pytest.raises(Refused, match="user side"):
        told.does("peter", "session", "settle", "s1")
    told.does("wanjiru", "session", "agree", "s1", data={"to": "bb"})
    told.does("peter", "session", "settle", "s1")
    assert told.state.find(Session, "s1").state == "minutes_agreed"


def test_who_is_here_and_who_has_spoken_by_side(told):
    with pytest.raises(Refused, match="not open"):
        told.does("wanjiru", "attendance", "arrive", "s1:wanjiru")
    opened(told)
    told.does("wanjiru", "attendance", "arrive", "s1:wanjiru")
    told.does("peter", "attendance", "arrive", "s1:amina")
    with pytest.raises(Refused, match="somebody else"):
        told.does("wanjiru", "attendance", "speak", "s1:amina")
    told.does("peter", "attendance", "speak", "s1:wanjiru")
    told.does("peter", "attendance", "speak", "s1:wanjiru")
    assert turns_by_side(told.state, "s1") == {"user": 2, "producer": 0}
    assert not_spoken(told.state, "s1") == {"producer": ["amina"]}


def test_exports_know_groups_and_no_group_under_five(told):
    opened(told)
    for number in range(6):
        told.add(f"farmer {number}", "user")
        told.does("peter", "attendance", "arrive", f"s1:farmer {number}")
    assert in_groups(told.state, "s1")["side"] == {"user": 6}
    told.does("peter", "attendance", "arrive", "s1:amina")
    assert in_groups(told.state, "s1")["side"] == {"": 7}
    assert split_or_whole({"user": 5, "producer": 0}) == {"user": 5, "producer": 0}
    assert split_or_whole({"user": 50, "producer": 4}) == {"": 54}


def test_people_without_names_are_counted_by_side_and_counted_again_not_twice(told):
    opened(told)
    told.does("peter", "heads", "count", "s1:user", data={"people": 20, "among": {"women": 12}})
    told.does("peter", "heads", "count", "s1:user", data={"people": 22, "among": {"women": 13}})
    assert unnamed(told.state, "s1", "user") == 22
    for people, among in ((3, {"women": 4}), (-1, {}), (2.5, {}), (True, {})):
        with pytest.raises(Refused, match="counts of people"):
            told.does("peter", "heads", "count", "s1:user", data={"people": people, "among": among})
    with pytest.raises(Refused, match="open session"):
        told.does("peter", "heads", "count", "s1:everybody", data={"people": 3})


def test_every_kind_of_session_has_words_in_four_languages_and_steps_in_blocks_that_there_are():
    assert step_of("picsa", "L").block == "evaluation"
    assert step_of("picsa", "Z") is None
    assert SESSION_TYPES["free"].steps == ()
    for kind in SESSION_TYPES.values():
        assert all(kind.texts[language] for language in LANGUAGES)
        assert len({step.name for step in kind.steps}) == len(kind.steps)
        for step in kind.steps:
            assert step.block in BLOCKS
            assert step.minutes > 0
            assert all(step.texts[language] for language in LANGUAGES)
            assert step.texts["fr"] != step.texts["en"]
    assert SESSION_TYPES["trigger"].minutes == 225
    assert SESSION_TYPES["trigger"].blocks == ("need", "solution")

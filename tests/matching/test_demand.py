"""What unmet needs wait for: gaps that say the right thing, the list of work, producers, the national plan."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from asked_needs import asked_needs
from hypothesis import given, settings
from hypothesis import strategies as st
from match_making import BOOK, HERE, HOT, answering, made_card, made_models, made_need

from climserv.matching.area import area_of_box
from climserv.matching.demand.board import Board
from climserv.matching.demand.demand import ORDERS, waiting, work_list
from climserv.matching.demand.gaps import KIND_OF, KINDS, LABELS, TALKED_OVER, waiting_of
from climserv.matching.demand.national_plan import plan_csv, plan_rows
from climserv.matching.demand.widening import if_it_gave, widened
from climserv.matching.judging import Asked
from climserv.needs.deadline import is_over, next_deadline
from climserv.recipes.book import load_book

TODAY = date(2026, 11, 24)
PEOPLE = {"people": 300}
SEASON = {"scale": "season", "horizon": "past"}


def named(needs):
    return [Asked(need.model_copy(update={"need": f"n{n}"}), HERE) for n, need in enumerate(needs)]


def unmet_board():
    dekad = made_need(time={"scale": "dekad", "horizon": "past"}, who=PEOPLE,
                      decision={"by": {"from": "10-01", "to": "11-30"}, "lead": "14 day"})  # fmt: skip
    wet = made_need(metric="wet_days", settings={}, time=SEASON, who={"people": 20})
    day = made_need(time={"scale": "season", "horizon": "projection", "period": "14 May 2050"}, who={"people": 5})
    return Board(named([dekad, wet, made_need(time=SEASON), dekad, day]), [HOT], [made_card(), made_models()])


def lines_of(board, **how):
    return work_list(waiting(board, TODAY), TODAY, **how)


def test_the_list_of_work_is_led_by_what_most_needs_wait_for():
    board = unmet_board()
    assert [(w.gap.kind, w.gap.metric, w.people, w.needs) for w in lines_of(board)] == [
        ("recipe", "hot_days", 600, ("n0", "n3")), ("recipe", "wet_days", 20, ("n1",)),
        ("talk", "hot_days", 5, ("n4",)),
    ]  # fmt: skip
    assert lines_of(board)[0].deadline == date(2027, 9, 17)
    assert waiting_of(board.needs["n2"], board) is None


def test_who_has_two_needs_is_not_counted_twice():
    line = lines_of(unmet_board(), groups={"n0": "growers", "n3": "growers"})[0]
    assert (line.people, line.needs) == (300, ("n0", "n3"))


def test_the_list_can_be_led_by_people_or_by_the_day():
    def need(people, deadline):
        return made_need(metric="wet_days", settings={}, time=SEASON, who={"people": people},
                         decision={"deadline": deadline})  # fmt: skip

    several = [need(10, "12-01"), need(900, "06-01")]
    several[1] = several[1].model_copy(update={"metric": made_need(metric="frost_days", settings={}).metric})
    board = Board(named(several), [HOT], [made_card()])
    assert {order: lines_of(board, order=order)[0].needs for order in ORDERS} == {
        "needs": ("n1",), "people": ("n1",), "deadline": ("n0",),
    }  # fmt: skip


def test_only_what_may_be_seen_is_counted():
    (line,) = work_list(waiting(unmet_board(), TODAY, {"n3", "gone"}), TODAY)
    assert (line.needs, line.people) == (("n3",), 300)


def test_data_that_lack_are_asked_for_as_data():
    board = Board(named([made_need(time=SEASON)]), [HOT], [made_card(variables=["pr"])])
    (line,) = lines_of(board)
    assert (line.gap.kind, line.gap.variables, line.metrics) == ("dataset", ("tasmax",), ("hot_days",))


def test_a_far_station_is_no_fault_of_the_recipe():
    """A recipe that takes no stations hinders nobody where the only station is a continent away."""
    station = made_card(role="station", resolution="point", effective_resolution="1 km", bounds=[90, 50, 90, 50])
    no_sites = answering(HOT, sites=False)
    board = Board(named([made_need(time=SEASON)]), [no_sites], [station])
    assert lines_of(board)[0].gap.kind == "dataset"
    near = station.model_copy(update={"bounds": (0.2, 0.2, 0.2, 0.2)})
    assert lines_of(Board(named([made_need(time=SEASON)]), [no_sites], [near]))[0].gap.kind == "recipe"


@pytest.mark.parametrize(
    ("boxes", "lines"),
    [
        (("10,10,11,11", "18,10,19,11"), 1),
        (("10,10,11,11", "60,10,61,11"), 2),
        (("179,10,179.5,11", "-179.5,10,-179,11"), 1),
        (("10,10,11,11", "28,10,29,11", "19,12,20,13"), 1),
    ],
)
def test_one_dataset_is_asked_for_a_region_not_for_the_globe(boxes, lines):
    needs = [
        Asked(one.need, area_of_box(box)) for one, box in zip(named([made_need(time=SEASON)] * 3), boxes, strict=False)
    ]
    assert len(lines_of(Board(needs, [HOT], [made_card(variables=["pr"])]))) == lines


def test_needs_as_people_write_them_wait_for_the_right_thing():
    needs = asked_needs()
    embu = made_card("embu", bounds=[36, -2, 39, 1], variables=["pr", "tasmin", "tasmax"])
    models = made_models("embu-models", bounds=[36, -2, 39, 1], variables=["pr", "tasmin", "tasmax"], reference="embu")
    board = Board(needs.values(), load_book(), [embu, models])
    told = {name: waiting_of(asked, board) for name, asked in needs.items()}
    assert {name: (held.gap.kind, held.gap.variables, held.also) for name, held in told.items()} == {
        "roof": ("dataset", ("hurs", "tas"), ()),
        "milking-hour": ("recipe", (), ("dataset",)),
        "frost-tonight": ("recipe", (), ("dataset",)),
        "frost-odds": ("recipe", (), ("dataset",)),
        "potato-to-come": ("dataset", ("tasmin",), ()),
        "onset-record": ("dataset", ("pr",), ()),
        "onset-now": ("dataset", ("pr",), ()),
        "bridge": ("talk", (), ()),
        "one-day": ("talk", (), ()),
        "cyclones": ("talk", (), ()),
    }
    assert told["onset-now"].gap == told["onset-record"].gap, "one record of rain serves both"
    assert "Nobody can tell one day" in told["one-day"].why[0]["en"]
    assert "what shall be counted" in told["bridge"].why[0]["en"]
    assert told["frost-tonight"].nearest == "frost_days"
    assert all({"en", "fr"} <= set(text) for held in told.values() for text in held.why)


def test_every_rule_that_refuses_says_what_would_help():
    """Each code that a rule may refuse with is in one of the two tables."""
    folder = Path(__file__).parents[2] / "climserv" / "matching"
    text = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*_rules.py"))
    for code in (*KIND_OF, *TALKED_OVER):
        stem = code.rpartition(".")[0]
        assert f'"{code}"' in text or f'"{stem}.{{' in text, code
    refusing = [line for line in text.splitlines() if "CANNOT" in line and '"' in line and 'f"' not in line]
    codes = {part for line in refusing for part in line.split('"') if part.count(".") >= 1 and " " not in part}
    assert codes
    assert codes <= {*KIND_OF, *TALKED_OVER}
    assert set(KIND_OF.values()) <= set(KINDS) < set(LABELS)


def test_what_was_read_off_is_read_anew_when_the_best_changes():
    board = unmet_board()
    asked = board.needs["n1"]
    assert waiting_of(asked, board).gap.kind == "recipe"
    board.change(recipes=[HOT, BOOK.recipe("wet_days")])
    assert waiting_of(asked, board) is None
    assert board.copy().read_off == board.read_off


once = st.builds(
    lambda first, last, year: made_need(
        decision={"by": {"from": first, "to": last, "recurs": "once", "year": year}, "lead": "2 weeks"}
    ),
    st.sampled_from(["01-05", "06-01", "12-20"]),
    st.sampled_from(["01-31", "06-30", "12-31"]),
    st.integers(2025, 2028),
)


@given(once, st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_a_decision_taken_once_is_due_until_it_is_over(need, today):
    assert (next_deadline(need, today) is None) == is_over(need, today)


@given(st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_a_yearly_deadline_comes_again_within_a_year(today):
    need = made_need(decision={"by": {"from": "10-01", "recurs": "yearly"}, "lead": "14 day"})
    assert 0 <= (next_deadline(need, today) - today).days <= 365
    assert not is_over(need, today)


def test_what_is_over_waits_for_nothing():
    past = made_need(time={"scale": "dekad", "horizon": "past"},
                     decision={"by": {"to": "05-31", "recurs": "once", "year": 2026}})  # fmt: skip
    board = Board(named([past]), [HOT], [made_card()])
    assert lines_of(board) == []
    assert len(work_list(waiting(board, date(2026, 5, 31)), date(2026, 5, 31))) == 1


def test_a_producer_sees_whom_a_wider_recipe_would_serve():
    board = unmet_board()
    best = if_it_gave(board, HOT, {"n0": "growers", "n3": "growers"})[0]
    # Of the time scales that would serve them, the one that asks least more of the recipe.
    assert (best.axis, best.value, best.needs, best.people) == ("time", "dekad", ("n0", "n3"), 300)
    assert if_it_gave(board, answering(HOT, metric="frost_days")) == []


POINT = made_card("gauge", role="station", resolution="point", effective_resolution="1 km", bounds=[0.2, 0.2, 0.2, 0.2])
needing = st.builds(
    lambda scale, horizon, place: made_need(
        settings={}, time={"scale": scale, "horizon": horizon}, space={"place": "here", "scale": place}
    ),
    st.sampled_from(["hour", "dekad", "season", "year"]),
    st.sampled_from(["past", "now", "years", "projection", "days"]),
    st.sampled_from(["plot", "ward", "district"]),
)


@settings(max_examples=25, deadline=None)
@given(needing, st.lists(st.sampled_from([made_card(), made_models(), POINT]), unique_by=lambda one: one.dataset))
def test_what_a_wider_recipe_would_serve_is_what_it_serves_once_it_is_wider(need, cards):
    narrow = answering(HOT, time=("season",), horizons=("past",), sites=False,
                       space=HOT.answers.space.model_copy(update={"finest": "25 km"}))  # fmt: skip
    board = Board(named([need]), [narrow], cards)
    told = {(one.axis, one.value) for one in if_it_gave(board, narrow)}
    first: dict[str, str] = {}
    for axis, value, answers in widened(narrow.answers):
        best = Board(named([need]), [narrow.model_copy(update={"answers": answers})], cards).best["n0"]
        if board.unmet() and best is not None and best.met:
            first.setdefault(axis, value)
    assert told == set(first.items())


def plan(language="en"):
    rows = plan_rows(unmet_board(), TODAY, {"n0": "crops", "n3": "livestock"}, {"n0": "a", "n3": "b"})
    return list(csv.DictReader(io.StringIO(plan_csv(rows, language))))


def test_the_plan_counts_needs_groups_and_people_by_sector_scale_and_gap():
    rows = plan()
    crops = next(row for row in rows if row["sector"] == "crops")
    assert crops == {
        "priority_area": "agriculture and food security", "sector": "crops", "time_scale": "ten-day spells",
        "missing": "a recipe", "metric": "number of hot days in a season", "horizon": "the years on record",
        "needs": "1", "groups": "1", "people": "300", "next_deadline": "2027-09-17",
    }  # fmt: skip
    assert [row["sector"] for row in rows] == ["crops", "livestock and dairy", *["not said"] * 3]
    assert [row["missing"] for row in rows[-2:]] == ["a talk: no data can tell this", "nothing: it can be served"]
    assert plan("fr")[0]["priority_area"] == "agriculture et sécurité alimentaire"


def test_a_plan_of_no_needs_is_its_header():
    assert plan_csv(plan_rows(Board([], [HOT], []), TODAY, {}, {}), "en").count("\n") == 1

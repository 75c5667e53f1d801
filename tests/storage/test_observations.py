"""Gauges and fields with their consent, their readings, and the dataset that runs make of them."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from climserv.catalogue.catalogue import load_catalogue
from climserv.data.gauges.readings import Reading
from climserv.storage import observations
from climserv.storage.contributing import contributed_name, export_contributed, export_everything
from climserv.storage.events import history
from climserv.storage.models import ObservationSeries
from climserv.storage.observations import NeedsWord, NewSeries
from climserv.storage.permissions import NotAllowed, NotThere
from climserv.vocabulary.problems import Refused

MILL = NewSeries("rain_gauge", "Mill", -0.512345, 37.456789, 1200, "reading", "Njeru", "spoken", "runs", "Wanjiru")


def rain(day, amount, unit="mm", flag=""):
    return (f"row {day}", Reading(date(2026, 2, day), amount, unit, flag))


@pytest.fixture
def begin(database, clock, anna):
    def begin_(who=anna, new=MILL, **more):
        with database.session() as session:
            return observations.begin_series(session, who, new, clock=clock, **more)

    return begin_


@pytest.fixture
def record(database, clock, anna):
    def record_(series, *readings, who=anna, **more):
        with database.session() as session:
            return observations.record_readings(session, who, series.id, readings, clock=clock, **more)

    return record_


@pytest.fixture
def kept(database):
    def kept_(series):
        with database.reading() as session:
            return [(row.day.day, row.mm, row.flag) for row in observations.list_readings(session, series.id)]

    return kept_


@pytest.fixture
def events(database):
    def events_(series):
        with database.reading() as session:
            return history(session, "series", series.id)

    return events_


def test_a_gauge_is_kept_with_its_consent_and_a_rounded_position(begin, events, anna):
    series = begin()
    assert (series.lat, series.lon, series.altitude) == (-0.51, 37.46, 1200)
    assert (series.consent_by, series.consent_witness, series.organisation_id) == (
        "Njeru",
        "Wanjiru",
        anna.organisation_id,
    )
    (event,) = events(series)
    assert (event.action, event.who, event.on_behalf_of) == ("begun", anna.id, "Njeru")
    assert event.data == {"kind": "rain_gauge", "consent": "spoken", "scope": "runs", "witness": "Wanjiru"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "barometer"}, "kind"), ({"place": " "}, "place"), ({"place": "=cmd"}, "place"),
        ({"place": "x" * 81}, "place"), ({"lat": None}, "lat"), ({"lat": 91.0}, "lat"), ({"lat": float("nan")}, "lat"),
        ({"lon": 181.0}, "lon"), ({"altitude": 9000}, "altitude"), ({"dated": ""}, "dated"),
        ({"consent_by": ""}, "consent_by"), ({"consent_form": "none"}, "consent_form"),
        ({"consent_scope": "all"}, "consent_scope"), ({"consent_witness": ""}, "consent_witness"),
    ],
)  # fmt: skip
def test_a_gauge_without_consent_or_place_is_refused(begin, change, field):
    with pytest.raises(Refused) as refused:
        begin(new=replace(MILL, **change))
    assert [problem.where for problem in refused.value.problems] == [field]


def test_readings_that_stay_with_the_group_need_no_position(begin):
    assert begin(new=replace(MILL, lat=None, lon=None, consent_scope="group")).lat is None


def test_a_group_has_each_name_once_while_it_lives(begin, database, anna, clock, add_person):
    series = begin()
    with pytest.raises(Refused, match="one of this name already"):
        begin(new=replace(MILL, place=" mill "))
    begin(new=replace(MILL, kind="sowing_date"))
    begin(who=add_person("ben", organisation="Others"))
    with database.session() as session:
        observations.withdraw_series(session, anna, series.id, clock=clock)
    begin()


def test_the_database_too_holds_a_name_once(database, begin, clock):
    series = begin()
    values = {column.key: getattr(series, column.key) for column in ObservationSeries.__table__.columns}
    del values["id"]
    with pytest.raises(IntegrityError), database.session() as session:
        session.add(ObservationSeries(**values))


def test_readings_are_kept_as_written_with_who_and_for_whom(begin, record, database, events, anna):
    series = begin()
    told = record(series, rain(1, 0.5, "inch"), rain(2, 0.0, flag="trace"), on_behalf_of=" Njeru ", source="paper")
    assert (told.added, told.replaced, told.same) == (2, 0, 0)
    with database.reading() as session:
        trace, half = observations.list_readings(session, series.id)
    assert (half.value, half.unit, half.mm, half.source) == (0.5, "inch", 12.7, "paper")
    assert (half.recorded_by, half.on_behalf_of, trace.flag) == (anna.id, "Njeru", "trace")
    event = events(series)[-1]
    assert (event.action, event.channel, event.on_behalf_of) == ("recorded", "paper", "Njeru")
    assert event.data == {"readings": 2, "first": "2026-02-01", "last": "2026-02-02", "replaced": []}


def test_the_same_reading_again_changes_nothing(begin, record, events):
    series = begin()
    record(series, rain(1, 25.4))
    assert record(series, rain(1, 1.0, "inch")).same == 1
    assert len(events(series)) == 2


def test_another_reading_of_a_day_replaces_the_first_only_with_a_word(begin, record, kept, events):
    series = begin()
    record(series, rain(1, 5.0))
    with pytest.raises(NeedsWord) as asked:
        record(series, rain(1, 7.0), rain(2, 1.0))
    (clash,) = asked.value.clashes
    assert (clash.where, clash.there, clash.reading.mm) == ("row 1", 5.0, 7.0)
    assert kept(series) == [(1, 5.0, "")], "all or none"
    with pytest.raises(Refused, match="nothing says why"):
        record(series, rain(1, 7.0), sure={clash.token})
    assert record(series, rain(1, 7.0), rain(2, 1.0), sure={clash.token}, note="misread").replaced == 1
    assert kept(series) == [(2, 1.0, ""), (1, 7.0, "")]
    assert (events(series)[-1].reason, events(series)[-1].data["replaced"]) == ("misread", ["2026-02-01"])


def test_what_was_agreed_to_replace_is_asked_again_when_it_changed_meanwhile(begin, record):
    series = begin()
    record(series, rain(1, 5.0))
    with pytest.raises(NeedsWord) as asked:
        record(series, rain(1, 7.0))
    agreed = {clash.token for clash in asked.value.clashes}
    with pytest.raises(NeedsWord) as other:
        record(series, rain(1, 6.0))
    record(series, rain(1, 6.0), sure={clash.token for clash in other.value.clashes}, note="quicker")
    with pytest.raises(NeedsWord):
        record(series, rain(1, 7.0), sure=agreed, note="misread")


def test_very_much_rain_is_asked_about(begin, record, kept):
    series = begin()
    with pytest.raises(NeedsWord) as asked:
        record(series, rain(1, 200.0, flag="unusual"))
    record(series, rain(1, 200.0, flag="unusual"), sure={clash.token for clash in asked.value.clashes})
    assert kept(series) == [(1, 200.0, "unusual")]


def test_who_may_not_write_is_kept_out(begin, record, add_person):
    series = begin()
    with pytest.raises(NotThere):
        record(series, rain(1, 5.0), who=add_person("ben", organisation="Others"))
    with pytest.raises(NotThere):
        record(series, rain(1, 5.0), who=add_person("meteo", role="meteorologist"))
    with pytest.raises(NotAllowed):
        begin(who=add_person("met", role="meteorologist"))
    with pytest.raises(NotAllowed, match="none is named"):
        begin(who=add_person("fay", role="facilitator", organisation=None))
    with pytest.raises(NotAllowed):
        begin(who=add_person("bea", organisation="Others"), organisation_id=series.organisation_id)


def test_a_facilitator_types_a_sheet_for_a_group(begin, record, add_person, kept, anna):
    helper = add_person("fay", role="facilitator", organisation="Helpers")
    series = begin(who=helper, organisation_id=anna.organisation_id)
    record(series, rain(1, 5.0), who=helper, on_behalf_of="Njeru", source="paper")
    record(series, rain(2, 6.0))
    assert kept(series) == [(2, 6.0, ""), (1, 5.0, "")]


def test_the_list_counts_the_live_series_one_may_see(begin, record, database, add_person, anna, clock):
    series, other = begin(), begin(who=add_person("ben", organisation="Others"))
    record(series, rain(1, 5.0), rain(3, 5.0))
    with database.reading() as session:
        assert [(s.id, n, d) for s, n, d in observations.list_series(session, anna)] == [
            (series.id, 2, date(2026, 2, 3))
        ]
        everybody = observations.list_series(session, add_person("fay", role="facilitator"))
        assert [(s.id, n) for s, n, _ in everybody] == [(series.id, 2), (other.id, 0)]
        assert observations.list_series(session, None) == []


def test_single_readings_are_taken_back(begin, record, database, anna, clock, kept, events):
    series, other = begin(), begin(new=replace(MILL, place="Hill"))
    record(series, rain(1, 5.0), rain(2, 6.0))
    record(other, rain(1, 1.0))
    with database.session() as session:
        theirs = [row.id for row in observations.list_readings(session, other.id)]
        first = observations.list_readings(session, series.id)[-1].id
        assert observations.take_back(session, anna, series.id, [first, *theirs], reason="spilt", clock=clock) == 1
    assert kept(series) == [(2, 6.0, "")]
    assert kept(other) == [(1, 1.0, "")]
    assert (events(series)[-1].reason, events(series)[-1].data) == ("spilt", {"days": ["2026-02-01"]})


def test_a_withdrawal_removes_readings_and_position_and_keeps_the_event(
    begin, record, database, anna, clock, kept, events
):
    series = begin()
    record(series, rain(1, 5.0))
    with database.session() as session:
        assert observations.withdraw_series(session, anna, series.id, reason="no longer", clock=clock) == 1
    assert kept(series) == []
    with database.reading() as session:
        left = observations.see_series(session, anna, series.id)
    assert (left.withdrawn_at, left.lat, left.lon) == (clock(), None, None)
    assert (events(series)[-1].action, events(series)[-1].reason) == ("withdrawn", "no longer")
    with pytest.raises(Refused, match="withdrawn"):
        record(series, rain(2, 5.0))


def test_an_error_leaves_neither_readings_nor_event(begin, broken_session, anna, clock, kept, events):
    series = begin()
    with broken_session() as session:
        observations.record_readings(session, anna, series.id, [rain(1, 5.0)], clock=clock)
    assert kept(series) == []
    assert len(events(series)) == 1


@pytest.fixture
def export(database, tmp_path, anna):
    def export_():
        card = export_contributed(database, anna.organisation_id, tmp_path)
        return load_catalogue(card.parent) if card else None

    return export_


def opened(catalogue, dataset, tmp_path):
    from climserv.data.opening import open_source

    return open_source(dataset, catalogue=catalogue, variables=("pr",), made_folder=tmp_path)


def test_what_is_contributed_opens_as_a_station_dataset(begin, record, export, anna, tmp_path):
    record(begin(), rain(1, 5.0), rain(2, 0.0, flag="trace"), rain(4, 1.0, "inch"))
    record(begin(new=replace(MILL, place="Hill, upper", lat=-0.4, consent_scope="open")), rain(3, 8.64))
    record(begin(new=replace(MILL, place="Ours", consent_scope="group")), rain(3, 99.0))
    catalogue = export()
    (card,) = catalogue
    assert card.dataset == f"contributed-{contributed_name(anna.organisation)}"
    assert (card.role, card.period, card.bounds) == ("station", "2026-2026", (37.46, -0.51, 37.46, -0.4))
    assert card.licence.redistribution is False, "one of them said: runs only"
    source = opened(catalogue, card.dataset, tmp_path)
    (piece,) = source.pieces
    assert source.role == "station"
    assert piece.cells.names == ("Hill, upper", "Mill")
    read = piece.read("pr", 0, [0, 1], slice(None)) * 86400
    assert read[1] == pytest.approx([5.0, 0.0, float("nan"), 25.4], nan_ok=True, abs=1e-4)
    assert read[0][2] == pytest.approx(8.64)


def test_what_is_withdrawn_is_in_no_later_run(begin, record, export, database, anna, clock, tmp_path):
    mill, hill = begin(), begin(new=replace(MILL, place="Hill", consent_scope="open"))
    record(mill, rain(1, 5.0))
    record(hill, rain(1, 6.0), rain(2, 7.0))
    before = export()
    with database.session() as session:
        observations.withdraw_series(session, anna, mill.id, clock=clock)
    after = export()
    (card,) = after
    assert card.licence.redistribution is True
    assert opened(after, card.dataset, tmp_path).pieces[0].cells.names == ("Hill",)
    with pytest.raises(Refused, match="not the one its card describes"):
        opened(before, card.dataset, tmp_path)
    with database.session() as session:
        observations.withdraw_series(session, anna, hill.id, clock=clock)
    assert export() is None
    assert [path for path in (tmp_path / "contributed").rglob("*") if path.is_file()] == []


def test_the_same_readings_give_the_same_files_and_faults_are_mended(begin, record, export, database, tmp_path):
    record(begin(), rain(1, 5.0))
    export()
    files = {path: path.read_bytes() for path in (tmp_path / "contributed").rglob("*") if path.is_file()}
    assert len(files) == 2
    for path in files:
        path.write_bytes(b"half a")
    export_everything(database, tmp_path)
    assert {path: path.read_bytes() for path in files} == files

"""Datasets on the web: what stands in the catalogue, bringing files, and the worker that checks them."""

import gzip
import threading
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from sqlalchemy import select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import stream_encode_multipart

from climserv.catalogue.quarantine import bring, plain_name, sweep
from climserv.config import Settings
from climserv.running.jobs.jobs import State
from climserv.running.jobs.worker import work
from climserv.storage.clock import utc_now
from climserv.storage.models import Event
from climserv.working import execute_job

WORKER = "worker-1"


@pytest.fixture
def house(app):
    return app.extensions["climserv"]


@pytest.fixture
def let_work(house, settings):
    """The real worker, until no job waits; what it logged."""

    def run():
        lines: list[str] = []
        work(
            house.jobs, lambda job, report: execute_job(job, report, settings, house.database), worker=WORKER,
            clock=utc_now, stop=threading.Event(), log=lines.append, until_empty=True,
        )  # fmt: skip
        return lines

    return run


def rain(path: Path, unit="mm/day", years=3) -> bytes:
    """A small grid of daily rain, with real gaps in nothing: the same numbers each time."""
    time = xr.date_range("2001-01-01", periods=365 * years + 1, calendar="standard", use_cftime=True)
    values = np.random.default_rng(3).gamma(0.3, 9, (len(time), 3, 4)).astype("float32")
    pr = xr.DataArray(
        values, dims=("time", "lat", "lon"), attrs={"units": unit, "standard_name": "precipitation_flux"},
        coords={"time": time, "lat": [-0.7, -0.6, -0.5], "lon": [37.4, 37.5, 37.6, 37.7]},
    )  # fmt: skip
    pr["lat"].attrs["units"], pr["lon"].attrs["units"] = "degrees_north", "degrees_east"
    told = {"title": "Rain of three wards", "institution": "The rain office", "license": "CC-BY-4.0"}
    xr.Dataset({"pr": pr}, attrs=told).to_netcdf(path)
    return path.read_bytes()


def send(client, *files):
    given = MultiDict([("files", FileStorage(BytesIO(content), name)) for name, content in files])
    # The test client would keep large bodies in a temporary file that it never closes.
    body, length, boundary = stream_encode_multipart(given, use_tempfile=False)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return client.post("/catalogue/bring", input_stream=body, content_type=kind, content_length=length)


def quarantined(settings: Settings) -> list[Path]:
    return sorted(settings.quarantine_folder.glob("*/*")) if settings.quarantine_folder.exists() else []


def test_everybody_sees_what_data_there_are_and_what_they_really_tell(client):
    page = client.get("/catalogue/").text
    assert "Three climate models at Woolpit, Suffolk" in page
    assert "2.8°" in page
    assert "Made for demonstration" in page
    assert "Bring a dataset" not in page
    one = client.get("/catalogue/datasets/suffolk-cmip6").text
    assert "CanESM5-ssp245" in one
    assert "Daily weather of Suffolk" in one
    assert 'class="held"' in one
    assert client.get("/catalogue/datasets/nothing").status_code == 404


def test_a_good_file_is_checked_by_the_worker_and_taken_in_with_its_card(
    client, sign_in_as, let_work, settings, house, tmp_path
):
    sign_in_as("meteorologist", "Service")
    answer = send(client, ("rain of wards.nc", rain(tmp_path / "x.nc")))
    assert answer.status_code == 303
    place = answer.headers["Location"]
    waiting = client.get(place).text
    assert "It begins in a moment." in waiting
    assert "<noscript><meta http-equiv" in waiting
    let_work()
    page = client.get(place).text
    assert 'value="Rain of three wards"' in page
    assert 'value="0.1 degree"' in page
    assert 'value="37.35,-0.75,37.75,-0.45"' in page
    form = {
        "dataset": "wards-rain", "role": "observation", "title": "Rain of three wards", "licence": "CC-BY-4.0",
        "redistribution": "yes", "effective_resolution": "10 km", "limits": "Few gauges.\nNone before 2001.",
        "consent": "https://rain.example/consent", "then": "take in",
    }  # fmt: skip
    done = client.post(place, data=form)
    assert done.headers["Location"] == "/catalogue/datasets/wards-rain"
    card = house.catalogue.card("wards-rain")
    assert card.health.errors == 0
    assert card.licence.redistribution
    assert [limit["en"] for limit in card.limits[:2]] == ["Few gauges.", "None before 2001."]
    assert (house.catalogue.folder(card) / card.files[0].path).is_file()
    assert quarantined(settings) == []
    shown = client.get("/catalogue/datasets/wards-rain").text
    assert "Few gauges." in shown
    assert "10 km" in shown
    with house.database.reading() as session:
        event = session.scalars(select(Event).where(Event.entity == "dataset")).one()
    assert (event.entity_id, event.action) == ("wards-rain", "added")
    assert "taken in or thrown away" in client.get(place).text


def test_what_is_still_to_be_said_is_asked_for_and_nothing_typed_is_lost(client, sign_in_as, let_work, tmp_path):
    sign_in_as("meteorologist", "Service")
    place = send(client, ("rain.nc", rain(tmp_path / "x.nc"))).headers["Location"]
    let_work()
    typed = {"dataset": "suffolk-cmip6", "role": "observation", "title": "My own words", "bounds": "1,2"}
    page = client.post(place, data=typed)
    assert page.status_code == 422
    assert "A dataset has this id already." in page.text
    assert 'value="My own words"' in page.text
    assert 'aria-invalid="true"' in page.text
    assert client.post(place, data={**typed, "dataset": "../../x", "bounds": ""}).status_code == 422


def test_a_broken_file_says_what_is_wrong_and_cannot_be_taken_in(client, sign_in_as, let_work, settings, tmp_path):
    sign_in_as("meteorologist", "Service")
    place = send(client, ("rain.nc", rain(tmp_path / "x.nc")[:20_000])).headers["Location"]
    let_work()
    page = client.get(place).text
    assert "This is wrong" in page
    assert "rain.nc" in page
    assert "Take it into the catalogue" not in page
    assert client.post(place, data={"dataset": "x", "role": "observation"}).status_code == 422
    assert client.post(place, data={"then": "throw away"}).status_code == 303
    assert quarantined(settings) == []


def test_html_that_calls_itself_netcdf_is_told_as_what_it_is(client, sign_in_as, let_work):
    sign_in_as("meteorologist", "Service")
    place = send(client, ("rain.nc", b"<!doctype html><title>404 Not Found</title>")).headers["Location"]
    let_work()
    page = client.get(place).text
    assert "web page and no data" in page
    assert "Take it into the catalogue" not in page


def test_a_table_that_unpacks_to_two_gigabytes_is_never_unpacked(client, sign_in_as, let_work, settings):
    sign_in_as("meteorologist", "Service")
    packed = BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9) as bomb:
        for _ in range(256):
            bomb.write(b"0" * 1024 * 1024)
    assert len(packed.getvalue()) < 500_000
    place = send(client, ("rain.csv.gz", packed.getvalue())).headers["Location"]
    let_work()
    page = client.get(place).text
    assert "unpacks to far more than it is" in page
    assert "Take it into the catalogue" not in page


def test_a_netcdf_that_claims_two_gigabytes_is_not_read(client, sign_in_as, let_work, tmp_path):
    sign_in_as("meteorologist", "Service")
    import netCDF4

    path = tmp_path / "bomb.nc"
    with netCDF4.Dataset(path, "w") as file:
        for name, length in (("time", 20_000), ("lat", 180), ("lon", 150)):
            file.createDimension(name, length)
        file.createVariable("pr", "f4", ("time", "lat", "lon"), zlib=True, chunksizes=(100, 180, 150))
    assert path.stat().st_size < 1_000_000
    place = send(client, ("bomb.nc", path.read_bytes())).headers["Location"]
    let_work()
    assert "unpacks to far more than it is" in client.get(place).text


def test_more_than_the_limit_is_not_taken_and_says_so(database, templates_once, tmp_path):
    from web import create_app

    from .conftest import People

    settings = Settings(instance=tmp_path / "i", upload_limit="2 MB")
    app = create_app(settings, database)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    client = app.test_client()
    large = ("rain.nc", b"\x89HDF" + b"0" * 2_500_000)
    People(app).sign_in(client, "meteorologist", "Service")
    answer = send(client, large)
    assert answer.status_code == 413
    assert "Up to 2 MB" in answer.text
    assert quarantined(settings) == []
    assert send(client, ("rain.nc", b"0" * 1_500_000)).status_code == 303


def test_files_that_do_not_fit_together_say_so(client, sign_in_as, let_work, tmp_path):
    """The same days twice, with other numbers."""
    sign_in_as("meteorologist", "Service")
    one = rain(tmp_path / "x.nc")
    other = rain(tmp_path / "y.nc", unit="kg m-2 s-1")
    place = send(client, ("one.nc", one), ("other.nc", other)).headers["Location"]
    let_work()
    page = client.get(place).text
    assert "one.nc, other.nc" in page
    assert "Take it into the catalogue" not in page
    assert client.post(place, data={"dataset": "x", "role": "observation"}).status_code == 422


def test_several_files_are_one_dataset(client, sign_in_as, let_work, house, tmp_path):
    sign_in_as("meteorologist", "Service")
    rain(tmp_path / "x.nc")
    with xr.open_dataset(tmp_path / "x.nc") as whole:
        early, late = whole.isel(time=slice(0, 365)).load(), whole.isel(time=slice(365, None)).load()
    early.to_netcdf(tmp_path / "early.nc"), late.to_netcdf(tmp_path / "late.nc")
    files = [(f"{name}.nc", (tmp_path / f"{name}.nc").read_bytes()) for name in ("early", "late")]
    place = send(client, *files).headers["Location"]
    let_work()
    done = client.post(place, data={"dataset": "wards", "role": "observation", "effective_resolution": "10 km"})
    assert done.headers.get("Location") == "/catalogue/datasets/wards", done.text
    card = house.catalogue.card("wards")
    assert card.period == "2001-2003"
    assert len(card.files) == 2


def test_a_file_that_breaks_the_reader_is_a_finding_about_that_file(
    client, sign_in_as, let_work, tmp_path, monkeypatch
):
    from climserv.data import checking

    def broken(path):
        if str(path).endswith("b.nc"):
            raise MemoryError
        return whole(path)

    whole = checking._check
    monkeypatch.setattr(checking, "_check", broken)
    sign_in_as("meteorologist", "Service")
    content = rain(tmp_path / "x.nc")
    place = send(client, ("a.nc", content), ("b.nc", content)).headers["Location"]
    let_work()
    page = client.get(place).text
    assert "<strong>b.nc</strong>: reading this file broke off." in page
    assert "<strong>a.nc</strong>: reading" not in page


def test_only_meteorologists_bring_data(client, people, settings):
    assert client.get("/catalogue/bring").status_code == 302
    assert send(client, ("a.csv", b"x")).status_code in (302, 401)
    people.sign_in(client, "member", "Growers")
    assert client.get("/catalogue/bring").status_code == 403
    assert send(client, ("a.csv", b"x")).status_code == 403
    assert quarantined(settings) == []


def test_others_do_not_see_an_upload(client, people, let_work, tmp_path):
    people.sign_in(client, "meteorologist", "Service")
    place = send(client, ("a.csv", b"date,rain\n2001-01-01,3\n")).headers["Location"]
    client.post("/accounts/sign-out")
    people.sign_in(client, "member", "Growers")
    assert client.get(place).status_code == 404
    assert client.post(place, data={"then": "throw away"}).status_code == 403


def test_a_visitor_sees_only_data_that_may_be_passed_on(client, sign_in_as, let_work, tmp_path):
    sign_in_as("meteorologist", "Service")
    place = send(client, ("rain.nc", rain(tmp_path / "x.nc"))).headers["Location"]
    let_work()
    client.post(place, data={"dataset": "wards", "role": "observation", "effective_resolution": "10 km"})
    assert "/catalogue/datasets/wards" in client.get("/catalogue/").text
    client.post("/accounts/sign-out")
    assert "/catalogue/datasets/wards" not in client.get("/catalogue/").text
    assert client.get("/catalogue/datasets/wards").headers["Location"].startswith("/accounts/sign-in")


def test_a_run_is_no_upload_and_an_upload_leads_from_the_page_of_runs(client, sign_in_as, house):
    person = sign_in_as("meteorologist", "Service")
    run = house.jobs.add({"recipe": "hot_days"}, by=person.id)
    assert client.get(f"/catalogue/uploads/{run}").status_code == 404
    place = send(client, ("a.csv", b"date,rain\n2001-01-01,3\n")).headers["Location"]
    number = int(place.rsplit("/", 1)[1])
    assert client.get(f"/runs/{number}").headers["Location"] == place
    assert client.get(f"/runs/{number}/state.json").json["next"] is None


def test_a_dataset_whose_file_changed_is_marked(client, sign_in_as, let_work, house, tmp_path):
    sign_in_as("meteorologist", "Service")
    place = send(client, ("rain.nc", rain(tmp_path / "x.nc"))).headers["Location"]
    let_work()
    client.post(place, data={"dataset": "wards", "role": "observation", "effective_resolution": "10 km"})
    card = house.catalogue.card("wards")
    path = house.catalogue.folder(card) / card.files[0].path
    assert "have changed" not in client.get("/catalogue/").text
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert "have changed" in client.get("/catalogue/").text
    assert "not used until" in client.get("/catalogue/datasets/wards").text
    path.unlink()
    assert "files are not there" in client.get("/catalogue/").text


def test_a_card_that_cannot_be_read_is_left_out_and_told_to_who_can_mend_it(client, people, house, settings):
    folder = settings.catalogue_folder / "cards"
    folder.mkdir(parents=True)
    (folder / "bad.yaml").write_text("dataset: bad\nrole: none\n", encoding="utf-8")
    assert "Suffolk" in client.get("/catalogue/").text
    assert "bad.yaml" not in client.get("/catalogue/").text
    people.sign_in(client, "meteorologist", "Service")
    assert "bad.yaml" in client.get("/catalogue/").text


def test_the_pages_are_said_in_french(client, sign_in_as, let_work, tmp_path):
    sign_in_as("meteorologist", "Service", language="fr")
    place = send(client, ("rain.nc", rain(tmp_path / "x.nc"))).headers["Location"]
    let_work()
    assert "Sa fiche" in client.get(place).text
    assert "Données climatiques" in client.get("/catalogue/").text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("rain.nc", "rain.nc"), ("../../etc/passwd", "passwd"), ("C:\\data\\rain of may.nc", "rain_of_may.nc"),
        (".hidden", "hidden"), ("…", "file"), ("a" * 300 + ".nc", "a" * 97 + ".nc"),
    ],
)  # fmt: skip
def test_names_of_files_mean_nothing_to_the_system(given, kept):
    assert plain_name(given) == kept


def test_two_files_of_one_name_are_both_kept(tmp_path):
    token = bring(
        tmp_path, [("a.nc", lambda path: path.write_text("1")), ("x/a.nc", lambda path: path.write_text("2"))]
    )
    assert sorted(path.name for path in (tmp_path / token).iterdir()) == ["a-2.nc", "a.nc"]


def test_uploads_that_nobody_came_back_to_are_swept_away(tmp_path):
    import time

    token = bring(tmp_path, [("a.nc", lambda path: path.write_text("1"))])
    sweep(tmp_path, time.time())
    assert (tmp_path / token).is_dir()
    sweep(tmp_path, time.time() + 8 * 86400)
    assert not (tmp_path / token).exists()


def test_the_state_of_a_check_is_done_when_it_found_something(client, sign_in_as, let_work, house):
    sign_in_as("meteorologist", "Service")
    place = send(client, ("rain.nc", b"nothing")).headers["Location"]
    let_work()
    job = house.jobs.get(int(place.rsplit("/", 1)[1]))
    assert job.state is State.DONE
    assert job.result["counts"]["error"] == 1

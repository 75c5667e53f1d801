"""Making the application: what it refuses, what it holds, what it never loads; and its pages when things go wrong."""

import json
import subprocess
import sys

import pytest
from sqlalchemy.exc import OperationalError

from climserv.config import Settings
from climserv.storage.database import open_database
from climserv.storage.needs.needs import NewerVersion
from climserv.storage.permissions import NotAllowed, NotThere
from climserv.vocabulary.problems import Problem, Refused
from web import ROOMS, create_app
from web.errors import STATUS

from .addresses import ADDRESSES

HEAVY = {"xarray", "dask", "numba", "matplotlib", "pandas", "netCDF4"}

START_AND_GET = """
import sys
from pathlib import Path
from climserv.config import Settings
from web import create_app
app = create_app(Settings(instance=Path(sys.argv[1]), database_url=sys.argv[2]))
client = app.test_client()
pages = [client.get(path).status_code for path in ("/", "/accounts/sign-in", "/nowhere")]
house = app.extensions["climserv"]
held = [len(list(house.book.recipes)) > 0, len(house.catalogue.cards) > 0, len(list(house.places)) > 0]
house.database.close()
import json
print(json.dumps([pages, held, sorted(name.partition(".")[0] for name in sys.modules)]))
"""


def test_the_web_process_never_loads_the_heavy_libraries(sqlite_file, tmp_path):
    given = [sys.executable, "-W", "error", "-c", START_AND_GET, str(tmp_path), f"sqlite:///{sqlite_file}"]
    done = subprocess.run(given, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    pages, held, modules = json.loads(done.stdout)
    assert pages == [200, 200, 404]
    assert held == [True, True, True]
    assert HEAVY & set(modules) == set()


def test_a_database_that_is_not_migrated_is_refused(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    with pytest.raises(Refused, match="climserv db upgrade"):
        create_app(Settings(instance=tmp_path), database)
    database.close()


def test_making_the_application_migrates_nothing(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    with pytest.raises(Refused):
        create_app(Settings(instance=tmp_path), database)
    assert database.revision() is None
    database.close()


def test_every_room_is_there(app):
    assert set(app.blueprints) == set(ROOMS)


def test_the_house_holds_what_the_rooms_share(app, database, settings):
    house = app.extensions["climserv"]
    assert house.database is database
    assert house.settings is settings
    assert house.book is house.book


def test_the_home_page_is_there_for_everyone(client):
    answer = client.get("/")
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.text


def test_a_page_that_is_not_there_leads_on(client):
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text
    assert 'href="/"' in answer.text
    assert 'href="/accounts/sign-in"' in answer.text


def test_a_wrong_method_says_so_and_which_are_right(client):
    answer = client.post("/")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_form_of_more_than_a_megabyte_is_refused_in_plain_words(client):
    answer = client.post("/accounts/sign-in", data={"sign_in": "x" * (1024 * 1024 + 1), "password": "y"})
    assert answer.status_code == 413
    assert "up to one megabyte" in answer.text


def test_a_form_of_nearly_a_megabyte_is_read(client):
    answer = client.post("/accounts/sign-in", data={"sign_in": "x" * 1_000_000, "password": "y"})
    assert answer.status_code == 401


def failing(app, error):
    """A client of the application with one more page, which fails with `error`."""

    @app.get("/fails")
    def fails():
        raise error

    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


LATER = Problem("need.later", "field 3", "too late", "May", "April", "Choose April")


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (
            Refused([LATER, Problem("x", "", "and another")]),
            400,
            ["field 3: too late.", "Choose April.", "and another"],
        ),
        (NotThere(Problem("need.unknown", "", "x")), 404, ["There is no such need, or it is not open to you."]),
        (ZeroDivisionError("secret detail"), 500, ["Something went wrong here", "The mark of this fault is"]),
        (OperationalError("SELECT 1", {}, Exception("locked")), 503, ["very busy", "Wait a minute"]),
    ],
)
def test_each_kind_of_failure_has_its_page(app, error, status, says):
    answer = failing(app, error).get("/fails")
    assert answer.status_code == status
    for words in says:
        assert words in answer.text
    for secret in ("secret detail", "Traceback", "SELECT"):
        assert secret not in answer.text


@pytest.mark.parametrize("error", [Refused(LATER), NotThere(LATER), ZeroDivisionError("secret detail")])
def test_every_error_in_json_has_the_same_shape(app, error):
    answer = failing(app, error).get("/fails", headers={"Accept": "application/json"})
    assert set(answer.json) == {"ok", "status", "problems"}
    assert answer.json["ok"] is False
    assert answer.json["status"] == answer.status_code
    for problem in answer.json["problems"]:
        assert set(problem) == {"code", "where", "what", "got", "allowed", "next_step", "said"}
    assert "secret detail" not in answer.text


def test_unknown_addresses_that_end_in_json_answer_in_json(client):
    answer = client.get("/nowhere.json")
    assert (answer.status_code, answer.json["problems"][0]["code"]) == (404, "http.404")


def test_what_is_not_allowed_leads_a_visitor_to_the_sign_in_and_tells_a_member(app, people):
    client = failing(app, NotAllowed(Problem("permission.need.write", "", "x")))
    visitor = client.get("/fails?page=2")
    assert visitor.status_code == 302
    assert visitor.location == "/accounts/sign-in?next=/fails?page%3D2"
    people.sign_in(client)
    member = client.get("/fails")
    assert member.status_code == 403
    assert "Only members of the organisation a need belongs to may change it." in member.text


def test_every_kind_of_refusal_has_its_status():
    assert {kind for kind, _ in STATUS} == {NotAllowed, NotThere, NewerVersion, Refused}


def test_the_page_of_an_error_is_written_even_when_the_page_itself_fails(app):
    client = failing(app, ZeroDivisionError())
    app.jinja_env.globals["url_for"] = None
    answer = client.get("/fails")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text
    assert 'href="/"' in answer.text


PUBLIC = {
    "home.index", "static", "accounts.sign_in", "accounts.sign_in_sent", "accounts.sign_out", "accounts.language",
    "catalogue.index", "catalogue.show", "studio.index", "studio.show", "studio.download", "studio.book_zip",
    "needs.paper", "joining.code",
}  # fmt: skip


def test_a_visitor_sees_only_public_pages(app):
    """Every address of every room, as somebody who is not signed in: away to the sign-in, or nothing there."""
    client = app.test_client()
    walked = set()
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC:
            continue
        path = rule.build({name: ADDRESSES[name] for name in rule.arguments}, append_unknown=False)[1]
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            answer = client.open(path, method=method)
            away = answer.status_code == 302 and answer.location.startswith("/accounts/sign-in?next=/")
            assert away or answer.status_code in (401, 404), f"{method} {path} answered {answer.status}"
            walked.add(rule.endpoint.partition(".")[0])
    assert walked >= {
        "needs", "matches", "runs", "products", "observations", "catalogue", "studio", "demand", "cohorts", "notices",
    }  # fmt: skip

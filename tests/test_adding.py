"""Adding datasets from the command line: the card comes from the facts, and is used like any other."""

import json

import pytest
from click.testing import CliRunner

from climserv.catalogue.catalogue import load_card
from climserv.cli import main


@pytest.fixture
def climserv(tmp_path, monkeypatch):
    """Run a command in a fresh instance; answers click's result."""
    monkeypatch.setenv("CLIMSERV_INSTANCE", str(tmp_path / "instance"))

    def run(*words):
        return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)

    return run


@pytest.fixture
def gauge(tmp_path):
    """A gauge that is read for three years."""
    path = tmp_path / "gauge.csv"
    days = [f"{year}-{month:02}-{day:02}" for year in (2001, 2002, 2003) for month in range(1, 13)
            for day in range(1, 29)]  # fmt: skip
    rows = [f"{day},school,-0.6,37.5,{number % 7}" for number, day in enumerate(days)]
    path.write_text("date,station,lat,lon,rain [mm]\n" + "\n".join(rows) + "\n")
    return path


def test_a_real_file_becomes_a_dataset_from_its_own_facts(climserv, shared_data, tmp_path):
    path = shared_data / "ahccd_1950-2013.nc"
    done = climserv("data", "add", "canada", path, "--role", "station", "--licence", "OGL-Canada-2.0",
                    "--redistribution", "yes", "--origin", "Environment Canada", "--json")  # fmt: skip
    assert done.exit_code == 0, done.output
    card = load_card(tmp_path / "instance" / "catalogue" / "cards" / "canada.yaml")
    assert card.variables == ("pr", "tasmax")
    assert (card.period, card.calendars, card.resolution) == ("1950-2013", ("noleap",), "point")
    assert card.bounds == (-123.1, 48.8, -78.2, 67.8)
    assert card.licence.redistribution
    assert card.health.errors == 0
    assert card.files[0].size == path.stat().st_size
    assert json.loads(done.output)["card"]["dataset"] == "canada"


def test_the_dataset_is_listed_shown_and_used_by_its_id(climserv, shared_data, tmp_path):
    files = {"--role": "station"}, {"--role": "projection", "--effective-resolution": "300 km", "--reference": "obs"}
    for name, file, options in zip(
        ("obs", "model"), ("ahccd_1950-2013.nc", "CanESM2_1950-2100.nc"), files, strict=True
    ):
        words = [word for pair in options.items() for word in pair]
        assert climserv("data", "add", name, shared_data / file, "--no-check", *words).exit_code == 0
    listed = {row["dataset"]: row["files"] for row in json.loads(climserv("data", "list", "--json").output)}
    assert listed["obs"] == "as described"
    assert listed["embu-observed"] == "made"
    assert "CanESM2_1950-2100.nc, as described" in climserv("data", "show", "model").output
    out = tmp_path / "p"
    done = climserv("run", "hot_days", "--data", "model", "--reference", "obs", "--set", "threshold=30 degC",
                    "--baseline", "1981-2010", "--period", "2041-2050", "--area", "Amos", "--out", out)  # fmt: skip
    assert done.exit_code == 0, done.stderr
    used = {one["id"] for one in json.loads((out / "product.json").read_text())["datasets"]}
    assert used == {"model", "obs"}


def test_every_match_looks_at_it(climserv, gauge):
    assert climserv("data", "add", "school", gauge, "--role", "station").exit_code == 0
    report = json.loads(climserv("match", "sample_data/needs/embu-maize-planting.yaml", "--json").output)
    assert "school" in {offer["dataset"]["id"] for offer in report["offers"]}


def test_a_changed_file_is_marked_and_never_used_in_silence(climserv, gauge, tmp_path):
    assert climserv("data", "add", "school", gauge, "--role", "station").exit_code == 0
    gauge.write_text(gauge.read_text().replace("2001-01-01,school,-0.6,37.5,0", "2001-01-01,school,-0.6,37.5,9"))
    listed = {row["dataset"]: row["files"] for row in json.loads(climserv("data", "list", "--json").output)}
    assert listed["school"] == "changed"
    done = climserv("run", "rainy_season_onset", "--data", "school", "--out", tmp_path / "p")
    assert done.exit_code == 2
    assert "not the one its card describes" in done.stderr
    again = ("data", "add", "school", gauge, "--role", "station")
    assert "has this id already" in climserv(*again).stderr
    assert climserv(*again, "--replace").exit_code == 0
    assert "gauge.csv, as described" in climserv("data", "show", "school").output


def test_several_files_are_one_dataset(climserv, shared_data, tmp_path):
    files = sorted(shared_data.glob("*_day_CanESM2_365day_2095.nc"))
    done = climserv("data", "add", "downscaled", *files, "--role", "projection", "--effective-resolution", "300 km")
    assert done.exit_code == 0, done.output
    card = load_card(tmp_path / "instance" / "catalogue" / "cards" / "downscaled.yaml")
    assert card.variables == ("pr", "tasmax", "tasmin")
    assert len(card.files) == 3
    assert card.effective_resolution == "300 km"
    assert card.resolution == "0.0833 degree"


@pytest.mark.parametrize(
    ("file", "role", "asked"),
    [
        ("CanESM2_1950-2100.nc", "projection", "effective_resolution"),
        ("ERA5_daily_surface_cancities_1990-1993.nc", "observation", "effective_resolution"),
        ("niger_daily_1940-1980.csv", "station", "bounds"),
        ("loca_3km_daily_temp_2030-2035.nc", "projection", "resolution"),
    ],
)
def test_what_no_file_tells_is_asked_for_not_guessed(climserv, shared_data, tmp_path, file, role, asked):
    done = climserv("data", "add", "x", shared_data / file, "--role", role, "--no-check")
    assert done.exit_code == 2
    assert f"climserv: {asked}: " in done.stderr
    assert not (tmp_path / "instance" / "catalogue" / "cards" / "x.yaml").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("suffolk-observed", "GAUGE"), "has this id already"),
        (("x", "nothing.nc"), "there is no such file"),
        (("x", "GAUGE", "GAUGE"), "named twice"),
        (("x y", "GAUGE"), "dataset: "),
        (("x", "GAUGE", "--reference", "none"), "there is no such dataset"),
        (("x", "GAUGE", "--effective-resolution", "5 degC"), "not a length"),
        (("x", "GAUGE", "--bounds", "1,2"), "not four numbers"),
        (("x", "GAUGE", "--consent", "javascript:x"), "https"),
    ],
)
def test_wrong_words_are_told_and_nothing_is_written(climserv, gauge, tmp_path, words, says):
    words = [str(gauge) if word == "GAUGE" else word for word in words]
    done = climserv("data", "add", *words, "--role", "station")
    assert done.exit_code == 2, done.output
    assert says in done.stderr
    assert not list((tmp_path / "instance").glob("catalogue/cards/*.yaml"))


def test_a_link_is_kept_as_the_file_it_leads_to(climserv, gauge, tmp_path):
    link = tmp_path / "link.csv"
    link.symlink_to(gauge)
    assert climserv("data", "add", "school", link, "--role", "station").exit_code == 0
    assert load_card(tmp_path / "instance" / "catalogue" / "cards" / "school.yaml").files[0].path == "gauge.csv"


def test_a_collection_becomes_cards_and_says_what_could_not(climserv, shared_data, tmp_path):
    table = "source_id,experiment_id,path\n"
    for name in ("pr", "tasmax", "tasmin"):
        table += f"CanESM2,rcp85,{shared_data}/{name}_day_CanESM2_365day_2095.nc\n"
    table += "MIROC6,rcp85,s3://bucket/pr.nc\nOther,rcp85,nowhere.nc\n"
    (tmp_path / "t.csv").write_text(table)
    told = {"id": "quebec", "description": "Downscaled for Quebec.", "catalog_file": "t.csv",
            "assets": {"column_name": "path", "format": "netcdf"},
            "aggregation_control": {"groupby_attrs": ["source_id", "experiment_id"]}}  # fmt: skip
    path = tmp_path / "c.json"
    path.write_text(json.dumps(told))
    done = climserv("data", "import-intake", path, "--effective-resolution", "300 km", "--no-check", "--json")
    assert done.exit_code == 1
    answer = json.loads(done.output)
    assert set(answer["added"]) == {"CanESM2.rcp85"}
    assert {problem["code"] for problem in answer["refused"]} == {"file.remote", "file.missing"}
    card = load_card(tmp_path / "instance" / "catalogue" / "cards" / "CanESM2.rcp85.yaml")
    assert "Downscaled for Quebec" in card.origin["en"]
    assert card.role == "projection"


def test_faulty_cards_are_told_beside_the_list(climserv, tmp_path):
    folder = tmp_path / "instance" / "catalogue" / "cards"
    folder.mkdir(parents=True)
    (folder / "bad.yaml").write_text("dataset: bad\n")
    done = climserv("data", "list")
    assert done.exit_code == 0
    assert "bad.yaml" in done.stderr
    assert "suffolk-observed" in done.stdout

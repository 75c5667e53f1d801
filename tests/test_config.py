"""Settings from the environment and from a file, and that the README names each of them."""

from dataclasses import fields
from pathlib import Path

import pytest

from climserv.config import PREFIX, Settings, read_settings, shipped
from climserv.vocabulary.problems import Refused

README = Path(__file__).resolve().parents[1] / "README.md"


def in_file(folder: Path, text: str) -> dict[str, str]:
    path = folder / "climserv.toml"
    path.write_text(text, encoding="utf-8")
    return {"CLIMSERV_CONFIG": str(path)}


def test_nothing_is_needed_to_start():
    settings = read_settings({})
    assert settings == Settings()
    assert settings.database == f"sqlite:///{settings.instance / 'climserv.sqlite'}"
    assert settings.store_folder == settings.instance / "store"


def test_the_environment_sets_everything(tmp_path):
    settings = read_settings(
        {
            "CLIMSERV_INSTANCE": str(tmp_path),
            "CLIMSERV_DATABASE_URL": "postgresql+psycopg://here/it",
            "CLIMSERV_STORE": str(tmp_path / "elsewhere"),
            "CLIMSERV_MEMORY_LIMIT": "2 GB",
            "CLIMSERV_STAGES_LIMIT": "20 GB",
            "CLIMSERV_DASK_SCHEDULER": "tcp://10.0.0.1:8786",
            "CLIMSERV_SECRET_KEY": "k",
            "CLIMSERV_LANGUAGES": "fr, sw,",
            "CLIMSERV_UPLOAD_LIMIT": "20 MB",
            "CLIMSERV_DATA_ROOTS": "/data,/archive",
            "CLIMSERV_REMOTE_HOSTS": "data.example.org",
            "CLIMSERV_TRUSTED_PROXIES": "2",
            "OTHER_LANGUAGES": "de",
        }
    )
    changed = {f.name for f in fields(Settings) if getattr(settings, f.name) != getattr(Settings(), f.name)}
    assert changed == {f.name for f in fields(Settings)}
    assert settings.languages == ("fr", "sw")
    assert settings.trusted_proxies == 2
    assert settings.database == "postgresql+psycopg://here/it"
    assert settings.store_folder == tmp_path / "elsewhere"


def test_the_environment_stands_over_the_file_and_the_file_over_the_defaults(tmp_path):
    file = in_file(tmp_path, f'instance = "{tmp_path}"\nlanguages = ["sw", "en"]\nmemory_limit = "1 GB"\n')
    settings = read_settings({**file, "CLIMSERV_MEMORY_LIMIT": "3 GB", "CLIMSERV_STORE": ""})
    assert (settings.instance, settings.languages, settings.memory_limit) == (tmp_path, ("sw", "en"), "3 GB")
    assert settings.store == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('langauges = ["en"]', "Did you mean languages?"),
        ("languages = [", "this is not TOML"),
        ("memory_limit = 4", "memory_limit"),
        ("languages = 3", "languages"),
        ("languages = [3]", "no codes of languages"),
        ('languages = ","', "no codes of languages"),
        ("trusted_proxies = -1", "no number of proxies"),
        ("trusted_proxies = 1.5", "trusted_proxies"),
        ("trusted_proxies = true", "no number of proxies"),
        ('trusted_proxies = "all"', "no number of proxies"),
        ("trusted_proxies = 100", "no number of proxies"),
    ],
)
def test_a_wrong_file_is_refused_in_words(tmp_path, text, said):
    with pytest.raises(Refused) as refusal:
        read_settings(in_file(tmp_path, text))
    assert said in str(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        read_settings({"CLIMSERV_CONFIG": str(tmp_path / "none.toml")})


def test_the_readme_has_a_row_for_each_setting_with_its_default():
    rows = {
        cells[1].strip().strip("`"): cells[3].strip()
        for line in README.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `" + PREFIX) and len(cells := line.split("|")) == 5
    }
    assert set(rows) == {PREFIX + field.name.upper() for field in fields(Settings)}
    assert rows["CLIMSERV_MEMORY_LIMIT"] == f"`{Settings.memory_limit}`"
    assert rows["CLIMSERV_LANGUAGES"] == f"`{','.join(Settings.languages)}`"


def test_what_is_shipped_is_found():
    assert (shipped("recipes") / "hot_days.yaml").is_file()
    assert (shipped("sample_data") / "README.md").is_file()

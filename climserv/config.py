"""Settings, from the environment or one TOML file, and where shipped and instance files live."""

import os
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from .vocabulary.problems import Problem, Refused, did_you_mean, refuse_if

PREFIX = "CLIMSERV_"

# Settings that hold several words: with commas between in the environment, a list in TOML.
_LISTS = {
    "languages": ("these are no codes of languages", "such as en,fr,sw,es"),
    "data_roots": ("these are no folders", "such as /data,/archive"),
    "remote_hosts": ("these are no names of machines", "such as data.example.org"),
}

# More proxies than this stand before no site; a large number is a slip, and would let anybody forge an address.
_MOST_PROXIES = 9


@dataclass(frozen=True)
class Settings:
    """Everything an operator may set; each is `CLIMSERV_` and the upper-case name, or the lower-case name in TOML.

    instance        folder for the database, the store and the secret key
    database_url    SQLAlchemy address; default: SQLite in the instance folder
    store           folder of products and finished blocks
    memory_limit    what one run may use, such as `4 GB`
    stages_limit    what daily series kept for changed thresholds may take on disk, such as `5 GB`; `0 GB`: none are
    dask_scheduler  address of a dask.distributed scheduler, such as `tcp://10.0.0.1:8786`; default: this machine
    secret_key      signs session cookies; default: made once and kept in the instance folder
    languages       languages of the interface, best first
    upload_limit    what one upload of climate data may hold, such as `500 MB`
    data_roots      folders whose files orders from the web may name; none: only datasets of the catalogue
    remote_hosts    other machines whose OPeNDAP addresses may be opened; none: data of this machine only
    trusted_proxies how many proxies of our own stand before the web and tell in X-Forwarded-* who asks; none: 0
    """

    instance: Path = field(default_factory=lambda: _user_folder())
    database_url: str = ""
    store: str = ""
    memory_limit: str = "4 GB"
    stages_limit: str = "5 GB"
    dask_scheduler: str = ""
    secret_key: str = ""
    languages: tuple[str, ...] = ("en", "fr", "sw", "es")
    upload_limit: str = "500 MB"
    data_roots: tuple[str, ...] = ()
    remote_hosts: tuple[str, ...] = ()
    trusted_proxies: int = 0

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.instance / 'climserv.sqlite'}"

    @property
    def store_folder(self) -> Path:
        return Path(self.store) if self.store else self.instance / "store"

    @property
    def bell(self) -> Path:
        """Touched when a job is added, so that workers of this machine look at once."""
        return self.instance / "bell"

    @property
    def catalogue_folder(self) -> Path:
        """The cards and files of datasets added here; cards stand in its folder `cards`."""
        return self.instance / "catalogue"

    @property
    def quarantine_folder(self) -> Path:
        """Uploads that nobody has looked at yet."""
        return self.instance / "quarantine"


def _user_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("climserv")


def read_settings(environment=os.environ) -> Settings:
    """Settings from `CLIMSERV_*`, over those of the TOML file that `CLIMSERV_CONFIG` names, over the defaults."""
    found: dict[str, object] = {}
    if name := environment.get(PREFIX + "CONFIG"):
        found |= _read_toml(Path(name))
    known = {f.name for f in fields(Settings)}
    for key in known:
        if value := environment.get(PREFIX + key.upper()):
            found[key] = value
    for key in _LISTS.keys() & found.keys():
        found[key] = _words(key, found[key])
    if "trusted_proxies" in found:
        found["trusted_proxies"] = _proxies(found["trusted_proxies"])
    if "instance" in found:
        found["instance"] = Path(found["instance"])
    return replace(Settings(), **found)


def _words(key: str, given: str | list) -> tuple[str, ...]:
    parts = given.split(",") if isinstance(given, str) else given
    words = tuple(part.strip() for part in parts if isinstance(part, str) and part.strip())
    if any(not isinstance(part, str) for part in parts) or (key == "languages" and not words):
        what, allowed = _LISTS[key]
        raise Refused(Problem(f"settings.{key}", PREFIX + key.upper(), what, str(given), allowed))
    return words


def _proxies(given: object) -> int:
    text = str(given).strip()
    if not (text.isascii() and text.isdigit() and int(text) <= _MOST_PROXIES):
        where, what = PREFIX + "TRUSTED_PROXIES", "this is no number of proxies"
        raise Refused(Problem("settings.trusted_proxies", where, what, text[:40], f"0 to {_MOST_PROXIES}"))
    return int(text)


def _read_toml(path: Path) -> dict[str, object]:
    where = f"{PREFIX}CONFIG ({path})"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(Problem("settings.file", where, f"this file cannot be read: {error.strerror}")) from error
    except tomllib.TOMLDecodeError as error:
        raise Refused(Problem("settings.toml", where, f"this is not TOML: {error}")) from error
    known = {f.name for f in fields(Settings)}
    wrong = [name for name in table if name not in known]
    if wrong:
        allowed = ", ".join(sorted(known))
        raise Refused(
            Problem("settings.name", where, "no such setting", name, allowed, did_you_mean(name, known))
            for name in wrong
        )
    kinds = {name: (str, list) if name in _LISTS else (str,) for name in known} | {"trusted_proxies": (int, str)}
    refuse_if(
        Problem("settings.value", where, f"{name} is not set to a text", repr(value), f'{name} = "..."')
        for name, value in table.items()
        if not isinstance(value, kinds[name])
    )
    return table


def shipped(name: str) -> Path:
    """The folder `recipes` or `sample_data`: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_shipped" / name
    return installed if installed.is_dir() else package.parent / name

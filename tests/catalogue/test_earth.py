"""The outlines of the countries are the ones we checked, and light enough to be read on the way."""

import hashlib
import tomllib
from importlib.resources import files

EARTH = files("climserv.catalogue.earth")


def test_the_outlines_are_the_ones_we_checked():
    source = tomllib.loads((EARTH / "SOURCE.toml").read_text(encoding="utf-8"))
    assert (EARTH / source["licence_file"]).read_text(encoding="utf-8").strip()
    assert hashlib.sha256((EARTH / source["file"]).read_bytes()).hexdigest() == source["sha256"]

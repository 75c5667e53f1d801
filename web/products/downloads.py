"""What can be taken away, and for what it is good."""

from collections.abc import Mapping

from flask_babel import gettext

from ..languages import language as page_language
from ..languages import name_of

BULLETIN_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"


FOR_EVERYBODY = 4
"""Orders up to this are for reading, hearing and hanging up; those after it are for who calculates or checks."""


def listed(product: Mapping) -> list[dict[str, str]]:
    """The files of a product in the order people ask for them: to read out, to hang up, to calculate with."""
    found = []
    for name in ("product.json", *product["files"]):
        stem, _, rest = name.partition(".")
        known = _known().get((stem, name.rpartition(".")[2]))
        if known:
            order, icon, words = known
            language = rest.partition(".")[0] if "." in rest else ""
            if stem == "bulletin":
                # The one without a language in its name is in the first language asked for.
                language = language or product["languages"][0]
            found.append(
                {
                    "name": name,
                    "icon": icon,
                    "words": words,
                    "language": name_of(language, page_language()) if language else "",
                    "order": order,
                }
            )
    return sorted(found, key=lambda file: (file["order"], file["name"]))


def _known() -> dict[tuple[str, str], tuple[int, str, str]]:
    return {
        ("bulletin", "html"): (0, "file-text", gettext("Bulletin to print")),
        ("message", "txt"): (1, "message-circle", gettext("Short message")),
        ("sms", "txt"): (1, "message-circle", gettext("Text message (SMS)")),
        ("graph", "png"): (2, "image", gettext("The graph")),
        ("graph", "svg"): (3, "image", gettext("The graph, to scale up")),
        ("map", "png"): (4, "map", gettext("The map")),
        ("map", "svg"): (4, "map", gettext("The map, to scale up")),
        ("table", "csv"): (5, "table", gettext("Every year, as a table")),
        ("summary", "csv"): (6, "table", gettext("The counts, as a table")),
        ("data", "nc"): (7, "download", gettext("The data (NetCDF)")),
        ("product", "json"): (8, "shield-check", gettext("The record: how it was made")),
        ("ro-crate-metadata", "json"): (9, "shield-check", gettext("Where it comes from (RO-Crate)")),
    }

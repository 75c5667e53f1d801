"""Provenance that others can read: an RO-Crate 1.1 whose run is described in W3C PROV terms, as plain dictionaries."""

from collections.abc import Mapping

from ..vocabulary.texts import text_in

CONTEXT = ["https://w3id.org/ro/crate/1.1/context", {"prov": "http://www.w3.org/ns/prov#"}]
CRATE = "ro-crate-metadata.json"
_FORMATS = {
    ".json": "application/json", ".nc": "application/x-netcdf", ".csv": "text/csv", ".png": "image/png",
    ".svg": "image/svg+xml", ".html": "text/html", ".txt": "text/plain",
}  # fmt: skip
_ABOUT = {
    "data.nc": "Seasonal values with their outcomes, and counts of years (CF-1.11)",
    "table.csv": "One row a place, member and season",
    "summary.csv": "Years in which each statement was true, known and not known",
    "graph.svg": "The years on record and the models' years", "graph.png": "The years on record and the models' years",
    "map.svg": "Years in ten, cell by cell", "map.png": "Years in ten, cell by cell",
    "product.json": "What this product is, and everything that went in",
}  # fmt: skip


def crate(record: Mapping, files: Mapping[str, int]) -> dict:
    """The RO-Crate of a product; `files` are its files with their sizes, `record` gives their checksums.

    No date of making stands in it: the same product has the same bytes. The version of a dataset is its checksum.
    """
    parts = [_file(name, size, record["files"].get(name)) for name, size in sorted(files.items())]
    inputs = [entity for dataset in record["datasets"] for entity in _dataset(dataset)]
    graph = [_descriptor(), _root(record, parts), *parts, *inputs, *_licences(record)]
    graph += [_recipe(record), _software(record), _action(record, parts)]
    if record["need"]:
        graph.append(_need(record))
    return {"@context": CONTEXT, "@graph": graph}


def _ref(identifier: str) -> dict:
    return {"@id": identifier}


def _descriptor() -> dict:
    return {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": _ref("https://w3id.org/ro/crate/1.1"),
        "about": _ref("./"),
    }


def _root(record: Mapping, parts: list[dict]) -> dict:
    root = {
        "@id": "./",
        "@type": ["Dataset", "prov:Entity"],
        "name": text_in(record["title"], "en"),
        "description": text_in(record["answer"], "en"),
        "identifier": record["id"],
        "hasPart": [_ref(part["@id"]) for part in parts],
        "mentions": _ref("#run"),
        "prov:wasGeneratedBy": _ref("#run"),
        "prov:wasDerivedFrom": [_ref(_dataset_id(one)) for one in record["datasets"]],
    }
    licences = [_licence_id(one) for one in record["datasets"] if one["licence"]]
    if licences:
        root["license"] = [_ref(name) for name in dict.fromkeys(licences)]
    return root


def _file(name: str, size: int | None, checksum: str | None) -> dict:
    suffix = name[name.rfind(".") :]
    entity = {"@id": name, "@type": "File", "name": _ABOUT.get(name, name), "encodingFormat": _FORMATS[suffix]}
    if checksum:
        entity |= {"sha256": checksum, "contentSize": str(size)}
    return entity


def _dataset_id(dataset: Mapping) -> str:
    return f"#dataset-{_safe(dataset['id'])}"


def _safe(text: str) -> str:
    """Text as part of an address: letters, digits, points and dashes."""
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "-" for letter in text)


def _dataset(dataset: Mapping) -> list[dict]:
    files = [
        {"@id": f"{_dataset_id(dataset)}-{_safe(one['name'])}", "@type": ["CreativeWork", "prov:Entity"],
         "name": one["name"], "sha256": one["sha256"], "contentSize": str(one["size"])}
        for one in dataset["files"]
    ]  # fmt: skip
    entity = {
        "@id": _dataset_id(dataset),
        "@type": ["Dataset", "prov:Entity"],
        "name": text_in(dataset["title"], "en"),
        "description": f"{dataset['role']}, {dataset['period']}, calendar {', '.join(dataset['calendars'])}",
        "temporalCoverage": dataset["period"].replace("-", "/"),
        "hasPart": [_ref(one["@id"]) for one in files],
    }
    if dataset["made_for_demonstration"]:
        entity["disambiguatingDescription"] = "Made for demonstration, not measured"
    if dataset["licence"]:
        entity["license"] = _ref(_licence_id(dataset))
    return [entity, *files]


def _licence_id(dataset: Mapping) -> str:
    return f"#licence-{_safe(dataset['licence']['id'])}"


def _licences(record: Mapping) -> list[dict]:
    found = {_licence_id(one): one["licence"] for one in record["datasets"] if one["licence"]}
    return [
        {
            "@id": name,
            "@type": "CreativeWork",
            "name": one["name"],
            "identifier": one["id"],
            "description": one["source"],
        }
        for name, one in sorted(found.items())
    ]


def _recipe(record: Mapping) -> dict:
    recipe = record["recipe"]
    return {
        "@id": f"#recipe-{_safe(recipe['id'])}",
        "@type": ["HowTo", "prov:Plan"],
        "name": text_in(recipe["title"], "en"),
        "version": str(recipe["version"]),
        "sha256": recipe["sha256"],
        "description": ", ".join(f"{name} = {value}" for name, value in sorted(record["parameters"].items())),
    }


def _software(record: Mapping) -> dict:
    software = record["software"]
    return {
        "@id": "#software",
        "@type": ["SoftwareApplication", "prov:SoftwareAgent"],
        "name": software["name"],
        "version": software["version"],
    }


def _action(record: Mapping, parts: list[dict]) -> dict:
    used = [_ref(_dataset_id(one)) for one in record["datasets"]] + [_ref(f"#recipe-{_safe(record['recipe']['id'])}")]
    if record["need"]:
        used.append(_ref("#need"))
    return {
        "@id": "#run",
        "@type": ["CreateAction", "prov:Activity"],
        "name": f"Run of {record['recipe']['id']} version {record['recipe']['version']}",
        "instrument": _ref("#software"),
        "object": used,
        "result": [_ref(part["@id"]) for part in parts],
        "prov:used": used,
        "prov:wasAssociatedWith": _ref("#software"),
        "prov:hadPlan": _ref(f"#recipe-{_safe(record['recipe']['id'])}"),
    }


def _need(record: Mapping) -> dict:
    return {
        "@id": "#need",
        "@type": ["CreativeWork", "prov:Entity"],
        "name": text_in(record["title"], "en"),
        "identifier": str(record["need"].get("need", "")),
    }

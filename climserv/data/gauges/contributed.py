"""Readings that people contributed, written out as a dataset: a station table and its card, for every later run.

Light: the web writes them after every change, so no array library may be imported here. What is read from the files
goes the way of every other station table (`stations.py`).
"""

import csv
import hashlib
import io
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ...vocabulary.yaml_text import write_yaml

FOLDER = "contributed"
_COLUMNS = ("date", "station", "lat", "lon", "altitude", "rain [mm/day]", "flag")


@dataclass(frozen=True)
class Gauge:
    """A gauge whose people agreed that runs use it.

    dated      `reading`: a reading bears the date of the morning it was read; `rain`: of the day it fell
    passed_on  whether they agreed that the data are passed on
    readings   day, rain in mm and flag, by day
    """

    place: str
    lat: float
    lon: float
    altitude: float | None
    dated: str
    passed_on: bool
    readings: tuple[tuple[date, float, str], ...]


def contributed_folder(instance: Path) -> Path:
    """Where the tables stand; their cards are in `cards` below it."""
    return instance / FOLDER


def write_contributed(
    instance: Path, name: str, organisation: str, gauges: Sequence[Gauge], consent: str
) -> Path | None:
    """Write `<name>.csv` and its card anew, or take both away when there is nothing to write; the card's path.

    Each file is replaced whole, and the card last: who opens the old card between finds that its file has changed, and
    never reads half a table.
    name     of the files, and of the dataset: `contributed-<name>`
    consent  the page or document where the consents are kept, for the card
    """
    folder = contributed_folder(instance)
    table, card = folder / f"{name}.csv", folder / "cards" / f"{name}.yaml"
    used = sorted((gauge for gauge in gauges if gauge.readings), key=lambda gauge: gauge.place)
    if not used:
        card.unlink(missing_ok=True)
        table.unlink(missing_ok=True)
        return None
    content = _table(used)
    card.parent.mkdir(parents=True, exist_ok=True)
    _replace(table, content)
    _replace(card, write_yaml(_card(name, organisation, used, content, consent)).encode())
    return card


def _table(gauges: Sequence[Gauge]) -> bytes:
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(_COLUMNS)
    for gauge in gauges:
        place = (gauge.place, f"{gauge.lat:.2f}", f"{gauge.lon:.2f}", "" if gauge.altitude is None else gauge.altitude)
        for day, rain, flag in gauge.readings:
            lines.writerow((day.isoformat(), *place, f"{rain:g}", flag))
    return text.getvalue().encode()


def _card(name: str, organisation: str, gauges: Sequence[Gauge], content: bytes, consent: str) -> dict[str, Any]:
    years = [day.year for gauge in gauges for day, _, _ in gauge.readings]
    lats, lons = [gauge.lat for gauge in gauges], [gauge.lon for gauge in gauges]
    passed_on = all(gauge.passed_on for gauge in gauges)
    return {
        "dataset": f"contributed-{name}",
        "title": {
            "en": f"Rain gauges of {organisation}",
            "fr": f"Pluviomètres : {organisation}",
            "sw": f"Vipima mvua vya {organisation}",
            "es": f"Pluviómetros de {organisation}",
        },
        "about": {
            "en": "Good for checking other data against what people measured where they live, and to adjust to.",
            "fr": "Sert à comparer d'autres données à ce que les gens ont mesuré chez eux, et à les y ajuster.",
            "sw": "Inafaa kulinganisha data nyingine na vipimo vya watu wanapoishi, na kuzirekebishia.",
            "es": "Sirve para comparar otros datos con lo que la gente midió donde vive, y para corregirlos.",
        },
        "role": "station",
        "variables": ["pr"],
        "step": "day",
        "resolution": "point",
        "effective_resolution": "point",
        "period": f"{min(years)}-{max(years)}",
        "bounds": [min(lons), min(lats), max(lons), max(lats)],
        "calendars": ["standard"],
        "files": [{"path": f"{name}.csv", "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}],
        "licence": {
            "id": "LicenseRef-consent",
            "name": "By consent of those who measured; it can be withdrawn at any time",
            "redistribution": passed_on,
            "source": consent,
        },
        "consent": consent,
        "origin": {
            "en": f"Rain gauges read by people of {organisation}: {len(gauges)} gauge(s), {len(years)} reading(s).",
            "fr": f"Pluviomètres lus par {organisation}. Postes : {len(gauges)}, relevés : {len(years)}.",
            "sw": f"Vipima mvua vinavyosomwa na watu wa {organisation}. Vipima: {len(gauges)}, vipimo: {len(years)}.",
            "es": f"Pluviómetros leídos por gente de {organisation}. Aparatos: {len(gauges)}, lecturas: {len(years)}.",
        },
        "limits": _limits(gauges, passed_on),
    }  # fmt: skip


def _limits(gauges: Sequence[Gauge], passed_on: bool) -> list[dict[str, str]]:
    limits = [
        {
            "en": "Read by people: days without a reading are missing, and a trace of rain is kept as 0.",
            "fr": "Relevés faits à la main : un jour sans relevé manque, et une trace de pluie est gardée comme 0.",
            "sw": "Vimesomwa na watu: siku isiyo na kipimo inakosekana, na dalili ya mvua huwekwa kama 0.",
            "es": "Leído por personas: un día sin lectura falta, y las trazas de lluvia se guardan como 0.",
        },
        {
            "en": "Positions are rounded to a hundredth of a degree, about a kilometre.",
            "fr": "Les positions sont arrondies au centième de degré, environ un kilomètre.",
            "sw": "Mahali pamezungushwa hadi sehemu ya mia ya digrii, kama kilomita moja.",
            "es": "Las posiciones se redondean a una centésima de grado, cerca de un kilómetro.",
        },
    ]
    mornings = [gauge.place for gauge in gauges if gauge.dated == "reading"]
    if mornings:
        named = ", ".join(mornings)
        limits.append(
            {
                "en": f"Dated by the morning of the reading; most of the rain fell the day before: {named}.",
                "fr": f"Datés du matin du relevé ; la pluie est surtout tombée la veille : {named}.",
                "sw": f"Tarehe ni ya asubuhi ya kusoma; mvua nyingi ilinyesha siku iliyotangulia: {named}.",
                "es": f"Con la fecha de la mañana de la lectura; la lluvia cayó sobre todo el día anterior: {named}.",
            }
        )
    if not passed_on:
        limits.append(
            {
                "en": "For runs of this platform only: not everybody agreed that the readings are passed on.",
                "fr": "Pour les calculs de cette plateforme seulement : tous n'ont pas accepté leur transmission.",
                "sw": "Ni kwa ukokotoaji wa tovuti hii tu: si wote waliokubali wapewe wengine.",
                "es": "Solo para los cálculos de este sitio: no todos aceptaron que se compartan.",
            }
        )
    return limits


def _replace(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        new.write_bytes(content)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)

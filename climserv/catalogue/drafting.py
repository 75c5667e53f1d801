"""A card drafted from the facts of the files and from what people say of them; what neither tells is asked for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ..vocabulary.model_problems import problems_of
from ..vocabulary.problems import Problem, Refused
from ..vocabulary.variables import VARIABLES
from .card import ROLES, Card, Health

UNTOLD = "not told"

ABOUT = {
    "station": {
        "en": "Good for the places where it was measured, and as the reference that models are adjusted to.",
        "fr": "Sert pour les lieux où l'on a mesuré, et comme référence pour ajuster les modèles.",
        "sw": "Inafaa kwa mahali palipopimwa, na kama rejea ambayo modeli hurekebishwa nayo.",
        "es": "Sirve para los lugares donde se midió, y como referencia con que se corrigen los modelos.",
    },
    "observation": {
        "en": "Good for seasons of the past, and as the reference that models are adjusted to.",
        "fr": "Sert pour les saisons passées, et comme référence pour ajuster les modèles.",
        "sw": "Inafaa kwa misimu iliyopita, na kama rejea ambayo modeli hurekebishwa nayo.",
        "es": "Sirve para temporadas pasadas, y como referencia con que se corrigen los modelos.",
    },
    "projection": {
        "en": "Good for asking how the years to come may differ from the past, after adjustment; not for single years.",
        "fr": "Sert à demander en quoi les années à venir différeront du passé, après ajustement ; pas une année.",
        "sw": "Inafaa kuuliza jinsi miaka ijayo itakavyotofautiana na iliyopita, baada ya marekebisho; si mwaka mmoja.",
        "es": "Sirve para preguntar en qué diferirán los años por venir, tras la corrección; no para años sueltos.",
    },
    "forecast": {
        "en": "Good for the time it was made for, with all its members; it says nothing about other years.",
        "fr": "Sert pour le temps visé, avec tous ses membres ; ne dit rien des autres années.",
        "sw": "Inafaa kwa muda uliolengwa, pamoja na mikimbio yake yote; haisemi lolote kuhusu miaka mingine.",
        "es": "Sirve para el tiempo para el que se hizo, con todos sus miembros; no dice nada de otros años.",
    },
    "hindcast": {
        "en": "Good for measuring how often a forecast system was right in the past.",
        "fr": "Sert à mesurer combien de fois un système de prévision a eu raison par le passé.",
        "sw": "Inafaa kupima ni mara ngapi mfumo wa utabiri ulikuwa sahihi miaka iliyopita.",
        "es": "Sirve para medir cuántas veces acertó en el pasado un sistema de pronóstico.",
    },
}

_WHY = {
    "sites": {
        "en": "It was measured at points; between them it says nothing.",
        "fr": "C'est mesuré en des points ; entre eux, cela ne dit rien.",
        "sw": "Ilipimwa kwenye nukta; kati yake haisemi lolote.",
        "es": "Se midió en puntos; entre ellos no dice nada.",
    },
    "spacing": {
        "en": "Its effective resolution is taken as its cell width; where gauges are few it tells of wider areas.",
        "fr": "Sa résolution effective est prise égale à ses mailles ; là où il y a peu de stations, c'est plus large.",
        "sw": "Undani wake halisi unachukuliwa kuwa upana wa seli zake; penye vituo vichache ni pana zaidi.",
        "es": "Su resolución efectiva se toma como el ancho de sus celdas; con pocas estaciones es más amplio.",
    },
    "spacing of model": {
        "en": "Its effective resolution is taken as the model's cell width; a model resolves no less than several.",
        "fr": "Sa résolution effective est prise égale aux mailles du modèle ; il en faut plusieurs pour résoudre.",
        "sw": "Undani wake halisi unachukuliwa kuwa upana wa seli za modeli; modeli huhitaji seli kadhaa kutofautisha.",
        "es": "Su resolución efectiva se toma como la celda del modelo; un modelo necesita varias para resolver.",
    },
    "driving model": {
        "en": "The values were brought to points or finer cells; they tell of the wider cells of their model.",
        "fr": "Valeurs ramenées à des points ou à des mailles plus fines ; elles parlent des mailles du modèle.",
        "sw": "Thamani zililetwa kwenye nukta au seli ndogo; huzungumzia seli pana za modeli yao.",
        "es": "Los valores se llevaron a puntos o celdas más finas; hablan de las celdas más anchas de su modelo.",
    },
    "said": {
        "en": "Its effective resolution is what the person who added it says.",
        "fr": "Sa résolution effective est celle que dit la personne qui l'a ajouté.",
        "sw": "Undani wake halisi ni ule unaotajwa na aliyeiongeza.",
        "es": "Su resolución efectiva es la que dice la persona que lo añadió.",
    },
}
_PARTLY = {
    "en": "It holds only a part of each year.",
    "fr": "Il ne couvre qu'une partie de chaque année.",
    "sw": "Ina sehemu tu ya kila mwaka.",
    "es": "Solo contiene una parte de cada año.",
}
_NO_LICENCE = {
    "en": "Its licence was not told: ask its makers before anything of it is passed on.",
    "fr": "Sa licence n'est pas dite : demandez à ses auteurs avant d'en transmettre quoi que ce soit.",
    "sw": "Leseni yake haikutajwa: waulizeni waliozitengeneza kabla ya kuwapa wengine chochote chake.",
    "es": "Su licencia no se indicó: pregunte a sus autores antes de compartir algo de él.",
}
_ORIGIN = {
    "en": "Not told by the files.",
    "fr": "Les fichiers ne le disent pas.",
    "sw": "Faili hazisemi.",
    "es": "Los archivos no lo dicen.",
}

# What most climate data are published under, as it is written in their attributes; the narrower first.
_CREATIVE_COMMONS = (
    (r"\bCC0\b|publicdomain/zero", "CC0-1.0"),
    (r"NonCommercial.ShareAlike 4\.0|\bby-nc-sa[/ -]4\.0", "CC-BY-NC-SA-4.0"),
    (r"Attribution.NonCommercial 4\.0|\bby-nc[/ -]4\.0", "CC-BY-NC-4.0"),
    (r"Attribution.ShareAlike 4\.0|\bby-sa[/ -]4\.0", "CC-BY-SA-4.0"),
    (r"Attribution 4\.0|\bby[/ -]4\.0", "CC-BY-4.0"),
)


@dataclass(frozen=True)
class Said:
    """What a person says of a dataset; empty where they leave it to the facts. `language` is that of their words."""

    dataset: str
    role: str = ""
    title: str = ""
    about: str = ""
    licence: str = ""
    redistribution: bool = False
    origin: str = ""
    consent: str = ""
    limits: str = ""
    resolution: str = ""
    effective_resolution: str = ""
    bounds: str = ""
    reference: str = ""
    language: str = "en"


def draft_card(facts: Mapping[str, Any], said: Said, *, folder: str = "", health: Health | None = None) -> Card:
    """The card of a dataset with these facts (`climserv.data.probing`); `Refused` with all that is still to be said."""
    problems = _asked(facts, said)
    record = _record(facts, said, folder, health)
    try:
        card = Card.model_validate(record)
    except ValidationError as error:
        named = {problem.where for problem in problems}
        found = problems_of(error, Card, code="card", place=lambda loc: str(loc[0]) if loc else "card")
        problems += [problem for problem in found if problem.where not in named]
    if problems:
        raise Refused(problems)
    return card


def dataset_id(text: str) -> str:
    """An id made from any name, such as that of a file."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-._")[:80] or "dataset"


def licence_id(text: str) -> str:
    """The SPDX id of a licence as people and files write it; `LicenseRef-own-terms` for terms of their own."""
    for pattern, name in _CREATIVE_COMMONS:
        if re.search(pattern, text, re.IGNORECASE):
            return name
    return text if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.+-]{1,40}", text) else "LicenseRef-own-terms"


def _asked(facts: Mapping[str, Any], said: Said) -> list[Problem]:
    """What only a person can say."""
    problems = []
    if said.role not in ROLES:
        what = "say what role these data have"
        problems.append(Problem("card.role", "role", what, said.role, ", ".join(ROLES)))
    if not (said.resolution or facts["resolution"]):
        what = "a single cell does not tell its own size"
        problems.append(Problem("card.resolution", "resolution", what, "", "5 km, 0.05 degree, point"))
    if not (said.effective_resolution or _effective(facts, said)):
        what = "these values stand for wider places than their points or cells; say how wide"
        allowed = "the width of the cells they were taken or refined from, such as 250 km"
        problems.append(Problem("card.effective", "effective_resolution", what, "", allowed))
    if not (said.bounds or facts["bounds"]):
        what = "the files do not tell where the places lie"
        allowed = "west,south,east,north in degrees, such as 2.1,13.4,5.3,13.9"
        problems.append(Problem("card.bounds", "bounds", what, "", allowed))
    elif said.bounds and _box(said.bounds) is None:
        allowed = "west,south,east,north in degrees, such as 2.1,13.4,5.3,13.9"
        problems.append(Problem("card.bounds", "bounds", "these are not four numbers", said.bounds, allowed))
    return problems


def _effective(facts: Mapping[str, Any], said: Said) -> str:
    """What the facts say of it. Values at points that nobody measured there were taken from wider cells."""
    taken = facts["effective"]["why"] == "sites" and said.role != "station"
    return "" if taken else facts["effective"]["value"]


def _record(facts: Mapping[str, Any], said: Said, folder: str, health: Health | None) -> dict[str, Any]:
    role, told = said.role, facts["told"]
    modelled = role in ("projection", "forecast", "hindcast")
    licence = said.licence or told["licence"]
    resolution = said.resolution or facts["resolution"] or "point"
    return {
        "dataset": said.dataset,
        "title": _words(said, said.title) or {"en": told["title"] or said.dataset},
        "about": _words(said, said.about) or ABOUT.get(role, {"en": UNTOLD}),
        "role": role if role in ROLES else "observation",
        "variables": tuple(facts["variables"]),
        "step": facts["step"],
        "resolution": resolution,
        "effective_resolution": said.effective_resolution or _effective(facts, said) or resolution,
        "period": facts["period"],
        "periods": tuple(facts["periods"]),
        "bounds": (_box(said.bounds) if said.bounds else None) or tuple(facts["bounds"] or (0, 0, 0, 0)),
        # Observations have one member that is none: the file itself.
        "members": tuple(facts["members"]) if modelled or len(facts["members"]) > 1 else (),
        "calendars": tuple(facts["calendars"]),
        "files": tuple(facts["files"]),
        "folder": folder,
        "reference": said.reference or None,
        "licence": {
            "id": licence_id(licence) if licence else UNTOLD,
            "name": licence or UNTOLD,
            "redistribution": said.redistribution,
            "source": ("said when it was added" if said.licence else "the files") if licence else UNTOLD,
        },
        "consent": said.consent,
        "origin": _words(said, said.origin) or ({"en": told["institution"]} if told["institution"] else _ORIGIN),
        "limits": _limits(facts, said, licence),
        "health": health,
    }


def _limits(facts: Mapping[str, Any], said: Said, licence: str) -> tuple[dict[str, str], ...]:
    found = [_words(said, line.strip()) for line in said.limits.splitlines() if line.strip()]
    why = "said" if said.effective_resolution else facts["effective"]["why"]
    found += [_WHY[why]] if why in _WHY else []
    found += [_PARTLY] if facts["partly"] else []
    found += [] if licence else [_NO_LICENCE]
    return tuple(found) or (_WHY["said"],)


def _words(said: Said, text: str) -> dict[str, str]:
    """Words in the language of who wrote them; they stand in for English too, until somebody writes it."""
    text = text.strip()
    return {"en": text, said.language: text} if text else {}


def _box(text: str) -> tuple[float, ...] | None:
    try:
        numbers = tuple(float(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        return None
    return numbers if len(numbers) == 4 else None


def with_folder_name(card: Card, name: str) -> Card:
    """The same card with its files in a folder of that name."""
    moved = tuple(file.model_copy(update={"path": f"{name}/{file.path}"}) for file in card.files)
    return card.model_copy(update={"files": moved})


def in_words(variables: tuple[str, ...], language: str) -> str:
    """Names of variables for people: `rain, highest temperature of the day`."""
    return ", ".join(VARIABLES[name].label.get(language, VARIABLES[name].label["en"]) for name in variables)

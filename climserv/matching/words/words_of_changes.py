"""What counter-offers say: each change to a need in English, French, Swahili and Spanish."""

from collections.abc import Mapping
from typing import Any

from ...vocabulary.texts import text_in

LANGUAGES = ("en", "fr", "sw", "es")

CHANGES: dict[str, tuple[str, str, str, str]] = {
    "scale": ("{new} instead of {old}", "{new} au lieu de {old}", "{new} badala ya {old}", "{new} en vez de {old}"),
    "odds": (
        "the odds counted over past years instead of {old}",
        "les chances comptées sur les années passées au lieu de {old}",
        "uwezekano uliohesabiwa kwa miaka iliyopita badala ya {old}",
        "las probabilidades contadas en años pasados en vez de {old}",
    ),
    "horizon": (
        "{new} instead of {old}", "{new} au lieu de {old}", "{new} badala ya {old}", "{new} en vez de {old}",
    ),
    "years": (
        "odds over the years {new} instead of {old}",
        "des chances sur les années {new} au lieu de {old}",
        "uwezekano wa miaka {new} badala ya {old}",
        "probabilidades en los años {new} en vez de {old}",
    ),
    "next_time": (
        "for the decision of {new} instead of {old}",
        "pour la décision de {new} au lieu de {old}",
        "kwa uamuzi wa {new} badala ya {old}",
        "para la decisión de {new} en vez de {old}",
    ),
    "known": (
        "known {new} before instead of {old}",
        "su {new} avant au lieu de {old}",
        "kujua {new} kabla badala ya {old}",
        "saberlo {new} antes en vez de {old}",
    ),
    "within": (
        "there within {new} instead of {old}",
        "là sous {new} au lieu de {old}",
        "kupatikana ndani ya {new} badala ya {old}",
        "disponible en {new} en vez de {old}",
    ),
    "together": (
        "one answer for all of the place, though you know: {old}",
        "une réponse pour tout le lieu, bien que vous sachiez : {old}",
        "jibu moja kwa eneo lote, ingawa mnajua: {old}",
        "una respuesta para todo el lugar, aunque saben: {old}",
    ),
    "part": (
        "only the part of {old} that the data hold ({new})",
        "seulement la partie de {old} que les données contiennent ({new})",
        "sehemu tu ya {old} iliyo kwenye data ({new})",
        "solo la parte de {old} que tienen los datos ({new})",
    ),
    "near": (
        "only what lies about the station {new}, not all of {old}",
        "seulement ce qui entoure la station {new}, pas tout {old}",
        "eneo linalozunguka kituo {new} tu, si {old} yote",
        "solo lo que rodea la estación {new}, no todo {old}",
    ),
    "metric": ("{new} instead of {old}", "{new} au lieu de {old}", "{new} badala ya {old}", "{new} en vez de {old}"),
    "setting": ("{new} instead of {old}", "{new} au lieu de {old}", "{new} badala ya {old}", "{new} en vez de {old}"),
    "left_out": ("without: {old}", "sans : {old}", "bila: {old}", "sin: {old}"),
    "default": (
        "{new}, as the recipe has it, until you say your own",
        "{new}, comme dans la recette, tant que vous ne dites pas le vôtre",
        "{new}, kama ilivyo kwenye utaratibu, hadi mseme yenu",
        "{new}, como en la receta, hasta que digan el suyo",
    ),
    "gauge": (
        "with {count} years of your own readings ({variables}): 1 km about the gauge",
        "avec {count} ans de vos propres relevés ({variables}) : 1 km autour de l'instrument",
        "kwa miaka {count} ya vipimo vyenu ({variables}): km 1 kuzunguka kipimo",
        "con {count} años de sus propias lecturas ({variables}): 1 km alrededor del instrumento",
    ),
}  # fmt: skip

_AND = {"en": "; and ", "fr": " ; et ", "sw": "; na ", "es": "; y "}


def said_of(code: str, values: Mapping[str, Any]) -> dict[str, str]:
    """A change in words, by language; values that are texts by language are put in as such."""
    return {
        language: text.format_map({k: text_in(v, language) if isinstance(v, Mapping) else v for k, v in values.items()})
        for language, text in zip(LANGUAGES, CHANGES[code], strict=True)
    }


def joined(words: list[dict[str, str]]) -> dict[str, str]:
    """Several changes in one breath, by language."""
    return {language: _AND[language].join(one[language] for one in words) for language in LANGUAGES}

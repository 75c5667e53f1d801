"""How a difference between two recipes is said, in English and French."""

import re
from collections.abc import Mapping

from ..operations import OPERATIONS
from ..stating import day_words, quantity_words

LANGUAGES = ("en", "fr")

# The groups, in the order in which they matter.
GROUPS = {
    "answer": {"en": "Changes the answer", "fr": "Change la réponse"},
    "people": {"en": "Changes what people see or may set", "fr": "Change ce que les gens voient ou peuvent régler"},
    "text": {"en": "Changes the text only", "fr": "Ne change que le texte"},
}

# By code: its group, and the sentence. `name` is what it is about; `now` and `was` are values in words.
SENTENCES: dict[str, tuple[str, dict[str, str]]] = {
    "value": ("answer", {"en": "{name} is now {now}, was {was}", "fr": "{name} : désormais {now}, avant {was}"}),
    "value_set": ("answer", {"en": "{name} is now {now}; it was not set", "fr": "{name} : désormais {now}"}),
    "value_unset": ("answer", {"en": "{name} is no longer set, was {was}", "fr": "{name} : plus rien, avant {was}"}),
    "in_step": ("answer", {"en": "step {step}: {name} is now {now}, was {was}",
                           "fr": "étape {step} : {name} : désormais {now}, avant {was}"}),
    "metric": ("answer", {"en": "it answers another metric: {now}, was {was}",
                          "fr": "elle répond par une autre mesure : {now}, avant {was}"}),
    "step_added": ("answer", {"en": "new step: {now}", "fr": "nouvelle étape : {now}"}),
    "step_removed": ("answer", {"en": "step taken out: {was}", "fr": "étape retirée : {was}"}),
    "step_moved": ("answer", {"en": "step {name} now comes {now}, was {was}",
                              "fr": "étape {name} : désormais {now}, avant {was}"}),
    "operation": ("answer", {"en": "operation {name} is now version {now}, was {was}",
                             "fr": "opération {name} : désormais version {now}, avant {was}"}),
    "outputs": ("answer", {"en": "it gives {now}, was {was}", "fr": "elle donne {now}, avant {was}"}),
    "input_added": ("answer", {"en": "new input: {now}", "fr": "nouvelle donnée d’entrée : {now}"}),
    "input_removed": ("answer", {"en": "input taken out: {was}", "fr": "donnée d’entrée retirée : {was}"}),
    "input": ("answer", {"en": "input {name} is now {now}, was {was}",
                         "fr": "donnée d’entrée {name} : désormais {now}, avant {was}"}),
    "hindsight_on": ("answer", {"en": "it now looks ahead: right for past years, not to be used on the day itself",
                                "fr": "elle regarde désormais en avant : juste pour le passé, pas pour le jour même"}),
    "hindsight_off": ("answer", {"en": "it no longer looks ahead: it can be used on the day itself",
                                 "fr": "elle ne regarde plus en avant : elle peut servir le jour même"}),
    "convention": ("answer", {"en": "taken for granted, {name}: now “{now}”, was “{was}”",
                              "fr": "convention {name} : désormais « {now} », avant « {was} »"}),
    "parameter_added": ("people", {"en": "new parameter: {name}, {now} unless set",
                                   "fr": "nouveau paramètre : {name}, {now} sauf réglage"}),
    "parameter_removed": ("people", {"en": "parameter {name} can no longer be set, was {was}",
                                     "fr": "le paramètre {name} ne se règle plus, avant {was}"}),
    "bounds": ("people", {"en": "{name} may now be set {now}, was {was}",
                          "fr": "{name} peut désormais être réglé {now}, avant {was}"}),
    "step_size": ("people", {"en": "{name} now moves by {now}, was {was}",
                             "fr": "{name} change désormais par pas de {now}, avant {was}"}),
    "choices": ("people", {"en": "choices of {name} are now {now}, were {was}",
                           "fr": "choix de {name} : désormais {now}, avant {was}"}),
    "changed_by": ("people", {"en": "{name} may now be changed by {now}, was {was}",
                              "fr": "{name} peut désormais être changé par {now}, avant {was}"}),
    "ask": ("people", {"en": "question on {name} ({language}): now “{now}”, was “{was}”",
                       "fr": "question sur {name} ({language}) : désormais « {now} », avant « {was} »"}),
    "in_use_added": ("people", {"en": "{name}: {now} is also listed as in use",
                                "fr": "{name} : {now} figure aussi parmi les valeurs en usage"}),
    "in_use_removed": ("people", {"en": "{name}: {was} is no longer listed as in use",
                                  "fr": "{name} : {was} ne figure plus parmi les valeurs en usage"}),
    "local": ("people", {"en": "local names of {name}: now {now}, were {was}",
                         "fr": "noms locaux de {name} : désormais {now}, avant {was}"}),
    "record": ("people", {"en": "input {name} now needs {now} of record, was {was}",
                          "fr": "donnée d’entrée {name} : il faut désormais {now} de relevé, avant {was}"}),
    "envelope": ("people", {"en": "offered for another {name}: now {now}, was {was}",
                            "fr": "offerte pour d’autres {name} : désormais {now}, avant {was}"}),
    "title": ("people", {"en": "title ({language}): now “{now}”, was “{was}”",
                         "fr": "titre ({language}) : désormais « {now} », avant « {was} »"}),
    "question": ("people", {"en": "question ({language}): now “{now}”, was “{was}”",
                            "fr": "question ({language}) : désormais « {now} », avant « {was} »"}),
    "limit_added": ("people", {"en": "new limit: “{now}”", "fr": "nouvelle limite : « {now} »"}),
    "limit_removed": ("people", {"en": "limit taken out: “{was}”", "fr": "limite retirée : « {was} »"}),
    "authors": ("text", {"en": "authors are now {now}, were {was}", "fr": "auteurs : désormais {now}, avant {was}"}),
    "reference_added": ("text", {"en": "new reference: {now}", "fr": "nouvelle référence : {now}"}),
    "reference_removed": ("text", {"en": "reference taken out: {was}", "fr": "référence retirée : {was}"}),
    "tests": ("text", {"en": "golden tests: {now}, was {was}", "fr": "cas d’essai : {now}, avant {was}"}),
    "tests_changed": ("text", {"en": "golden tests were changed: {now}", "fr": "cas d’essai modifiés : {now}"}),
}  # fmt: skip

_NAMES = {
    "amount": "quantité de pluie", "window": "fenêtre", "wet_day": "jour de pluie", "wet_days": "jours de pluie",
    "operator": "comparaison", "anchor": "date retenue", "dry_spell": "période sèche",
    "look_ahead": "jours regardés en avant", "search_start": "début de la recherche",
    "search_end": "fin de la recherche", "season_start": "début de la saison", "season_end": "fin de la saison",
    "season": "saison", "threshold": "seuil", "statement": "énoncé", "at": "moments comptés",
    "answer_at": "moment de la réponse", "of": "série lue", "to": "série de référence", "method": "méthode",
    "kind": "genre", "group": "groupe", "space": "échelles d’espace", "time": "échelles de temps",
    "horizons": "horizons", "sites": "stations", "finest": "résolution", "upto": "plus grande échelle",
}  # fmt: skip
_ENVELOPE = {"time": "time scale", "horizons": "horizon", "finest": "resolution", "upto": "largest scale"}
_PLAIN = {
    "none": {"en": "nothing", "fr": "rien"},
    "yes": {"en": "yes", "fr": "oui"},
    "no": {"en": "no", "fr": "non"},
    "nobody": {"en": "nobody", "fr": "personne"},
    "users": {"en": "users", "fr": "utilisateurs"},
    "producers": {"en": "producers", "fr": "producteurs"},
    "and": {"en": "and", "fr": "et"},
    "first": {"en": "first", "fr": "en premier"},
}
_QUANTITY = re.compile(r"-?\d+(\.\d+)? \S.*")
_MONTH_DAY = re.compile(r"\d{2}-\d{2}")
BREAKABLE = "\u00a0"
"""French puts a space before these marks that no line may end at."""


def say(code: str, name: str = "", now: Mapping | str = "", was: Mapping | str = "", **more: object) -> dict[str, str]:
    """The sentence of a difference, by language; `now` and `was` are words by language, or the same in all."""
    said = {}
    for language, sentence in SENTENCES[code][1].items():
        told = {key: one[language] if isinstance(one, Mapping) else one for key, one in (("now", now), ("was", was))}
        named = label(name, language) if code != "envelope" else envelope_label(name, language)
        text = sentence.format(name=named, **told, **more)
        said[language] = (
            re.sub(r" ([:;?!»])", BREAKABLE + r"\1", text).replace("« ", "«" + BREAKABLE) if language == "fr" else text
        )
    return said


def label(name: str, language: str) -> str:
    """A name of a recipe as people read it."""
    return _NAMES.get(name, name.replace("_", " ")) if language == "fr" else name.replace("_", " ")


def envelope_label(name: str, language: str) -> str:
    return _ENVELOPE.get(name, name) if language == "en" else label(name, language)


def plain(word: str) -> dict[str, str]:
    """One of the few small words, by language."""
    return _PLAIN[word]


def value_words(value: object, op: str = "", argument: str = "") -> dict[str, str]:
    """A value as people write it, by language; with the operation's own words for its choices."""
    return {language: _value(value, language, op, argument) for language in LANGUAGES}


def _value(value: object, language: str, op: str, argument: str) -> str:
    if value is None or value == "" or value == [] or value == ():
        return plain("none")[language]
    if isinstance(value, bool):
        return plain("yes" if value else "no")[language]
    if isinstance(value, Mapping):
        if set(value) == {"from", "to"}:
            ends = [_value(value[end], language, "", "") for end in ("from", "to")]
            return f"{ends[0]} {'to' if language == 'en' else 'au'} {ends[1]}"
        return ", ".join(f"{label(str(key), language)} {_value(one, language, '', '')}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_value(one, language, op, argument) for one in value)
    text = str(value)
    if _MONTH_DAY.fullmatch(text):
        return day_words(text, language)
    if _QUANTITY.fullmatch(text):
        return quantity_words(text, language)
    found = OPERATIONS[op].argument(argument) if op in OPERATIONS and argument else None
    if found is not None and text in found.words:
        return found.words[text][language]
    return text.replace("_", " ")

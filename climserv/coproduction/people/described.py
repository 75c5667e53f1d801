"""How people describe themselves for counting: gender and age, in codes, with their words in each language."""

from collections.abc import Mapping

Words = Mapping[str, str]

GENDERS: Mapping[str, Words] = {
    "woman": {"en": "women", "fr": "femmes", "sw": "wanawake", "es": "mujeres"},
    "man": {"en": "men", "fr": "hommes", "sw": "wanaume", "es": "hombres"},
    "other": {"en": "another gender", "fr": "autre genre", "sw": "jinsia nyingine", "es": "otro género"},
}
AGES: Mapping[str, Words] = {
    "under_25": {"en": "under 25", "fr": "moins de 25 ans", "sw": "chini ya miaka 25", "es": "menos de 25"},
    "25_to_39": {"en": "25 to 39", "fr": "25 à 39 ans", "sw": "miaka 25 hadi 39", "es": "25 a 39"},
    "40_to_59": {"en": "40 to 59", "fr": "40 à 59 ans", "sw": "miaka 40 hadi 59", "es": "40 a 59"},
    "over_59": {"en": "60 and over", "fr": "60 ans et plus", "sw": "miaka 60 na zaidi", "es": "60 o más"},
}
KNOWN: Mapping[str, Mapping[str, Words]] = {"gender": GENDERS, "age_band": AGES}


def code_of(by: str, word: str) -> str:
    """The code of a gender or age band written out in any of the languages; a word that is none stays as it is."""
    plain = " ".join(word.split()).casefold()
    found = (code for code, words in KNOWN.get(by, {}).items()
             if plain == code or plain in {one.casefold() for one in words.values()})  # fmt: skip
    return next(found, word)


def in_words(by: str, code: str, language: str) -> str:
    """A code in words; what is none, as it was written."""
    words = KNOWN.get(by, {}).get(code, {})
    return words.get(language) or words.get("en") or code

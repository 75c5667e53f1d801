"""Metrics of indices that another library defines: what they measure, when none of our own definitions is meant.

A recipe may answer them; nobody is asked for them in a form, because only the library's name of the index says more.
"""

# By code: kind, unit, label.
INDICES: dict[str, tuple[str, str, dict[str, str]]] = {
    "index_days": ("count", "day", {
        "en": "a number of days by an index", "fr": "un nombre de jours selon un indice",
        "sw": "idadi ya siku kwa kipimo", "es": "un número de días según un índice",
    }),
    "index_date": ("date", "day", {
        "en": "a day of the season by an index", "fr": "un jour de la saison selon un indice",
        "sw": "siku ya msimu kwa kipimo", "es": "un día de la temporada según un índice",
    }),
    "index_rain": ("amount", "mm", {
        "en": "an amount of rain by an index", "fr": "une quantité de pluie selon un indice",
        "sw": "kiasi cha mvua kwa kipimo", "es": "una cantidad de lluvia según un índice",
    }),
    "index_rain_rate": ("amount", "mm/day", {
        "en": "rain a day by an index", "fr": "une pluie par jour selon un indice",
        "sw": "mvua kwa siku kwa kipimo", "es": "lluvia por día según un índice",
    }),
    "index_temperature": ("amount", "degC", {
        "en": "a temperature by an index", "fr": "une température selon un indice",
        "sw": "joto kwa kipimo", "es": "una temperatura según un índice",
    }),
    "index_range": ("amount", "K", {
        "en": "a difference of temperature by an index", "fr": "un écart de température selon un indice",
        "sw": "tofauti ya joto kwa kipimo", "es": "una diferencia de temperatura según un índice",
    }),
    "index_degree_days": ("amount", "K day", {
        "en": "degree days by an index", "fr": "des degrés-jours selon un indice",
        "sw": "nyuzi-siku kwa kipimo", "es": "grados día según un índice",
    }),
    "index_wind": ("amount", "m/s", {
        "en": "wind by an index", "fr": "un vent selon un indice", "sw": "upepo kwa kipimo",
        "es": "viento según un índice",
    }),
    "index_number": ("amount", "1", {
        "en": "a number by an index", "fr": "un nombre selon un indice", "sw": "namba kwa kipimo",
        "es": "un número según un índice",
    }),
}  # fmt: skip

"""Units as people call them, by language, and local measures with their size; those of several sizes say all of them.

A group adds its own in its need (`measures: {debe: 20 litre}`). A name with several sizes is never guessed at.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .texts import plain_word


@dataclass(frozen=True)
class Measure:
    """One measure.

    names     what it is called, in any of our languages
    sizes     what it may be, as a quantity, and where it is so ("" everywhere)
    language  the only language in which these names mean this; "" in all
    like      means this only where something of that unit is asked for; "" everywhere
    """

    names: tuple[str, ...]
    sizes: dict[str, str]
    language: str = ""
    like: str = ""


def _one(size: str, *names: str, language: str = "") -> Measure:
    return Measure(names, {size: ""}, language)


MEASURES: tuple[Measure, ...] = (
    # Units with names of their own in our languages.
    _one("1 mm", "millimetre", "millimetres", "millimeters", "millimètre", "millimètres", "milimita", "milímetro",
         "milímetros", "mm of rain", "mm de pluie", "mm de lluvia", "mm za mvua", "l/m2", "l/m²",
         "litres par mètre carré", "litros por metro cuadrado", "litres per square metre"),
    _one("1 cm", "centimetre", "centimetres", "centimètre", "centimètres", "sentimita", "centímetro", "centímetros"),
    _one("1 m", "metre", "metres", "mètre", "mètres", "mita", "metro", "metros"),
    _one("1 km", "kilometre", "kilometres", "kilomètre", "kilomètres", "kilomita", "kilómetro", "kilómetros"),
    _one("1 inch", "inch", "inches", '"', "″", "pouce", "pouces", "inchi", "pulgada", "pulgadas"),
    _one("1 foot", "foot", "feet", "ft", "pied", "pieds", "futi", "pie", "pies"),
    _one("1 mile", "mile", "miles", "maili", "milla", "millas"),
    _one("1 degC", "degrees celsius", "degrés celsius", "grados celsius", "grados centígrados", "nyuzi selsiasi",
         "nyuzijoto selsiasi", "sentigredi", "°c", "degrees centigrade"),
    _one("1 degF", "degrees fahrenheit", "degrés fahrenheit", "grados fahrenheit", "nyuzi farenhaiti", "°f",
         "fahrenheit", "farenheit"),
    _one("1 hour", "heure", "heures", "h", "saa", "hora", "horas"),
    _one("1 day", "jour", "jours", "siku", "día", "días"),
    _one("1 week", "semaine", "semaines", "wiki", "semana", "semanas"),
    _one("1 month", "mois", "mwezi", "miezi", "mes", "meses"),
    _one("1 year", "an", "ans", "année", "années", "mwaka", "miaka", "año", "años"),
    _one("1 percent", "per cent", "pour cent", "pourcent", "asilimia", "por ciento"),
    _one("1 kg", "kilo", "kilos", "kilogramme", "kilogrammes", "kilogramo", "kilogramos"),
    _one("1 litre", "litres", "lita", "litro", "litros", "liter", "liters"),
    # Land.
    _one("1 acre", "acre", "acres", "ekari", "eka"),
    _one("1 hectare", "hectare", "hectares", "ha", "hekta", "hektari", "hectárea", "hectáreas"),
    _one("0.42 hectare", "feddan", "feddans"),
    _one("0.25 hectare", "timad", "timads"),
    _one("0.7 hectare", "manzana", "manzanas"),
    Measure(("tarea", "tareas"), {"0.0629 hectare": "Dominican Republic", "0.0437 hectare": "Guatemala"}),
    Measure(("cuerda", "cuerdas"), {"0.393 hectare": "Puerto Rico", "0.112 hectare": "Guatemala, of 40 varas"}),
    # What a harvest is counted in.
    Measure(
        ("bag", "bags", "sack", "sacks", "gunia", "magunia", "sac", "sacs", "saco", "sacos", "costal", "costales"),
        {"50 kg": "small", "90 kg": "maize, East Africa", "100 kg": "large"},
    ),
    Measure(("quintal", "quintals", "quintaux", "quintales"), {"100 kg": "metric", "46 kg": "Central America"}),
    Measure(("arroba", "arrobas"), {"11.5 kg": "Spanish", "15 kg": "Portuguese"}),
    _one("20 litre", "debe", "madebe"),
    Measure(("tia", "tiya", "bowl", "bowls"), {"2.5 kg": "millet, Niger", "2 kg": "elsewhere"}),
    # How deep the rain went.
    Measure(("finger", "fingers", "kidole", "vidole", "doigt", "doigts", "dedo", "dedos"),
            {"2 cm": "across the finger", "8 cm": "along the finger"}),
    Measure(("span", "spans", "hand", "hands", "shibiri", "empan", "cuarta", "palmo", "main", "mano"),
            {"10 cm": "across the hand", "20 cm": "the hand spread out"}),
    # Ten days, or ten years.
    _one("10 day", "dekad", "dekads", "dekadi", "ten-day spell", "ten-day spells", "decena"),
    _one("10 day", "décade", "décades", language="fr"),
    Measure(("decade", "decades", "década", "décadas"), {"10 day": "weather services", "10 year": "everyday speech"}),
    # Warmth without its scale.
    Measure(("degree", "degrees", "°", "deg", "degré", "degrés", "grado", "grados", "nyuzi", "digrii"),
            {"1 degC": "Celsius", "1 degF": "Fahrenheit"}, like="degC"),
)  # fmt: skip


# The names as they are compared.
_NAMES: tuple[frozenset[str], ...] = tuple(frozenset(map(plain_word, one.names)) for one in MEASURES)


def named(name: str, language: str | None, like: str | None) -> Measure | None:
    """The measure that people of `language` mean by a name where something like the unit `like` is asked for."""
    wanted = plain_word(name)
    found = [one for one, names in zip(MEASURES, _NAMES, strict=True) if wanted in names and one.like in ("", like)]
    own = [one for one in found if one.language and one.language == language]
    return next(iter(own or [one for one in found if not one.language]), None)


def all_names() -> Iterator[tuple[str, Measure]]:
    """Every name, as it is compared, with its measure."""
    return ((name, one) for one, names in zip(MEASURES, _NAMES, strict=True) for name in sorted(names))

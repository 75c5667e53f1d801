"""The names of countries in the language of the page."""

from functools import cache

from babel import Locale

from climserv.catalogue.earth import Country, known_countries


def country_name(country: Country, language: str) -> str:
    """Its name in a language; what has no code of its own keeps the name the map has."""
    return Locale.parse(language).territories.get(country.code, country.name)


@cache
def known_names(language: str) -> dict[str, str]:
    """Code to name of every country that can be chosen, by name; nobody farms in Antarctica."""
    names = {one.code: country_name(one, language) for one in known_countries() if one.code != "AQ"}
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))

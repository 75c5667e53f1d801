"""The names of countries in the language of the page."""

from babel import Locale

from climserv.catalogue.earth import Country


def country_name(country: Country, language: str) -> str:
    """Its name in a language; what has no code of its own keeps the name the map has."""
    return Locale.parse(language).territories.get(country.code, country.name)

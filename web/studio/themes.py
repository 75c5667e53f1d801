"""What the recipes of the book are about, so that a reader finds theirs; and finding them by words."""

import unicodedata
from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l

RAINS, DRY, WATER, HEAT, COLD, GROWTH, WORK, INDICES = (
    "rains", "dry", "water", "heat", "cold", "growth", "work", "indices",
)  # fmt: skip

THEMES: Mapping[str, object] = {
    RAINS: _l("When the rains come, and how much"),
    DRY: _l("Dry spells and drought"),
    WATER: _l("Water for the crop"),
    HEAT: _l("Heat"),
    COLD: _l("Frost and cold"),
    GROWTH: _l("Growing and ripening"),
    WORK: _l("Good days and bad days: harvest, pests, disease, fire"),
    INDICES: _l("Indices by their formula"),
}

# Each metric stands under one theme; a recipe stands under that of what it counts.
_METRICS = {
    RAINS: (
        "rainy_season_onset", "rainy_season_onset_on_the_day", "rainy_season_end", "season_length", "seasonal_rain",
        "false_starts", "wet_days", "wettest_days", "rain_rank",
    ),
    DRY: (
        "longest_dry_spell", "dry_spell_after_planting", "longest_dry_spell_after_planting", "drought_signs",
        "standardised_precipitation_index", "standardised_precipitation_evapotranspiration_index",
    ),
    WATER: (
        "water_satisfaction", "irrigation_requirement", "crop_success", "planting_water", "seasonal_evapotranspiration",
    ),
    HEAT: (
        "hot_days", "hot_nights", "heat_wave_days", "heat_stress_days", "longest_heat_stress", "heat_stress_load",
        "days_above_percentile", "hot_days_at_stage",
    ),
    COLD: ("frost_days", "last_spring_frost", "first_autumn_frost", "cold_degree_days", "chill_portions"),
    GROWTH: ("degree_days", "growing_season_length", "maturity", "crop_yield"),
    WORK: ("drying_days", "heavy_rain_days", "heavy_rain", "favourable_days", "adverse_days"),
    INDICES: (
        "index_days", "index_date", "index_rain", "index_rain_rate", "index_temperature", "index_range",
        "index_degree_days", "index_wind", "index_number",
    ),
}  # fmt: skip

THEME_OF: Mapping[str, str] = {metric: theme for theme, metrics in _METRICS.items() for metric in metrics}


def by_theme(lines: Iterable[Mapping]) -> list[dict]:
    """The lines of the book under their themes, in the order of the themes; themes without a line are left out."""
    lines = list(lines)
    under = {theme: [line for line in lines if line["theme"] == theme] for theme in THEMES}
    return [{"code": theme, "label": THEMES[theme], "recipes": found} for theme, found in under.items() if found]


def found(lines: Iterable[Mapping], words: str) -> list[Mapping]:
    """The lines in which every one of the words stands, whole or begun, whatever its case and accents."""
    wanted = _plain(words).split()
    return [line for line in lines if all(word in _plain(line["searched"]) for word in wanted)]


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.replace("\u2019", "'")).casefold()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))

"""The pictures beside the answers of a question: what is counted, how long a step of time is, how large a place.

They are symbols of `static/pictures/intake.svg`, drawn by us; the words beside each say the same.
"""

from climserv.vocabulary.scales import HORIZONS, SPATIAL_SCALES, TIME_SCALES

from . import blueprint

_COUNTED = {
    "onset": ("rainy_season_onset", "rainy_season_onset_on_the_day", "planting_water", "false_starts"),
    "end": ("rainy_season_end", "drying_days"),
    "dry": ("longest_dry_spell", "dry_spell_after_planting", "longest_dry_spell_after_planting", "drought_signs"),
    "rain": ("seasonal_rain", "wet_days", "rain_rank", "standardised_precipitation_index"),
    "storm": ("wettest_days", "heavy_rain_days", "heavy_rain"),
    "length": ("season_length", "growing_season_length"),
    "heat": ("hot_days", "hot_nights", "heat_stress_days", "heat_wave_days", "hot_days_at_stage", "longest_heat_stress",
             "heat_stress_load", "days_above_percentile", "degree_days"),
    "cold": ("frost_days", "last_spring_frost", "first_autumn_frost", "chill_portions", "cold_degree_days"),
    "crop": ("crop_success", "crop_yield", "maturity", "water_satisfaction", "irrigation_requirement"),
}  # fmt: skip
# By the field of a question, the picture of each of its answers.
PICTURES: dict[str, dict[str, str]] = {
    "time.scale": {code: f"scale-{code}" for code in TIME_SCALES},
    "time.horizon": {code: f"horizon-{code}" for code in HORIZONS},
    "space.scale": {code: f"place-{code}" for code in SPATIAL_SCALES},
    "metric.is": {code: f"count-{name}" for name, codes in _COUNTED.items() for code in codes},
}


@blueprint.app_template_global("picture_of")
def picture_of(field: str, answer: str) -> str | None:
    """The symbol beside an answer; None where a picture would not help."""
    return PICTURES.get(field, {}).get(answer)

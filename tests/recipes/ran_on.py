"""What each recipe of the book has run on: real data, and the settings that fit its place.

niger    two gauges of the Sahel with temperatures, 1945-1979; its rains are from May to October
cities   ERA5 at five Canadian cities, 1990-1993, with humidity, wind and sunshine
suffolk  the sample station of the house, 1991-2020
models   three models of CMIP6 at that station, 2020-2099
"""

_RAINS = {"search_start": "05-01", "search_end": "07-31"}
_ENDS = {"end_from": "09-01", "end_to": "11-15"}
_SUMMER = {"season_start": "06-01", "season_end": "09-30"}
_HARVEST = {"season_start": "09-15", "season_end": "10-31"}

RAN_ON: dict[str, tuple[str, dict[str, str]]] = {
    "cocoa_dry_days": ("niger", {}),
    "coffee_days": ("niger", {}),
    "crop_maturity": ("niger", {}),
    "crop_success": ("niger", {"planting": "07-01", **_ENDS}),
    "crop_yield_aquacrop": ("cities", {}),
    "dairy_heat_stress": ("cities", {}),
    "drought_trigger": ("niger", _SUMMER),
    "dry_spell_after_planting": ("niger", _RAINS),
    "dry_spell_at_flowering": ("niger", _RAINS),
    "drying_days": ("niger", _HARVEST),
    "erosive_rain": ("niger", _SUMMER),
    "false_start_risk": ("niger", _RAINS),
    "farmers_rule_and_agronomic_rule": ("niger", _RAINS),
    "field_work_days": ("niger", {"season_start": "06-01", "season_end": "07-31"}),
    "fire_weather_days": ("cities", {}),
    "first_autumn_frost": ("cities", {}),
    "first_rain_or_second_rain": ("niger", {**_RAINS, **_ENDS}),
    "frost_days": ("cities", {}),
    "growing_degree_days": ("niger", {}),
    "growing_season_length": ("niger", {}),
    "heat_wave_days": ("niger", {}),
    "heavy_rain_at_harvest": ("niger", _HARVEST),
    "hot_days": ("niger", {}),
    "hot_days_at_two_degrees": ("models", _SUMMER),
    "hot_days_at_flowering": ("niger", {}),
    "hot_nights": ("niger", {}),
    "irrigation_requirement": ("cities", {"planting": "05-10"}),
    "last_spring_frost": ("cities", {}),
    "late_blight_days": ("cities", {}),
    "malaria_season_days": ("niger", {}),
    "planting_water": ("cities", {"search_start": "04-01", "search_end": "06-30"}),
    "rainy_season_end": ("niger", {"search_start": "09-01", "search_end": "11-15"}),
    "rainy_season_end_soil": ("niger", {"search_start": "09-01", "search_end": "12-15"}),
    "rainy_season_onset": ("niger", _RAINS),
    "rainy_season_onset_on_the_day": ("niger", _RAINS),
    "reference_evapotranspiration_total": ("cities", _SUMMER),
    "rice_cold_sterility": ("niger", {}),
    "season_length": ("niger", {**_RAINS, **_ENDS}),
    "seasonal_forecast_threshold": ("niger", {**_SUMMER, "chance_below": "45 percent", "chance_above": "20 percent"}),
    "seasonal_rain": ("niger", _SUMMER),
    "seasonal_rain_at_two_degrees": ("models", _SUMMER),
    "spraying_days": ("cities", {}),
    "standardised_precipitation_evapotranspiration_index": ("suffolk", _SUMMER),
    "standardised_precipitation_index": ("niger", _SUMMER),
    "unusually_warm_days": ("niger", {}),
    "variety_by_season_length": ("niger", {**_RAINS, **_ENDS}),
    "water_need_by_variety": ("niger", {"planting": "07-01"}),
    "water_requirement_satisfaction": ("cities", {"search_start": "04-01", "search_end": "06-30"}),
    "wet_days": ("niger", _SUMMER),
    "winter_chill": ("cities", {}),
}

"""By which ideas of `weather_words` a metric is known: it may be meant where all ideas of one of its signs are said."""

SIGNS: dict[str, tuple[str, ...]] = {
    "rainy_season_onset": (
        "rain begin", "when rain begin", "rain late", "when plant", "rain begin late", "when plant rain",
        "season begin", "rain season begin", "plant late", "when rain season begin", "rain when late",
        "rain soil dry days", "rain enough dry days",
    ),
    "rainy_season_onset_on_the_day": (
        "rain enough plant", "rain enough plant crop", "rain enough plant when", "plant begin when die",
        "rain soil enough plant", "rain wait", "plant wait", "rain wait days", "rain plant wait", "rain plant wait die",
        "rain wait die", "rain days wait die", "rain begin wait", "rain plant begin wait",
    ),
    "planting_water": ("soil water plant", "when soil water enough plant", "soil enough plant", "soil damp plant"),
    "rainy_season_end": (
        "rain end", "when rain end", "soil water end", "when soil water rain", "when soil water end rain",
        "rain season end",
    ),
    "season_length": (
        "rain long", "rain season long", "variety rain long", "season long", "variety rain long enough",
        "variety rain season", "rain long days season", "variety season", "variety ripe rain",
    ),
    "false_starts": (
        "rain again", "replant", "replant rain begin", "replant again", "rain begin again",
        "rain plant again", "plant again", "rain plant die", "rain again plant dry die", "rain begin die",
        "plant die again",
    ),
    "dry_spell_after_planting": ("dry plant", "plant dry die", "dry plant days"),
    "longest_dry_spell_after_planting": (
        "dry plant long", "dry flower", "dry flower long", "dry plant days", "dry plant long days",
        "dry crop long",
    ),
    "longest_dry_spell": (
        "dry long", "dry in_a_row", "dry days season", "dry days in_a_row", "dry long season",
        "dry days long", "rain dry in_a_row",
    ),
    "seasonal_rain": (
        "how_much rain", "how_much rain season", "rain enough", "rain season enough", "rain season",
        "rain pasture", "rain season driest how_much", "rain enough crop", "pasture enough",
    ),
    "rain_rank": ("rain driest", "season driest rain"),
    "standardised_precipitation_index": ("rain unusual", "rain dry unusual", "season dry unusual", "dry unusual"),
    "standardised_precipitation_evapotranspiration_index": ("rain evaporate", "rain evaporate unusual"),
    "drought_signs": ("dry insure", "insure", "insure rain", "dry season die", "dry pasture"),
    "wet_days": ("rain days", "rain days season", "how_much rain days season", "how_much rain days"),
    "heavy_rain_days": (
        "rain heavy", "rain heavy days", "rain flood", "rain heavy harvest", "rain heavy days harvest",
        "rain harvest", "flood soil", "rain heavy flood soil", "rain heavy flood soil days", "harvest flood",
    ),
    "heavy_rain": ("rain heavy how_much", "rain heavy flood how_much"),
    "wettest_days": ("rain heavy in_a_row", "flood days", "flood", "flood rain crop", "flood rain crop soil"),
    "drying_days": ("drying", "drying harvest", "drying days", "drying harvest days"),
    "water_satisfaction": (
        "water need crop", "water crop enough", "water need", "rain need crop", "rain need crop enough",
    ),
    "irrigation_requirement": ("irrigate", "irrigate water", "irrigate crop", "irrigate water how_much crop"),
    "seasonal_evapotranspiration": ("evaporate", "evaporate water", "evaporate water how_much"),
    "crop_success": (
        "crop succeed", "plant succeed", "crop plant succeed", "crop plant succeed when", "variety rain enough",
        "variety rain enough plant", "variety water need", "variety rain enough water need",
    ),
    "crop_yield": ("yield", "yield crop", "how_much harvest", "yield harvest", "yield plant crop"),
    "maturity": ("ripe", "when ripe", "when crop ripe", "when ripe plant crop", "when harvest"),
    "hot_days": (
        "hot days", "hot crop", "hot flower", "hot flower days", "hot", "hot season", "hot flower days crop",
        "hot days crop",
    ),
    "hot_days_at_stage": ("hot plant flower", "hot plant flower days", "hot crop plant flower days", "hot flower"),
    "hot_nights": ("hot night", "hot night animals"),
    "heat_wave_days": ("heat_wave", "heat_wave days", "heat_wave days season", "hot days in_a_row", "hot in_a_row"),
    "days_above_percentile": ("hot rare", "hot rare days", "hot unusual", "hot unusual days"),
    "heat_stress_days": (
        "hot animals", "hot animals suffer", "hot animals damp", "animals suffer", "hot damp",
        "hot damp animals suffer", "hot animals days",
    ),
    "longest_heat_stress": (
        "hot animals in_a_row", "hot animals suffer in_a_row", "hot animals suffer long", "hot animals long",
    ),
    "heat_stress_load": ("hot animals how_much", "hot animals suffer how_much"),
    "degree_days": (
        "warmth", "warmth season", "warmth variety", "warmth variety season need", "hot grow need",
        "warmth crop",
    ),
    "growing_season_length": (
        "warmth grow", "warmth grow days", "hot grow days", "hot grow enough days", "warmth crop days",
        "grow season long", "warmth grow crop days",
    ),
    "frost_days": (
        "frost", "frost days", "frost crop", "frost flower", "frost days crop", "frost die", "frost fruit",
    ),
    "last_spring_frost": (
        "frost spring", "frost last", "frost spring when", "frost spring last", "frost last when",
        "frost plant when", "frost end",
    ),
    "first_autumn_frost": (
        "frost autumn", "frost autumn when", "frost begin", "frost begin when", "frost when", "frost harvest",
    ),
    "chill_portions": (
        "cold fruit", "winter fruit", "cold winter", "cold winter fruit", "cold winter fruit enough",
        "cold fruit enough flower",
    ),
    "cold_degree_days": ("cold rice", "cold sterile", "cold rice sterile", "cold crop how_much", "cold crop"),
    "favourable_days": (
        "spray", "spray days", "spray wind", "spray dry", "field_work", "field_work soil days",
        "field_work soil enough days", "field_work dry soil enough days", "coffee right_for", "coffee hot rain",
        "coffee hot rain right_for", "coffee hot rain days right_for", "right_for days",
    ),
    "adverse_days": (
        "malaria", "blight", "fire", "cocoa dry", "malaria rain", "malaria rain hot", "blight cold damp",
        "fire dry hot wind", "blight damp", "fire dry", "cocoa", "cocoa rain", "malaria hot",
        "cocoa rain dry", "malaria rain hot days", "blight cold damp days", "fire dry hot wind days",
        "cocoa dry days", "cocoa dry rain days",
    ),
}  # fmt: skip

"""Metrics: quantities with a formal definition, the conventions they must state, and how they relate."""

from dataclasses import dataclass

from .indices import INDICES


@dataclass(frozen=True)
class Metric:
    """One metric.

    kind         "date" (an event that may or may not happen), "count" (days) or "amount"
    unit         unit of the value; dates are days after the search start
    variables    canonical variables it is computed from
    conventions  what a definition must carry so that two tools agree
    related      metrics that may serve instead, after a talk
    bad_is       which end hurts: "late", "many", "few"
    never        where a season stands in which the event did not happen: "after" every date (a start that did not come,
                 rains that did not end), "before" every date (a spring without frost), "least" (short, few)
    asked        whether forms offer it to people
    general      of many uses: a product calls it by the title of its recipe
    """

    code: str
    kind: str
    unit: str
    variables: tuple[str, ...]
    conventions: tuple[str, ...]
    label: dict[str, str]
    related: tuple[str, ...] = ()
    bad_is: str = "many"
    never: str = "least"
    asked: bool = True
    general: bool = False


METRICS: dict[str, Metric] = {
    m.code: m
    for m in (
        Metric(
            "hot_days", "count", "day", ("tasmax",), ("threshold", "operator", "season_start", "season_end"),
            {"en": "number of hot days in a season", "fr": "nombre de jours chauds dans une saison",
             "sw": "idadi ya siku za joto kali katika msimu", "es": "número de días calurosos en una temporada"},
            related=("heat_stress_days",),
        ),
        Metric(
            "rainy_season_onset", "date", "day", ("pr",),
            ("amount", "window", "wet_day", "operator", "wet_days", "anchor", "dry_spell", "look_ahead",
             "search_start", "search_end"),
            {"en": "start of the rains", "fr": "début de la saison des pluies", "sw": "mwanzo wa mvua za msimu",
             "es": "inicio de las lluvias"},
            related=("seasonal_rain",), bad_is="late", never="after",
        ),
        Metric(
            "seasonal_rain", "amount", "mm", ("pr",), ("season_start", "season_end"),
            {"en": "rain of a season", "fr": "pluie de la saison", "sw": "mvua ya msimu",
             "es": "lluvia de la temporada"},
            related=("rainy_season_onset",), bad_is="few",
        ),
        Metric(
            "heat_stress_days", "count", "day", ("tas", "hurs"),
            ("threshold", "operator", "season_start", "season_end"),
            {"en": "days of heat stress for cattle", "fr": "jours de stress thermique du bétail",
             "sw": "siku za joto linalodhuru ng'ombe", "es": "días de estrés térmico del ganado"},
            related=("hot_days",),
        ),
        Metric(
            "water_satisfaction", "amount", "percent", ("pr",), ("stages", "soil"),
            {"en": "share of the water it needs that a crop gets",
             "fr": "part des besoins en eau de la culture qui est couverte",
             "sw": "sehemu ya maji ambayo zao linahitaji na kupata",
             "es": "parte del agua que un cultivo necesita y recibe"},
            related=("seasonal_rain",), bad_is="few",
        ),
        Metric(
            "irrigation_requirement", "amount", "mm", ("pr",), ("stages", "soil", "irrigation"),
            {"en": "water that irrigation must add", "fr": "eau que l'irrigation doit apporter",
             "sw": "maji ambayo umwagiliaji unapaswa kuongeza", "es": "agua que debe aportar el riego"},
            related=("water_satisfaction", "seasonal_rain"),
        ),
        Metric(
            "crop_success", "date", "day", ("pr",), ("requirement", "dry_spell"),
            {"en": "a crop that comes through", "fr": "culture qui réussit", "sw": "zao linalofanikiwa",
             "es": "cultivo que prospera"},
            related=("water_satisfaction", "seasonal_rain"), bad_is="late", never="after",
        ),
        Metric(
            "crop_yield", "amount", "tonne/hectare", ("pr",), ("crop",),
            {"en": "yield of a crop", "fr": "rendement d'une culture", "sw": "mavuno ya zao",
             "es": "rendimiento de un cultivo"},
            related=("water_satisfaction",), bad_is="few",
        ),
        Metric(
            "standardised_precipitation_index", "amount", "1", ("pr",), ("months", "distribution"),
            {"en": "rain against what is usual (SPI)", "fr": "pluie par rapport à l'habitude (SPI)",
             "sw": "mvua ikilinganishwa na kawaida (SPI)", "es": "lluvia frente a lo habitual (SPI)"},
            related=("seasonal_rain",), bad_is="few",
        ),
        Metric(
            "rainy_season_end", "date", "day", ("pr",), ("rule", "search_start", "search_end"),
            {"en": "end of the rains", "fr": "fin de la saison des pluies", "sw": "mwisho wa mvua za msimu",
             "es": "fin de las lluvias"},
            related=("rainy_season_onset", "season_length"), bad_is="few", never="after",
        ),
        Metric(
            "season_length", "count", "day", ("pr",), ("not_ended",),
            {"en": "length of the rainy season", "fr": "durée de la saison des pluies",
             "sw": "urefu wa msimu wa mvua", "es": "duración de la temporada de lluvias"},
            related=("rainy_season_onset", "seasonal_rain"), bad_is="few",
        ),
        Metric(
            "false_starts", "amount", "1", ("pr",),
            ("amount", "window", "wet_day", "operator", "wet_days", "dry_spell", "look_ahead", "search_start",
             "search_end"),
            {"en": "false starts of the rains", "fr": "faux départs de la saison des pluies",
             "sw": "mianzo ya uongo ya mvua", "es": "falsos comienzos de las lluvias"},
            related=("rainy_season_onset",),
        ),
        Metric(
            "longest_dry_spell", "count", "day", ("pr",), ("wet_day", "operator", "season_start", "season_end"),
            {"en": "longest dry spell of a season", "fr": "plus longue période sèche d'une saison",
             "sw": "kipindi kirefu zaidi cha ukavu katika msimu", "es": "período seco más largo de una temporada"},
            related=("seasonal_rain", "wet_days"),
        ),
        Metric(
            "dry_spell_after_planting", "date", "day", ("pr",), ("dry_spell", "wet_day", "operator"),
            {"en": "dry spell soon after planting", "fr": "période sèche peu après le semis",
             "sw": "kipindi cha ukavu muda mfupi baada ya kupanda", "es": "período seco poco después de la siembra"},
            related=("longest_dry_spell", "rainy_season_onset"), bad_is="few", never="after",
        ),
        Metric(
            "wet_days", "count", "day", ("pr",), ("wet_day", "operator", "season_start", "season_end"),
            {"en": "number of wet days in a season", "fr": "nombre de jours de pluie dans une saison",
             "sw": "idadi ya siku za mvua katika msimu", "es": "número de días de lluvia en una temporada"},
            related=("seasonal_rain", "longest_dry_spell"), bad_is="few",
        ),
        Metric(
            "wettest_days", "amount", "mm", ("pr",), ("days", "season_start", "season_end"),
            {"en": "most rain in a few days", "fr": "plus forte pluie en quelques jours",
             "sw": "mvua nyingi zaidi katika siku chache", "es": "mayor lluvia en pocos días"},
            related=("seasonal_rain",),
        ),
        Metric(
            "rainy_season_onset_on_the_day", "date", "day", ("pr",),
            ("amount", "window", "wet_day", "operator", "wet_days", "search_start", "search_end", "hindsight"),
            {"en": "day on which enough rain has come to plant",
             "fr": "jour où il a assez plu pour semer",
             "sw": "siku ambayo mvua ya kutosha kupanda imeshanyesha",
             "es": "día en que ya ha llovido lo suficiente para sembrar"},
            related=("rainy_season_onset", "planting_water"), bad_is="late", never="after",
        ),
        Metric(
            "planting_water", "date", "day", ("pr",), ("planting", "season_start", "season_end"),
            {"en": "day on which the soil holds the water to plant",
             "fr": "jour où le sol contient l'eau pour semer",
             "sw": "siku ambayo udongo una maji ya kutosha kupanda",
             "es": "día en que el suelo tiene agua para sembrar"},
            related=("rainy_season_onset_on_the_day", "rainy_season_onset"), bad_is="late", never="after",
        ),
        Metric(
            "longest_dry_spell_after_planting", "count", "day", ("pr",), ("stretch", "wet_day", "operator"),
            {"en": "longest dry spell while the crop stands",
             "fr": "plus longue période sèche pendant la culture",
             "sw": "kipindi kirefu zaidi cha ukavu zao likiwa shambani",
             "es": "período seco más largo durante el cultivo"},
            related=("longest_dry_spell", "dry_spell_after_planting"),
        ),
        Metric(
            "heavy_rain_days", "count", "day", ("pr",), ("heavy", "operator", "season_start", "season_end"),
            {"en": "number of days of heavy rain", "fr": "nombre de jours de forte pluie",
             "sw": "idadi ya siku za mvua kubwa", "es": "número de días de lluvia fuerte"},
            related=("wettest_days", "wet_days"),
        ),
        Metric(
            "heavy_rain", "amount", "mm", ("pr",), ("heavy", "operator", "season_start", "season_end"),
            {"en": "rain that falls on days of heavy rain", "fr": "pluie tombée les jours de forte pluie",
             "sw": "mvua inayonyesha siku za mvua kubwa", "es": "lluvia caída en los días de lluvia fuerte"},
            related=("heavy_rain_days", "wettest_days"),
        ),
        Metric(
            "drying_days", "count", "day", ("pr",), ("wet_day", "operator", "run", "season_start", "season_end"),
            {"en": "number of days dry enough to dry the harvest",
             "fr": "nombre de jours assez secs pour sécher la récolte",
             "sw": "idadi ya siku kavu za kutosha kukausha mavuno",
             "es": "número de días bastante secos para secar la cosecha"},
            related=("wet_days", "heavy_rain_days"), bad_is="few",
        ),
        Metric(
            "rain_rank", "amount", "percent", ("pr",), ("rank", "season_start", "season_end"),
            {"en": "where a season's rain stands among past years",
             "fr": "rang de la pluie d'une saison parmi les années passées",
             "sw": "nafasi ya mvua ya msimu kati ya miaka iliyopita",
             "es": "lugar de la lluvia de una temporada entre los años pasados"},
            related=("seasonal_rain", "standardised_precipitation_index"), bad_is="few",
        ),
        Metric(
            "drought_signs", "amount", "1", ("pr",),
            ("least_rain", "dry_spell", "wet_day", "operator", "season_start", "season_end"),
            {"en": "signs of drought in a season", "fr": "signes de sécheresse dans une saison",
             "sw": "dalili za ukame katika msimu", "es": "señales de sequía en una temporada"},
            related=("seasonal_rain", "longest_dry_spell"),
        ),
        Metric(
            "seasonal_evapotranspiration", "amount", "mm", ("evspsblpot",),
            ("evapotranspiration", "season_start", "season_end"),
            {"en": "water that a green field would give off (ET0)",
             "fr": "eau qu'un champ vert évaporerait (ET0)",
             "sw": "maji ambayo shamba la kijani lingeyapoteza hewani (ET0)",
             "es": "agua que un campo verde evaporaría (ET0)"},
            related=("irrigation_requirement",),
        ),
        Metric(
            "standardised_precipitation_evapotranspiration_index", "amount", "1", ("pr",), ("months", "distribution"),
            {"en": "rain less evaporation against what is usual (SPEI)",
             "fr": "pluie moins évaporation par rapport à l'habitude (SPEI)",
             "sw": "mvua ukiondoa uvukizi ikilinganishwa na kawaida (SPEI)",
             "es": "lluvia menos evaporación frente a lo habitual (SPEI)"},
            related=("standardised_precipitation_index", "seasonal_rain"), bad_is="few",
        ),
        Metric(
            "hot_nights", "count", "day", ("tasmin",), ("threshold", "operator", "season_start", "season_end"),
            {"en": "number of hot nights in a season", "fr": "nombre de nuits chaudes dans une saison",
             "sw": "idadi ya usiku wa joto katika msimu", "es": "número de noches calurosas en una temporada"},
            related=("hot_days",),
        ),
        Metric(
            "frost_days", "count", "day", ("tasmin",), ("threshold", "operator", "season_start", "season_end"),
            {"en": "number of days with frost in a season", "fr": "nombre de jours de gel dans une saison",
             "sw": "idadi ya siku za jalidi (baridi kali) katika msimu",
             "es": "número de días con heladas en una temporada"},
            related=("last_spring_frost",),
        ),
        Metric(
            "last_spring_frost", "date", "day", ("tasmin",), ("threshold", "operator", "search_start", "search_end"),
            {"en": "last frost of spring", "fr": "dernier gel du printemps",
             "sw": "jalidi (baridi kali) ya mwisho mwanzoni mwa msimu", "es": "última helada de primavera"},
            related=("frost_days",), bad_is="late", never="before",
        ),
        Metric(
            "first_autumn_frost", "date", "day", ("tasmin",), ("threshold", "operator", "search_start", "search_end"),
            {"en": "first frost of autumn", "fr": "premier gel de l'automne",
             "sw": "jalidi (baridi kali) ya kwanza mwishoni mwa msimu", "es": "primera helada de otoño"},
            related=("frost_days",), bad_is="few", never="after",
        ),
        Metric(
            "degree_days", "amount", "K day", ("tas",), ("cut_offs", "season_start", "season_end"),
            {"en": "warmth of a season (degree days)", "fr": "chaleur d'une saison (degrés-jours)",
             "sw": "joto la msimu (nyuzi-siku)", "es": "calor de una temporada (grados día)"},
            related=("growing_season_length",), bad_is="few",
        ),
        Metric(
            "growing_season_length", "count", "day", ("tas",),
            ("threshold", "operator", "window", "season_start", "season_end"),
            {"en": "length of the growing season", "fr": "durée de la saison de croissance",
             "sw": "urefu wa msimu wa ukuaji", "es": "duración de la temporada de crecimiento"},
            related=("degree_days",), bad_is="few",
        ),
        Metric(
            "heat_wave_days", "count", "day", ("tasmax",),
            ("days", "threshold", "operator", "season_start", "season_end"),
            {"en": "days in heat waves", "fr": "jours de vague de chaleur",
             "sw": "siku za wimbi la joto", "es": "días de ola de calor"},
            related=("hot_days",),
        ),
        Metric(
            "days_above_percentile", "count", "day", ("tasmax",),
            ("percentile", "operator", "baseline", "season_start", "season_end"),
            {"en": "days above what is rare for the time of year",
             "fr": "jours au-dessus de ce qui est rare en cette saison",
             "sw": "siku zinazozidi kilicho nadra kwa wakati huo wa mwaka",
             "es": "días por encima de lo raro para la época"},
            related=("hot_days",),
        ),
        Metric(
            "longest_heat_stress", "count", "day", ("tas", "hurs"),
            ("threshold", "operator", "season_start", "season_end"),
            {"en": "longest run of days of heat stress for animals",
             "fr": "plus longue suite de jours de stress thermique des animaux",
             "sw": "mfululizo mrefu zaidi wa siku za joto linalodhuru mifugo",
             "es": "racha más larga de días de estrés térmico de los animales"},
            related=("heat_stress_days",),
        ),
        Metric(
            "heat_stress_load", "amount", "1", ("tas", "hurs"), ("threshold", "season_start", "season_end"),
            {"en": "heat load of animals over a season", "fr": "charge thermique des animaux sur une saison",
             "sw": "mzigo wa joto kwa mifugo katika msimu", "es": "carga de calor de los animales en una temporada"},
            related=("heat_stress_days",),
        ),
        Metric(
            "chill_portions", "amount", "1", ("tasmin", "tasmax"), ("hours", "season_start", "season_end"),
            {"en": "winter chill of fruit trees", "fr": "froid hivernal des arbres fruitiers",
             "sw": "baridi ya majira kwa miti ya matunda", "es": "frío invernal de los frutales"},
            related=("frost_days",), bad_is="few",
        ),
        Metric(
            "maturity", "date", "day", ("tas",), ("amount",),
            {"en": "day on which a crop is ripe", "fr": "jour où la culture est mûre", "sw": "siku ambayo zao hukomaa",
             "es": "día en que madura el cultivo"},
            related=("degree_days",), bad_is="late", never="after",
        ),
        Metric(
            "hot_days_at_stage", "count", "day", ("tasmax",), ("threshold", "operator", "stage"),
            {"en": "hot days while the crop flowers", "fr": "jours chauds pendant la floraison de la culture",
             "sw": "siku za joto kali wakati zao linachanua", "es": "días calurosos mientras florece el cultivo"},
            related=("hot_days",),
        ),
        Metric(
            "cold_degree_days", "amount", "K day", ("tas",), ("base", "season_start", "season_end"),
            {"en": "cold that a crop suffers (cooling degree days)", "fr": "froid subi par la culture (degrés-jours)",
             "sw": "baridi inayolidhuru zao (nyuzi-siku)", "es": "frío que sufre un cultivo (grados día)"},
            related=("frost_days",),
        ),
        Metric(
            "favourable_days", "count", "day", (), ("bounds", "over", "season_start", "season_end"),
            {"en": "days of favourable weather", "fr": "jours de temps favorable",
             "sw": "siku za hali ya hewa inayofaa", "es": "días de tiempo favorable"},
            bad_is="few", general=True,
        ),
        Metric(
            "adverse_days", "count", "day", (), ("bounds", "over", "season_start", "season_end"),
            {"en": "days of adverse weather", "fr": "jours de temps défavorable",
             "sw": "siku za hali ya hewa yenye madhara", "es": "días de tiempo adverso"},
            general=True,
        ),
    )
}  # fmt: skip

METRICS |= {
    code: Metric(code, kind, unit, (), (), label, never="after" if kind == "date" else "least", asked=False)
    for code, (kind, unit, label) in INDICES.items()
}

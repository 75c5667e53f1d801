"""What happened, in a sentence of its own for the metrics that recipes ask most; no logic here, no numbers here.

DATES    by the metric: what came by a date, and what came later or not at all
COUNTS   by the metric: the sentence round the bound, and the noun for one and for many
BOUNDS   how a bound is said before its number
"""

DATES: dict[str, dict[str, tuple[str, str]]] = {
    "rainy_season_onset_on_the_day": {
        "en": ("enough rain to plant had come by {date}", "enough rain to plant came later than {date}, or not at all"),
        "fr": ("il avait assez plu pour semer au plus tard le {date}",
               "il a assez plu pour semer après le {date}, ou jamais"),
        "sw": ("mvua ya kutosha kupanda ilikuwa imenyesha kufikia tarehe {date}",
               "mvua ya kutosha kupanda ilinyesha baada ya tarehe {date}, au haikunyesha kabisa"),
        "es": ("había llovido lo suficiente para sembrar a más tardar el {date}",
               "llovió lo suficiente para sembrar después del {date}, o nunca"),
    },
    "planting_water": {
        "en": ("the soil held enough water to plant by {date}",
               "the soil held enough water to plant later than {date}, or not at all"),
        "fr": ("le sol avait assez d'eau pour semer au plus tard le {date}",
               "le sol a eu assez d'eau pour semer après le {date}, ou jamais"),
        "sw": ("udongo ulikuwa na maji ya kutosha kupanda kufikia tarehe {date}",
               "udongo ulipata maji ya kutosha kupanda baada ya tarehe {date}, au haukupata kabisa"),
        "es": ("el suelo tenía agua suficiente para sembrar a más tardar el {date}",
               "el suelo tuvo agua suficiente para sembrar después del {date}, o nunca"),
    },
    "crop_success": {
        "en": ("the crop came through", "the crop did not come through"),
        "fr": ("la culture a réussi", "la culture n'a pas réussi"),
        "sw": ("zao lilifanikiwa", "zao halikufanikiwa"),
        "es": ("el cultivo prosperó", "el cultivo no prosperó"),
    },
    "rainy_season_end": {
        "en": ("the rains had ended by {date}", "the rains ended later than {date}"),
        "fr": ("les pluies avaient cessé au plus tard le {date}", "les pluies ont cessé après le {date}"),
        "sw": ("mvua zilikuwa zimeisha kufikia tarehe {date}", "mvua ziliisha baada ya tarehe {date}"),
        "es": ("las lluvias habían terminado a más tardar el {date}", "las lluvias terminaron después del {date}"),
    },
    "maturity": {
        "en": ("the crop was ripe by {date}", "the crop was ripe later than {date}, or not at all"),
        "fr": ("la culture était mûre au plus tard le {date}", "la culture a mûri après le {date}, ou jamais"),
        "sw": ("zao lilikuwa limekomaa kufikia tarehe {date}",
               "zao lilikomaa baada ya tarehe {date}, au halikukomaa kabisa"),
        "es": ("el cultivo estaba maduro a más tardar el {date}", "el cultivo maduró después del {date}, o nunca"),
    },
    "last_spring_frost": {
        "en": ("the last frost of spring came by {date}, or there was none",
               "the last frost of spring came later than {date}"),
        "fr": ("le dernier gel du printemps est venu au plus tard le {date}, ou il n'y en a pas eu",
               "le dernier gel du printemps est venu après le {date}"),
        "sw": ("jalidi ya mwisho ilikuja kufikia tarehe {date}, au haikuwepo",
               "jalidi ya mwisho ilikuja baada ya tarehe {date}"),
        "es": ("la última helada de primavera llegó a más tardar el {date}, o no hubo",
               "la última helada de primavera llegó después del {date}"),
    },
    "first_autumn_frost": {
        "en": ("the first frost of autumn had come by {date}",
               "the first frost of autumn came later than {date}, or not at all"),
        "fr": ("le premier gel de l'automne était venu au plus tard le {date}",
               "le premier gel de l'automne est venu après le {date}, ou jamais"),
        "sw": ("jalidi ya kwanza ilikuwa imekuja kufikia tarehe {date}",
               "jalidi ya kwanza ilikuja baada ya tarehe {date}, au haikuja kabisa"),
        "es": ("la primera helada de otoño había llegado a más tardar el {date}",
               "la primera helada de otoño llegó después del {date}, o nunca"),
    },
}  # fmt: skip

BOUNDS: dict[str, dict[str, str]] = {
    "en": {"at_least": "at least", "more_than": "more than", "fewer_than": "fewer than"},
    "fr": {"at_least": "au moins", "more_than": "plus de", "fewer_than": "moins de"},
    "sw": {"at_least": "angalau", "more_than": "zaidi ya", "fewer_than": "chini ya"},
    "es": {"at_least": "al menos", "more_than": "más de", "fewer_than": "menos de"},
}

_DAYS = {"en": ("day", "days"), "fr": ("jour", "jours"), "sw": ("siku", "siku"), "es": ("día", "días")}


def _of(en: str, fr: str, sw: str, es: str, nouns: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str, str]]:
    return {language: (text, *nouns[language]) for language, text in zip(nouns, (en, fr, sw, es), strict=True)}


COUNTS: dict[str, dict[str, tuple[str, str, str]]] = {
    "season_length": _of(
        "the rains lasted {bound} {n} {noun}", "les pluies ont duré {bound} {n} {noun}",
        "mvua zilidumu {noun} {bound} {n}", "las lluvias duraron {bound} {n} {noun}", _DAYS,
    ),
    "longest_dry_spell_after_planting": _of(
        "the longest dry spell lasted {bound} {n} {noun}", "la plus longue période sèche a duré {bound} {n} {noun}",
        "kipindi kirefu zaidi cha ukavu kilidumu {noun} {bound} {n}",
        "el período seco más largo duró {bound} {n} {noun}", _DAYS,
    ),
    "false_starts": _of(
        "there came {bound} {n} {noun}", "il y a eu {bound} {n} {noun}", "kulikuwa na {noun} {bound} {n}",
        "hubo {bound} {n} {noun}",
        {"en": ("false start of the rains", "false starts of the rains"),
         "fr": ("faux départ des pluies", "faux départs des pluies"),
         "sw": ("mwanzo wa uongo wa mvua", "mianzo ya uongo ya mvua"),
         "es": ("falso comienzo de las lluvias", "falsos comienzos de las lluvias")},
    ),
    "drought_signs": _of(
        "the season had {bound} {n} {noun}", "la saison a eu {bound} {n} {noun}", "msimu ulikuwa na {noun} {bound} {n}",
        "la temporada tuvo {bound} {n} {noun}",
        {"en": ("sign of drought", "signs of drought"), "fr": ("signe de sécheresse", "signes de sécheresse"),
         "sw": ("dalili ya ukame", "dalili za ukame"), "es": ("señal de sequía", "señales de sequía")},
    ),
    "hot_nights": _of(
        "the season had {bound} {n} {noun}", "la saison a eu {bound} {n} {noun}", "msimu ulikuwa na {noun} {bound} {n}",
        "la temporada tuvo {bound} {n} {noun}",
        {"en": ("hot night", "hot nights"), "fr": ("nuit chaude", "nuits chaudes"),
         "sw": ("usiku wa joto", "usiku wa joto"), "es": ("noche calurosa", "noches calurosas")},
    ),
    "wet_days": _of(
        "the season had {bound} {n} {noun}", "la saison a eu {bound} {n} {noun}", "msimu ulikuwa na {noun} {bound} {n}",
        "la temporada tuvo {bound} {n} {noun}",
        {"en": ("rainy day", "rainy days"), "fr": ("jour de pluie", "jours de pluie"),
         "sw": ("siku ya mvua", "siku za mvua"), "es": ("día de lluvia", "días de lluvia")},
    ),
    "heavy_rain_days": _of(
        "the season had {bound} {n} {noun}", "il y a eu {bound} {n} {noun}", "kulikuwa na {noun} {bound} {n}",
        "hubo {bound} {n} {noun}",
        {"en": ("day of heavy rain", "days of heavy rain"), "fr": ("jour de forte pluie", "jours de forte pluie"),
         "sw": ("siku ya mvua kubwa", "siku za mvua kubwa"),
         "es": ("día de lluvia fuerte", "días de lluvia fuerte")},
    ),
    "drying_days": _of(
        "the harvest had {bound} {n} {noun}", "la récolte a eu {bound} {n} {noun}",
        "mavuno yalikuwa na {noun} {bound} {n}", "la cosecha tuvo {bound} {n} {noun}",
        {"en": ("day to dry it", "days to dry it"), "fr": ("jour pour la sécher", "jours pour la sécher"),
         "sw": ("siku ya kukausha", "siku za kukausha"), "es": ("día para secarla", "días para secarla")},
    ),
    "frost_days": _of(
        "the season had {bound} {n} {noun}", "la saison a eu {bound} {n} {noun}", "msimu ulikuwa na {noun} {bound} {n}",
        "la temporada tuvo {bound} {n} {noun}",
        {"en": ("day with frost", "days with frost"), "fr": ("jour de gel", "jours de gel"),
         "sw": ("siku ya jalidi", "siku za jalidi"), "es": ("día con helada", "días con helada")},
    ),
    "heat_stress_days": _of(
        "cattle had {bound} {n} {noun}", "le bétail a eu {bound} {n} {noun}", "ng'ombe walipata {noun} {bound} {n}",
        "el ganado tuvo {bound} {n} {noun}",
        {"en": ("day of heat stress", "days of heat stress"),
         "fr": ("jour de stress thermique", "jours de stress thermique"),
         "sw": ("siku ya joto la kudhuru", "siku za joto la kudhuru"),
         "es": ("día de estrés por calor", "días de estrés por calor")},
    ),
    "growing_season_length": _of(
        "the growing season lasted {bound} {n} {noun}", "la saison de croissance a duré {bound} {n} {noun}",
        "msimu wa kukua ulidumu {noun} {bound} {n}", "la temporada de crecimiento duró {bound} {n} {noun}", _DAYS,
    ),
    "heat_wave_days": _of(
        "heat waves took {bound} {n} {noun}", "les vagues de chaleur ont duré {bound} {n} {noun}",
        "mawimbi ya joto yalichukua {noun} {bound} {n}", "las olas de calor duraron {bound} {n} {noun}", _DAYS,
    ),
    "days_above_percentile": _of(
        "the season had {bound} {n} {noun}", "la saison a eu {bound} {n} {noun}", "msimu ulikuwa na {noun} {bound} {n}",
        "la temporada tuvo {bound} {n} {noun}",
        {"en": ("day above what is rare", "days above what is rare"),
         "fr": ("jour au-dessus de ce qui est rare", "jours au-dessus de ce qui est rare"),
         "sw": ("siku inayozidi kile kilicho nadra", "siku zinazozidi kile kilicho nadra"),
         "es": ("día por encima de lo raro", "días por encima de lo raro")},
    ),
    "hot_days_at_stage": _of(
        "the crop flowered through {bound} {n} {noun}", "la culture a fleuri sous {bound} {n} {noun}",
        "zao lilichanua kwenye {noun} {bound} {n}", "el cultivo floreció con {bound} {n} {noun}",
        {"en": ("hot day", "hot days"), "fr": ("jour chaud", "jours chauds"),
         "sw": ("siku ya joto kali", "siku za joto kali"), "es": ("día caluroso", "días calurosos")},
    ),
    "chill_portions": _of(
        "fruit trees had {bound} {n} {noun}", "les arbres fruitiers ont eu {bound} {n} {noun}",
        "miti ya matunda ilipata {noun} {bound} {n}", "los frutales tuvieron {bound} {n} {noun}",
        {"en": ("portion of chill", "portions of chill"), "fr": ("portion de froid", "portions de froid"),
         "sw": ("kipande cha baridi", "vipande vya baridi"), "es": ("porción de frío", "porciones de frío")},
    ),
} | dict.fromkeys(
    # Metrics of many uses: what they count is the title of the recipe.
    ("adverse_days", "favourable_days"),
    _of("{label} were {bound} {n}", "{label} : {bound} {n}", "{label}: {bound} {n}", "{label}: {bound} {n}", _DAYS),
)  # fmt: skip

# The same where that title says days of itself: `there were at least 60 days right for coffee`.
TITLED_DAYS: dict[str, tuple[str, str]] = {
    "en": ("days ", "there were {bound} {n} {label}"),
    "fr": ("jours ", "il y a eu {bound} {n} {label}"),
    "es": ("días ", "hubo {bound} {n} {label}"),
}

# Units that people write otherwise than recipes do; numbers that count or compare have none.
UNITS: dict[str, dict[str, str]] = {
    "percent": dict.fromkeys(BOUNDS, "%"),
    "1": dict.fromkeys(BOUNDS, ""),
    "tonne/hectare": dict.fromkeys(BOUNDS, "t/ha"),
    "degC": dict.fromkeys(BOUNDS, "°C"),
    "K day": {"en": "degree days", "fr": "degrés-jours", "sw": "digrii-siku", "es": "grados-día"},
}

# A yes or no, told as the date of planting: a year without it is no late one.
YES_OR_NO = frozenset({"crop_success"})

"""The words of the need's sentences; those of other languages than English still want a reader who speaks them."""

# Each sentence, and the field without which it is left out ("" for sentences that keep their gaps).
TEMPLATES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("We must decide: {decision.what}, in {space.place}, {decision.by}.", ""),
        ("We can choose between: {decision.options}.", ""),
        ("The decision is taken by {who.decides}.", ""),
        ("We need to know: {metric.words}, {decision.lead} before.", ""),
        ("It is about the years {time.period_of_interest}.", "time.period_of_interest"),
        ("In figures: {metric.with}.", "metric.with"),
        ("Acting in vain {tolerance.in_vain} is all right; missing it {tolerance.miss} is all right.", ""),
        ("The answer shall come in {reach.languages}, by {reach.channels}.", ""),
    ),
    "fr": (
        ("Nous devons décider : {decision.what}, à {space.place}, {decision.by}.", ""),
        ("Nous avons le choix entre : {decision.options}.", ""),
        ("La décision est prise par {who.decides}.", ""),
        ("Nous avons besoin de savoir : {metric.words}, {decision.lead} avant.", ""),
        ("Il s'agit des années {time.period_of_interest}.", "time.period_of_interest"),
        ("En chiffres : {metric.with}.", "metric.with"),
        ("Agir pour rien {tolerance.in_vain} est acceptable ; le manquer {tolerance.miss} est acceptable.", ""),
        ("La réponse doit venir en {reach.languages}, par {reach.channels}.", ""),
    ),
    "sw": (
        ("Tunapaswa kuamua: {decision.what}, katika {space.place}, {decision.by}.", ""),
        ("Tunaweza kuchagua kati ya: {decision.options}.", ""),
        ("Wanaoamua ni {who.decides}.", ""),
        ("Tunahitaji kujua: {metric.words}, {decision.lead} kabla.", ""),
        ("Ni kuhusu miaka {time.period_of_interest}.", "time.period_of_interest"),
        ("Kwa takwimu: {metric.with}.", "metric.with"),
        ("Tunakubali kutenda bure {tolerance.in_vain}, na kukosa taarifa {tolerance.miss}.", ""),
        ("Jibu lije kwa {reach.languages}, kupitia {reach.channels}.", ""),
    ),
    "es": (
        ("Debemos decidir: {decision.what}, en {space.place}, {decision.by}.", ""),
        ("Podemos elegir entre: {decision.options}.", ""),
        ("La decisión la toma: {who.decides}.", ""),
        ("Necesitamos saber: {metric.words}, {decision.lead} antes.", ""),
        ("Se trata de los años {time.period_of_interest}.", "time.period_of_interest"),
        ("En cifras: {metric.with}.", "metric.with"),
        ("Actuar en vano {tolerance.in_vain} es aceptable; no verlo venir {tolerance.miss} es aceptable.", ""),
        ("La respuesta debe llegar en {reach.languages}, por {reach.channels}.", ""),
    ),
}

GAPS: dict[str, dict[str, str]] = {
    "en": {
        "decision.what": "what?", "decision.options": "which ways to act?", "decision.by": "when?",
        "decision.lead": "how long?", "who.decides": "whom?", "space.place": "which place?",
        "metric.words": "what of the weather?", "tolerance.in_vain": "how often?", "tolerance.miss": "how often?",
        "reach.languages": "which languages?", "reach.channels": "which way?",
    },
    "fr": {
        "decision.what": "quoi ?", "decision.options": "quelles façons d'agir ?", "decision.by": "quand ?",
        "decision.lead": "combien de temps ?", "who.decides": "qui ?", "space.place": "quel lieu ?",
        "metric.words": "quoi du temps qu'il fait ?", "tolerance.in_vain": "combien de fois ?",
        "tolerance.miss": "combien de fois ?", "reach.languages": "quelles langues ?",
        "reach.channels": "quel moyen ?",
    },
    "sw": {
        "decision.what": "nini?", "decision.options": "njia zipi?", "decision.by": "lini?",
        "decision.lead": "muda gani?", "who.decides": "nani?", "space.place": "mahali gani?",
        "metric.words": "nini kuhusu hali ya hewa?", "tolerance.in_vain": "mara ngapi?",
        "tolerance.miss": "mara ngapi?", "reach.languages": "lugha gani?", "reach.channels": "njia gani?",
    },
    "es": {
        "decision.what": "¿qué?", "decision.options": "¿qué opciones?", "decision.by": "¿cuándo?",
        "decision.lead": "¿cuánto tiempo?", "who.decides": "¿quién?", "space.place": "¿qué lugar?",
        "metric.words": "¿qué del tiempo?", "tolerance.in_vain": "¿cuántas veces?",
        "tolerance.miss": "¿cuántas veces?", "reach.languages": "¿qué idiomas?", "reach.channels": "¿qué medio?",
    },
}  # fmt: skip

DURATIONS: dict[str, dict[str, tuple[str, str]]] = {
    "en": {"day": ("day", "days"), "week": ("week", "weeks"), "month": ("month", "months"),
           "dekad": ("ten-day spell", "ten-day spells")},
    "fr": {"day": ("jour", "jours"), "week": ("semaine", "semaines"), "month": ("mois", "mois"),
           "dekad": ("décade", "décades")},
    "sw": {"day": ("siku", "siku"), "week": ("wiki", "wiki"), "month": ("mwezi", "miezi")},
    "es": {"day": ("día", "días"), "week": ("semana", "semanas"), "month": ("mes", "meses"),
           "dekad": ("década de diez días", "décadas de diez días")},
}  # fmt: skip

# What the settings of metrics are called; others are read out under their own name.
SETTINGS: dict[str, dict[str, str]] = {
    "en": {"threshold": "threshold", "operator": "counted", "season_start": "from", "season_end": "to",
           "amount": "rain", "window": "within", "wet_day": "a wet day has", "wet_days": "wet days, at least",
           "anchor": "dated by", "dry_spell": "no dry spell of", "look_ahead": "in the next",
           "search_start": "looked for from", "search_end": "to"},
    "fr": {"threshold": "seuil", "operator": "compté", "season_start": "du", "season_end": "au",
           "amount": "pluie", "window": "en", "wet_day": "un jour de pluie a", "wet_days": "jours de pluie, au moins",
           "anchor": "daté par", "dry_spell": "sans sécheresse de", "look_ahead": "dans les",
           "search_start": "cherché du", "search_end": "au"},
    "sw": {"threshold": "kiwango", "operator": "huhesabiwa", "season_start": "kuanzia", "season_end": "hadi",
           "amount": "mvua", "window": "ndani ya", "wet_day": "siku ya mvua ina", "wet_days": "siku za mvua, angalau",
           "anchor": "tarehe ni ya", "dry_spell": "bila ukame wa", "look_ahead": "katika zijazo",
           "search_start": "hutafutwa kuanzia", "search_end": "hadi"},
    "es": {"threshold": "umbral", "operator": "contado", "season_start": "del", "season_end": "al",
           "amount": "lluvia", "window": "en", "wet_day": "un día de lluvia tiene",
           "wet_days": "días de lluvia, al menos", "anchor": "fechado por", "dry_spell": "sin sequía de",
           "look_ahead": "en los próximos", "search_start": "buscado del", "search_end": "al"},
}  # fmt: skip

# Settings that are one of a few words: how a number exactly at the threshold counts, and which day is the date.
CHOICES: dict[str, dict[str, str]] = {
    "en": {">": "above it", ">=": "from it up", "<": "below it", "<=": "from it down",
           "first_wet_day": "its first wet day", "window_start": "its first day", "window_end": "its last day"},
    "fr": {">": "au-dessus", ">=": "à partir de ce seuil", "<": "au-dessous", "<=": "jusqu'à ce seuil",
           "first_wet_day": "son premier jour de pluie", "window_start": "son premier jour",
           "window_end": "son dernier jour"},
    "sw": {">": "zaidi yake", ">=": "kuanzia hapo", "<": "chini yake", "<=": "hadi hapo",
           "first_wet_day": "siku yake ya kwanza ya mvua", "window_start": "siku yake ya kwanza",
           "window_end": "siku yake ya mwisho"},
    "es": {">": "por encima", ">=": "desde ahí", "<": "por debajo", "<=": "hasta ahí",
           "first_wet_day": "su primer día de lluvia", "window_start": "su primer día", "window_end": "su último día"},
}  # fmt: skip

BETWEEN = {
    "en": "between {} and {}",
    "fr": "entre le {} et le {}",
    "sw": "kati ya {} na {}",
    "es": "entre el {} y el {}",
}
UNTIL = {"en": "by {}", "fr": "avant le {}", "sw": "kabla ya {}", "es": "antes del {}"}
ODDS = {"en": "{} years in {}", "fr": "{} années sur {}", "sw": "miaka {} kati ya {}", "es": "{} años de cada {}"}
OR = {"en": "or", "fr": "ou", "sw": "au", "es": "o"}
AND = {"en": "and", "fr": "et", "sw": "na", "es": "y"}

LANGUAGES: dict[str, dict[str, str]] = {
    "en": {"en": "English", "fr": "French", "sw": "Swahili", "es": "Spanish"},
    "fr": {"en": "anglais", "fr": "français", "sw": "swahili", "es": "espagnol"},
    "sw": {"en": "Kiingereza", "fr": "Kifaransa", "sw": "Kiswahili", "es": "Kihispania"},
    "es": {"en": "inglés", "fr": "francés", "sw": "suajili", "es": "español"},
}

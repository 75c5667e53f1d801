"""The small words of which stated conventions are made, by language; words in braces are filled in by `stating`."""

LANGUAGES = ("en", "fr", "sw", "es")

OPERATORS = {
    ">": {"en": "above", "fr": "supérieure à", "sw": "zaidi ya", "es": "superior a"},
    ">=": {"en": "at or above", "fr": "supérieure ou égale à", "sw": "angalau", "es": "igual o superior a"},
}

DATE = {"en": "{day} {month}", "fr": "{day} {month}", "sw": "{day} {month}", "es": "{day} de {month}"}

# One and several of the units that people say as words; the number stands before them, in Swahili after them.
UNITS = {
    "day": {"en": ("day", "days"), "fr": ("jour", "jours"), "sw": ("siku", "siku"), "es": ("día", "días")},
    "month": {"en": ("month", "months"), "fr": ("mois", "mois"), "sw": ("mwezi", "miezi"), "es": ("mes", "meses")},
}
WRITTEN = {
    "mm/day": {"en": "mm/day", "fr": "mm/jour", "sw": "mm/siku", "es": "mm/día"},
    "K day": {"en": "degree days", "fr": "degrés-jours", "sw": "digrii-siku", "es": "grados-día"},
}

BETWEEN = {
    "both": {"en": "from {low} to {high}", "fr": "de {low} à {high}", "sw": "kati ya {low} na {high}",
             "es": "de {low} a {high}"},
    "low": {"en": "at least {low}", "fr": "au moins {low}", "sw": "angalau {low}", "es": "al menos {low}"},
    "high": {"en": "at most {high}", "fr": "au plus {high}", "sw": "si zaidi ya {high}", "es": "como máximo {high}"},
}  # fmt: skip

CROSSING = {
    "en": " and the one in which it ends, such as 2000-01",
    "fr": " et celle où elle finit, par exemple 2000-01",
    "sw": " na ule ambamo unaishia, kwa mfano 2000-01",
    "es": " y aquel en que termina, por ejemplo 2000-01",
}

# What is said of the days after the window, and of hindsight, when a rule looks ahead and when it does not.
LOOKS_AHEAD = {
    "ahead": {
        "en": "It is no start when {dry_spell} in a row, or more, without a wet day lie within the {look_ahead} after "
        "the window.",
        "fr": "Ce n'est pas un début si {dry_spell} de suite, ou plus, sans jour de pluie se trouvent dans les "
        "{look_ahead} après la fenêtre.",
        "sw": "Si mwanzo ikiwa {dry_spell} mfululizo au zaidi, bila siku ya mvua, zimo ndani ya {look_ahead} baada ya "
        "dirisha.",
        "es": "No es un inicio si {dry_spell} seguidos o más, sin día de lluvia, caen en los {look_ahead} después de "
        "la ventana.",
    },
    "hindsight": {
        "en": "The rule looks ahead: it is right for past years and cannot be used on the day itself.",
        "fr": "La règle regarde en avant : elle vaut pour les années passées, pas pour le jour même.",
        "sw": "Kanuni inatazama mbele: ni sahihi kwa miaka iliyopita, haiwezi kutumika siku yenyewe.",
        "es": "La regla mira hacia adelante: vale para los años pasados y no sirve el mismo día.",
    },
}  # fmt: skip
LOOKS_NOT_AHEAD = {
    "ahead": {
        "en": "No test is made of dry days that follow.",
        "fr": "Les jours secs qui suivent ne sont pas examinés.",
        "sw": "Siku kavu zinazofuata hazichunguzwi.",
        "es": "No se examinan los días secos que siguen.",
    },
    "hindsight": {
        "en": "The rule can be used on the day itself; it cannot tell a false start.",
        "fr": "La règle peut servir le jour même ; elle ne reconnaît pas un faux départ.",
        "sw": "Kanuni inaweza kutumika siku yenyewe; haiwezi kutambua mwanzo wa uongo.",
        "es": "La regla puede usarse el mismo día; no reconoce un falso inicio.",
    },
}

# On which day the rains end, by the rule of `cessation`.
ENDS = {
    "dry_days": {
        "en": "the first of {days} in a row, none of which is wet: a day is wet when its rain is {operator} {amount}",
        "fr": "le premier de {days} de suite sans jour de pluie : un jour est pluvieux quand sa pluie est {operator} "
        "{amount}",
        "sw": "siku ya kwanza ya {days} mfululizo zisizo na siku ya mvua: siku ni ya mvua mvua yake ikiwa {operator} "
        "{amount}",
        "es": "el primero de {days} seguidos sin día de lluvia: un día es de lluvia cuando su lluvia es {operator} "
        "{amount}",
    },
    "dry_total": {
        "en": "the first of {days} in a row that bring no more than {amount} together",
        "fr": "le premier de {days} de suite qui n'apportent ensemble pas plus de {amount}",
        "sw": "siku ya kwanza ya {days} mfululizo ambazo kwa pamoja hazileti zaidi ya {amount}",
        "es": "el primero de {days} seguidos que juntos no traen más de {amount}",
    },
    "last_rain": {
        "en": "the last day by which {days} in a row have brought {amount} or more together",
        "fr": "le dernier jour où {days} de suite ont apporté ensemble {amount} ou plus",
        "sw": "siku ya mwisho ambapo {days} mfululizo zimeleta kwa pamoja {amount} au zaidi",
        "es": "el último día en que {days} seguidos han traído juntos {amount} o más",
    },
}

# The variables that `favourable_days` bounds.
BOUNDED_WORDS = {
    "rain": {"en": "rain", "fr": "pluie", "sw": "mvua", "es": "lluvia"},
    "tas": {"en": "mean temperature", "fr": "température moyenne", "sw": "joto la wastani",
            "es": "temperatura media"},
    "tasmin": {"en": "lowest temperature", "fr": "température minimale", "sw": "joto la chini kabisa",
               "es": "temperatura mínima"},
    "tasmax": {"en": "highest temperature", "fr": "température maximale", "sw": "joto la juu kabisa",
               "es": "temperatura máxima"},
    "hurs": {"en": "humidity", "fr": "humidité", "sw": "unyevu", "es": "humedad"},
    "wind": {"en": "wind", "fr": "vent", "sw": "upepo", "es": "viento"},
}  # fmt: skip

# How days are taken together before they count; said only where several are.
AVERAGED = {
    "en": "Each value is the mean of {over} up to the day.",
    "fr": "Chaque valeur est la moyenne de {over} jusqu'au jour même.",
    "sw": "Kila thamani ni wastani wa {over} hadi siku yenyewe.",
    "es": "Cada valor es la media de {over} hasta el día mismo.",
}
IN_RUNS = {
    "en": "Days count where {run} or more come in a row.",
    "fr": "Les jours comptent quand {run} ou plus se suivent.",
    "sw": "Siku huhesabiwa zinapofuatana {run} au zaidi.",
    "es": "Los días cuentan cuando se siguen {run} o más.",
}

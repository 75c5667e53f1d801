"""The words of the need's sentences; those of other languages than English still want a reader who speaks them."""

# Each sentence, and the field without which it is left out ("" for sentences that keep their gaps).
TEMPLATES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("We must decide: {decision.what}, in {space.place}, {decision.by}.", ""),
        ("We can choose between: {decision.options}.", ""),
        ("With one way to act there is nothing to decide: we want to be aware.", "state.awareness"),
        ("The decision is taken by {who.decides}.", ""),
        ("The work is done by {who.does}.", "who.does"),
        ("To act we need {who.means_to_act}.", "who.means_to_act"),
        ("We need to know: {metric.words}, {decision.lead} before.", ""),
        ("The answer is of use until {state.deadline}.", "state.deadline"),
        ("It is about the years {time.period_of_interest}.", "time.period_of_interest"),
        ("In figures: {metric.with}.", "metric.with"),
        ("What is measured was guessed from our words, and nobody has confirmed it yet.", "state.guess"),
        ("Others here go by another rule: {metric.variants}.", "metric.variants"),
        ("Acting in vain {tolerance.in_vain} is all right; missing it {tolerance.miss} is all right.", ""),
        ("Acting costs {tolerance.cost_act}.", "tolerance.cost_act"),
        ("Not acting loses {tolerance.loss_if_not}.", "tolerance.loss_if_not"),
        ("The bad years: {bad_years}.", "bad_years"),
        ("Of no use to us is an answer {state.levels}.", "state.levels"),
        ("The answer shall come in {reach.languages}, by {reach.channels}.", ""),
        ("Not to be left out: {inclusion.groups}.", "inclusion.groups"),
        ("We shall know that it helped by this: {evidence.success}.", "evidence.success"),
        ("Not said alike by all of us: {differences}.", "differences"),
        ("We do not know yet: {unknown}.", "unknown"),
        ("This is a draft: nobody else has confirmed it yet.", "state.draft"),
    ),
    "fr": (
        ("Nous devons décider : {decision.what}, à {space.place}, {decision.by}.", ""),
        ("Nous avons le choix entre : {decision.options}.", ""),
        ("Avec une seule façon d'agir, il n'y a rien à décider : nous voulons être avertis.", "state.awareness"),
        ("La décision est prise par {who.decides}.", ""),
        ("Le travail est fait par {who.does}.", "who.does"),
        ("Pour agir il nous faut {who.means_to_act}.", "who.means_to_act"),
        ("Nous avons besoin de savoir : {metric.words}, {decision.lead} avant.", ""),
        ("La réponse est utile jusqu'au {state.deadline}.", "state.deadline"),
        ("Il s'agit des années {time.period_of_interest}.", "time.period_of_interest"),
        ("En chiffres : {metric.with}.", "metric.with"),
        ("Ce qu'il faut mesurer est deviné d'après nos mots, et personne ne l'a encore confirmé.", "state.guess"),
        ("D'autres ici suivent une autre règle : {metric.variants}.", "metric.variants"),
        ("Agir pour rien {tolerance.in_vain} est acceptable ; le manquer {tolerance.miss} est acceptable.", ""),
        ("Agir coûte {tolerance.cost_act}.", "tolerance.cost_act"),
        ("Ne pas agir fait perdre {tolerance.loss_if_not}.", "tolerance.loss_if_not"),
        ("Les mauvaises années : {bad_years}.", "bad_years"),
        ("Ne nous sert pas une réponse {state.levels}.", "state.levels"),
        ("La réponse doit venir en {reach.languages}, par {reach.channels}.", ""),
        ("À ne pas oublier : {inclusion.groups}.", "inclusion.groups"),
        ("Nous saurons à ceci que cela a aidé : {evidence.success}.", "evidence.success"),
        ("Nous ne disons pas tous de même : {differences}.", "differences"),
        ("Nous ne savons pas encore : {unknown}.", "unknown"),
        ("Ceci est une ébauche : personne d'autre ne l'a encore confirmée.", "state.draft"),
    ),
    "sw": (
        ("Tunapaswa kuamua: {decision.what}, katika {space.place}, {decision.by}.", ""),
        ("Tunaweza kuchagua kati ya: {decision.options}.", ""),
        ("Kwa njia moja tu hakuna la kuamua: tunataka kufahamishwa.", "state.awareness"),
        ("Wanaoamua ni {who.decides}.", ""),
        ("Kazi hufanywa na {who.does}.", "who.does"),
        ("Ili kutenda tunahitaji {who.means_to_act}.", "who.means_to_act"),
        ("Tunahitaji kujua: {metric.words}, {decision.lead} kabla.", ""),
        ("Jibu lina faida hadi {state.deadline}.", "state.deadline"),
        ("Ni kuhusu miaka {time.period_of_interest}.", "time.period_of_interest"),
        ("Kwa takwimu: {metric.with}.", "metric.with"),
        ("Kinachopimwa kimekisiwa kutokana na maneno yetu, na hakuna aliyekithibitisha bado.", "state.guess"),
        ("Wengine hapa hufuata kanuni nyingine: {metric.variants}.", "metric.variants"),
        ("Tunakubali kutenda bure {tolerance.in_vain}, na kukosa taarifa {tolerance.miss}.", ""),
        ("Kutenda hugharimu {tolerance.cost_act}.", "tolerance.cost_act"),
        ("Kutotenda hupoteza {tolerance.loss_if_not}.", "tolerance.loss_if_not"),
        ("Miaka mibaya: {bad_years}.", "bad_years"),
        ("Halitufai jibu {state.levels}.", "state.levels"),
        ("Jibu lije kwa {reach.languages}, kupitia {reach.channels}.", ""),
        ("Wasiachwe nje: {inclusion.groups}.", "inclusion.groups"),
        ("Tutajua limesaidia kwa hili: {evidence.success}.", "evidence.success"),
        ("Hatusemi sawa sote: {differences}.", "differences"),
        ("Bado hatujui: {unknown}.", "unknown"),
        ("Hii ni rasimu: hakuna mtu mwingine aliyeithibitisha bado.", "state.draft"),
    ),
    "es": (
        ("Debemos decidir: {decision.what}, en {space.place}, {decision.by}.", ""),
        ("Podemos elegir entre: {decision.options}.", ""),
        ("Con una sola forma de actuar no hay nada que decidir: queremos estar al tanto.", "state.awareness"),
        ("La decisión la toma: {who.decides}.", ""),
        ("El trabajo lo hace: {who.does}.", "who.does"),
        ("Para actuar necesitamos {who.means_to_act}.", "who.means_to_act"),
        ("Necesitamos saber: {metric.words}, {decision.lead} antes.", ""),
        ("La respuesta sirve hasta el {state.deadline}.", "state.deadline"),
        ("Se trata de los años {time.period_of_interest}.", "time.period_of_interest"),
        ("En cifras: {metric.with}.", "metric.with"),
        ("Lo que se mide se ha supuesto por nuestras palabras, y nadie lo ha confirmado aún.", "state.guess"),
        ("Otros aquí siguen otra regla: {metric.variants}.", "metric.variants"),
        ("Actuar en vano {tolerance.in_vain} es aceptable; no verlo venir {tolerance.miss} es aceptable.", ""),
        ("Actuar cuesta {tolerance.cost_act}.", "tolerance.cost_act"),
        ("No actuar hace perder {tolerance.loss_if_not}.", "tolerance.loss_if_not"),
        ("Los años malos: {bad_years}.", "bad_years"),
        ("No nos sirve una respuesta {state.levels}.", "state.levels"),
        ("La respuesta debe llegar en {reach.languages}, por {reach.channels}.", ""),
        ("No deben quedar fuera: {inclusion.groups}.", "inclusion.groups"),
        ("Sabremos que ayudó por esto: {evidence.success}.", "evidence.success"),
        ("No todos decimos lo mismo: {differences}.", "differences"),
        ("Todavía no sabemos: {unknown}.", "unknown"),
        ("Esto es un borrador: nadie más lo ha confirmado aún.", "state.draft"),
    ),
}  # fmt: skip

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

# The threshold of each requirement, below which an answer is of no use.
LEVELS: dict[str, dict[str, str]] = {
    "en": {"resolution": "coarser than {}", "step": "in steps longer than {}", "lead": "known less than {} before",
           "certainty": "right less often than {}", "timeliness": "that comes later than {} after it is made"},
    "fr": {"resolution": "plus grossière que {}", "step": "par pas plus longs que {}",
           "lead": "connue moins de {} avant",
           "certainty": "juste moins souvent que {}", "timeliness": "qui vient plus de {} après avoir été faite"},
    "sw": {"resolution": "la eneo kubwa kuliko {}", "step": "la hatua ndefu kuliko {}",
           "lead": "linalojulikana chini ya {} kabla",
           "certainty": "sahihi mara chache kuliko {}", "timeliness": "linalochelewa zaidi ya {} baada ya kufanywa"},
    "es": {"resolution": "más gruesa que {}", "step": "en pasos más largos que {}", "lead": "sabida menos de {} antes",
           "certainty": "acertada menos veces que {}", "timeliness": "que llega más de {} después de hecha"},
}  # fmt: skip

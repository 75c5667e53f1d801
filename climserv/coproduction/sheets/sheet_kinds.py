"""The kinds of sheet that a group fills: which questions stand on each, in four languages, and what may be answered.

A sheet has a head (said once) and rows. Each prints blank on A4, and is entered later as it was written.
"""

from collections.abc import Mapping

from .learning_kinds import OUTCOMES, TARGETS
from .sheet_fields import WHOSE, YES_NO, Field, Kind, said

WHO = {
    "women": said("women", "femmes", "wanawake", "mujeres"),
    "men": said("men", "hommes", "wanaume", "hombres"),
    "both": said("both", "les deux", "wote wawili", "ambos"),
}
RAINS = {
    "good": said("good", "bon", "nzuri", "bueno"),
    "fair": said("fair", "moyen", "wastani", "regular"),
    "poor": said("poor", "mauvais", "mbaya", "malo"),
}
SURE = {
    "seldom": said("seldom right", "rarement juste", "mara chache sahihi", "rara vez acierta"),
    "sometimes": said("sometimes right", "parfois juste", "mara nyingine sahihi", "a veces acierta"),
    "often": said("often right", "souvent juste", "mara nyingi sahihi", "a menudo acierta"),
    "not_heard": said("not heard of", "inconnu", "haijasikika", "no se conoce"),
}
CALENDAR = {
    "season": said("season", "saison", "msimu", "temporada"),
    "work": said("work", "travail", "kazi", "trabajo"),
    "decision": said("decision", "décision", "uamuzi", "decisión"),
    "feast": said("feast or market", "fête ou marché", "sikukuu au soko", "fiesta o mercado"),
}
ENTERPRISES = {
    "crop": said("crop", "culture", "zao", "cultivo"),
    "livestock": said("livestock", "élevage", "mifugo", "ganado"),
    "livelihood": said("other living", "autre activité", "riziki nyingine", "otro sustento"),
}
HOW_BAD = {
    "1": said("hard", "dure", "mgumu", "duro"),
    "2": said("very hard", "très dure", "mgumu sana", "muy duro"),
    "3": said("the worst", "la pire", "mbaya kabisa", "el peor"),
}

GLOSSARY = Kind(
    "glossary",
    said(
        "What do our words mean?",
        "Que veulent dire nos mots\u00a0?",
        "Maneno yetu yana maana gani?",
        "¿Qué quieren decir nuestras palabras?",
    ),
    (
        Field("term", said("Word", "Mot", "Neno", "Palabra"), needed=True),
        Field(
            "users",
            said("To those who decide", "Pour qui décide", "Kwa wanaoamua", "Para quienes deciden"),
            needed=True,
        ),
        Field(
            "producers",
            said(
                "To those who make the information",
                "Pour qui produit l’information",
                "Kwa wanaotengeneza taarifa",
                "Para quienes producen la información",
            ),
            needed=True,
        ),
        Field("example", said("Example", "Exemple", "Mfano", "Ejemplo")),
    ),
)
TIMELINE = Kind(
    "timeline",
    said(
        "What tells us of the weather, and how long before?",
        "Qu’est-ce qui annonce le temps, et combien avant\u00a0?",
        "Nini hutuambia hali ya hewa, na mapema kiasi gani?",
        "¿Qué nos anuncia el tiempo, y con cuánta antelación?",
    ),
    (
        Field("source", said("Sign or source", "Signe ou source", "Ishara au chanzo", "Señal o fuente"), needed=True),
        Field(
            "whose",
            said("Whose knowledge", "Savoir de qui", "Maarifa ya nani", "Saber de quién"),
            "choice",
            True,
            WHOSE,
        ),
        Field(
            "first",
            said("Days ahead, at most", "Jours avant, au plus", "Siku kabla, zaidi", "Días antes, como máximo"),
            "number",
            True,
            most=20000,
        ),
        Field(
            "last",
            said("Days ahead, at least", "Jours avant, au moins", "Siku kabla, chini", "Días antes, como mínimo"),
            "number",
            True,
            most=20000,
        ),
        Field("sure", said("How sure", "Fiabilité", "Uhakika", "Certeza"), "choice", choices=SURE),
        Field("used_for", said("Used for", "Sert à", "Hutumika kwa", "Sirve para")),
    ),
)
CALENDAR_KIND = Kind(
    "calendar",
    said(
        "What happens when in our year?",
        "Que se passe-t-il, et quand, dans notre année\u00a0?",
        "Nini hutokea lini katika mwaka wetu?",
        "¿Qué pasa y cuándo en nuestro año?",
    ),
    (
        Field("what", said("What", "Quoi", "Nini", "Qué"), needed=True),
        Field("kind", said("Kind", "Genre", "Aina", "Tipo"), "choice", True, CALENDAR),
        Field(
            "from", said("From (month-day)", "Du (mois-jour)", "Kuanzia (mwezi-siku)", "Desde (mes-día)"), "day", True
        ),
        Field("to", said("To (month-day)", "Au (mois-jour)", "Hadi (mwezi-siku)", "Hasta (mes-día)"), "day", True),
        Field("who", said("Who does it", "Qui le fait", "Nani hufanya", "Quién lo hace"), "choice", choices=WHO),
        Field(
            "busy",
            said("No time to meet", "Pas le temps de se réunir", "Hakuna muda wa kukutana", "Sin tiempo para reunirse"),
            "choice",
            choices=YES_NO,
        ),
    ),
    blank=10,
)
BAD_YEARS = Kind(
    "bad_years",
    said(
        "Which years were bad?",
        "Quelles années furent mauvaises\u00a0?",
        "Miaka ipi ilikuwa mibaya?",
        "¿Qué años fueron malos?",
    ),
    (
        Field("year", said("Year", "Année", "Mwaka", "Año"), "year", True, least=1900, most=2100),
        Field("what", said("What happened", "Ce qui est arrivé", "Kilichotokea", "Qué pasó")),
        Field("how_bad", said("How bad", "Gravité", "Ukali", "Gravedad"), "choice", choices=HOW_BAD),
    ),
    head=(
        Field("by", said("Who remembers", "Qui s’en souvient", "Nani anakumbuka", "Quién lo recuerda"), needed=True),
    ),
    blank=12,
)
OPTIONS = Kind(
    "options",
    said("What could we do?", "Que pourrions-nous faire\u00a0?", "Tungeweza kufanya nini?", "¿Qué podríamos hacer?"),
    (
        Field("practice", said("Practice", "Pratique", "Desturi", "Práctica"), needed=True),
        Field("enterprise", said("Of what", "De quoi", "Ya nini", "De qué"), "choice", choices=ENTERPRISES),
        Field("decides", said("Who decides", "Qui décide", "Nani anaamua", "Quién decide"), "choice", choices=WHO),
        Field(
            "does",
            said("Who does the work", "Qui fait le travail", "Nani anafanya kazi", "Quién trabaja"),
            "choice",
            choices=WHO,
        ),
        Field(
            "low",
            said("In little rain", "Avec peu de pluie", "Mvua kidogo", "Con poca lluvia"),
            "choice",
            choices=RAINS,
        ),
        Field(
            "middle",
            said("In middle rain", "Avec pluie moyenne", "Mvua ya kati", "Con lluvia media"),
            "choice",
            choices=RAINS,
        ),
        Field(
            "high",
            said("In much rain", "Avec beaucoup de pluie", "Mvua nyingi", "Con mucha lluvia"),
            "choice",
            choices=RAINS,
        ),
        Field("needs", said("Money and time", "Argent et temps", "Pesa na muda", "Dinero y tiempo")),
        Field("risks", said("Risks", "Risques", "Hatari", "Riesgos")),
    ),
    blank=6,
)
BUDGET = Kind(
    "budget",
    said(
        "What does it cost, and what does it bring?",
        "Que coûte cela, et que rapporte-t-il\u00a0?",
        "Inagharimu nini, na inaleta nini?",
        "¿Cuánto cuesta y cuánto da?",
    ),
    (
        Field("period", said("Month or step", "Mois ou étape", "Mwezi au hatua", "Mes o etapa"), needed=True),
        Field("inputs", said("What is needed", "Ce qu’il faut", "Kinachohitajika", "Lo que se necesita")),
        Field("cost", said("Cost", "Coût", "Gharama", "Costo"), "number"),
        Field(
            "days",
            said(
                "Days of family work",
                "Journées de travail familial",
                "Siku za kazi ya familia",
                "Días de trabajo familiar",
            ),
            "number",
        ),
        Field("income", said("Income", "Recette", "Mapato", "Ingreso"), "number"),
    ),
    head=(
        Field("option", said("Of which option", "De quelle option", "Ya chaguo gani", "De qué opción"), needed=True),
        Field("money", said("In what money", "En quelle monnaie", "Kwa fedha gani", "En qué moneda"), needed=True),
    ),
    blank=12,
)
SCENARIOS = Kind(
    "scenarios",
    said(
        "What if the season turns out so?",
        "Et si la saison tournait ainsi\u00a0?",
        "Je, msimu ukiwa hivi?",
        "¿Y si la temporada resulta así?",
    ),
    (
        Field("scenario", said("Season", "Saison", "Msimu", "Temporada"), needed=True),
        Field(
            "chance",
            said("Chance in 100", "Chances sur 100", "Nafasi kati ya 100", "Probabilidad de 100"),
            "number",
            True,
            most=100,
        ),
        Field("hazards", said("Harm", "Dommages", "Madhara", "Daños")),
        Field("gains", said("Opportunity", "Avantages", "Fursa", "Oportunidad")),
        Field("actions", said("What we do", "Ce que nous faisons", "Tunachofanya", "Qué hacemos"), needed=True),
        Field("who", said("Who", "Qui", "Nani", "Quién")),
    ),
    least=2,
    blank=3,
)
TRIGGER = Kind(
    "trigger",
    said("When do we act?", "Quand agissons-nous\u00a0?", "Tunachukua hatua lini?", "¿Cuándo actuamos?"),
    (
        Field("signal", said("Signal", "Signal", "Dalili", "Señal"), needed=True),
        Field("days", said("Days ahead", "Jours avant", "Siku kabla", "Días antes"), "number", most=400),
        Field(
            "worthy",
            said("Acted, and it came", "Agi, et c’est arrivé", "Tulichukua hatua, ikatokea", "Actuamos y ocurrió"),
            "number",
            True,
        ),
        Field(
            "in_vain", said("Acted in vain", "Agi en vain", "Tulichukua hatua bure", "Actuamos en vano"), "number", True
        ),
        Field(
            "missed",
            said("Failed to act", "Pas agi à tort", "Tulishindwa kuchukua hatua", "No actuamos y ocurrió"),
            "number",
            True,
        ),
        Field(
            "quiet",
            said("Rightly did nothing", "Rien fait à raison", "Hatukufanya kitu, sawa", "No hicimos nada, con razón"),
            "number",
            True,
        ),
        Field("chosen", said("Chosen", "Choisi", "Imechaguliwa", "Elegida"), "choice", choices=YES_NO),
    ),
    head=(
        Field(
            "danger",
            said("What is the danger?", "Quel est le danger\u00a0?", "Hatari ni ipi?", "¿Cuál es el peligro?"),
            needed=True,
        ),
        Field("why", said("Why this one?", "Pourquoi celui-ci\u00a0?", "Kwa nini hii?", "¿Por qué esta?")),
        Field(
            "dissent",
            said(
                "Who sees it otherwise, and why?",
                "Qui voit autrement, et pourquoi\u00a0?",
                "Nani ana maoni tofauti, na kwa nini?",
                "¿Quién lo ve distinto, y por qué?",
            ),
            "long",
        ),
    ),
    blank=6,
)
NARRATIVE = Kind(
    "narrative",
    said(
        "How might life be? Plausible stories, not forecasts",
        "Comment pourrait être la vie\u00a0? Récits plausibles, non des prévisions",
        "Maisha yaweza kuwa vipi? Hadithi zinazowezekana, si utabiri",
        "¿Cómo podría ser la vida? Relatos posibles, no pronósticos",
    ),
    (
        Field("future", said("Future", "Avenir", "Wakati ujao", "Futuro"), needed=True),
        Field("story", said("Story", "Récit", "Hadithi", "Relato"), "long", True),
        Field(
            "evidence",
            said(
                "Which product and number says so",
                "Quel produit et quel chiffre le dit",
                "Bidhaa na namba gani inasema hivyo",
                "Qué producto y qué cifra lo dice",
            ),
            needed=True,
        ),
    ),
    least=2,
    blank=3,
)

_ALL = (GLOSSARY, TIMELINE, CALENDAR_KIND, BAD_YEARS, OPTIONS, BUDGET, SCENARIOS, TRIGGER, NARRATIVE)
KINDS: Mapping[str, Kind] = {one.name: one for one in (*_ALL, TARGETS, OUTCOMES)}

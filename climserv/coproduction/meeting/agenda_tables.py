"""The table behind the agendas: for each kind of session its names and its steps, in en, fr, sw, es.

A step is (name, block, minutes, artefact it leaves, words). The kinds are those that practice describes; the words
are ours. PICSA: Dorward, Clarkson and Stern 2015, steps A to L in their four times of the year.
"""

Words = tuple[str, str, str, str]
Row = tuple[str, str, int, str, Words]

NAMES: dict[str, Words] = {
    "common_ground": ("Common ground", "Terrain commun", "Uelewa wa pamoja", "Terreno común"),
    "picsa": ("PICSA steps A to L", "PICSA, étapes A à L", "PICSA, hatua A hadi L", "PICSA, pasos A a L"),
    "scenario_planning": (
        "Participatory scenario planning", "Planification participative par scénarios",
        "Upangaji shirikishi wa matukio", "Planificación participativa por escenarios",
    ),
    "outlook": (
        "Consensus outlook", "Prévision saisonnière de consensus", "Utabiri wa msimu wa makubaliano",
        "Perspectiva de consenso",
    ),
    "trigger": (
        "Trigger workshop", "Atelier des seuils d’action", "Warsha ya vichochezi", "Taller de umbrales de acción",
    ),
    "narratives": (
        "Climate risk narratives", "Récits de risque climatique", "Simulizi za hatari za tabianchi",
        "Relatos de riesgo climático",
    ),
    "learning_lab": ("Learning lab", "Laboratoire d’apprentissage", "Maabara ya kujifunza",
                     "Laboratorio de aprendizaje"),
    "season_review": ("Season review", "Bilan de saison", "Tathmini ya msimu", "Revisión de la temporada"),
    "free": ("Open session", "Séance libre", "Kikao huru", "Sesión libre"),
}  # fmt: skip

PICSA: tuple[Row, ...] = (
    ("A", "common_ground", 90, "seasonal_calendar", (
        "A. What do you do now, and when?", "A. Que faites-vous maintenant, et quand ?",
        "A. Mnafanya nini sasa, na lini?", "A. ¿Qué hacen ahora, y cuándo?")),
    ("B", "common_ground", 60, "history_graph", (
        "B. Is the climate changing here?", "B. Le climat change-t-il ici ?",
        "B. Je, tabianchi inabadilika hapa?", "B. ¿Está cambiando el clima aquí?")),
    ("C", "need", 60, "own_line", (
        "C. In how many years does it happen?", "C. Cela arrive combien d’années ?",
        "C. Hutokea miaka mingapi?", "C. ¿En cuántos años ocurre?")),
    ("D", "solution", 60, "option_sheet", (
        "D. What else could be done?", "D. Que peut-on faire d’autre ?",
        "D. Ni nini kingine kinaweza kufanyika?", "D. ¿Qué más se podría hacer?")),
    ("E", "solution", 45, "option_sheet", (
        "E. Which of these suit your farm?", "E. Lesquels conviennent à votre ferme ?",
        "E. Zipi zinafaa shamba lako?", "E. ¿Cuáles le convienen a su finca?")),
    ("F", "solution", 75, "participatory_budget", (
        "F. What does each cost and bring?", "F. Que coûte et que rapporte chacun ?",
        "F. Kila moja hugharimu na huleta nini?", "F. ¿Qué cuesta y qué deja cada uno?")),
    ("G", "solution", 30, "plan", (
        "G. What do you decide?", "G. Que décidez-vous ?", "G. Mnaamua nini?", "G. ¿Qué deciden?")),
    ("H", "delivery", 60, "seasonal_forecast", (
        "H. What does the seasonal forecast say?", "H. Que dit la prévision saisonnière ?",
        "H. Utabiri wa msimu unasema nini?", "H. ¿Qué dice el pronóstico de temporada?")),
    ("I", "delivery", 45, "plan_change", (
        "I. What do you change for this season?", "I. Que changez-vous pour cette saison ?",
        "I. Mnabadilisha nini msimu huu?", "I. ¿Qué cambian para esta temporada?")),
    ("J", "delivery", 30, "short_forecast", (
        "J. What do the short forecasts and warnings say?", "J. Que disent les prévisions courtes et les alertes ?",
        "J. Utabiri wa muda mfupi na maonyo vinasema nini?", "J. ¿Qué dicen los pronósticos cortos y las alertas?")),
    ("K", "delivery", 30, "plan_change", (
        "K. What do you do about them?", "K. Que faites-vous alors ?",
        "K. Mnafanya nini juu yake?", "K. ¿Qué hacen ante ellos?")),
    ("L", "evaluation", 60, "review", (
        "L. What did we learn?", "L. Qu’avons-nous appris ?", "L. Tumejifunza nini?", "L. ¿Qué aprendimos?")),
)  # fmt: skip

STEPS: dict[str, tuple[Row, ...]] = {
    "common_ground": (
        ("agree", "actors", 30, "working_agreement", (
            "How do we work and decide together?", "Comment travaillons-nous et décidons-nous ensemble ?",
            "Tunafanyaje kazi na kuamua pamoja?", "¿Cómo trabajamos y decidimos juntos?")),
        ("timeline", "common_ground", 45, "knowledge_timeline", (
            "Who knows what, how long before?", "Qui sait quoi, combien de temps avant ?",
            "Nani anajua nini, muda gani kabla?", "¿Quién sabe qué, con cuánta anticipación?")),
        ("game", "common_ground", 60, "game_record", (
            "A game: what is a forecast worth?", "Un jeu : que vaut une prévision ?",
            "Mchezo: utabiri una thamani gani?", "Un juego: ¿cuánto vale un pronóstico?")),
        ("words", "common_ground", 30, "glossary", (
            "Which words mean different things to us?", "Quels mots n’ont pas le même sens pour nous ?",
            "Maneno gani yana maana tofauti kwetu?", "¿Qué palabras significan cosas distintas?")),
        ("calendar", "common_ground", 45, "seasonal_calendar", (
            "What fills the year?", "De quoi l’année est-elle faite ?",
            "Mwaka umejaa nini?", "¿Qué llena el año?")),
    ),
    "scenario_planning": (
        ("last_season", "evaluation", 45, "review", (
            "How did last season go?", "Comment s’est passée la saison dernière ?",
            "Msimu uliopita ulikuwaje?", "¿Cómo fue la temporada pasada?")),
        ("both_forecasts", "common_ground", 60, "seasonal_forecast", (
            "Local and scientific forecast, side by side", "Prévisions locale et scientifique, côte à côte",
            "Utabiri wa jadi na wa kisayansi, kando kwa kando", "Pronóstico local y científico, lado a lado")),
        ("scenarios", "solution", 90, "scenario_matrix", (
            "Three scenarios: hazards, risks, chances", "Trois scénarios : dangers, risques, occasions",
            "Hali tatu: majanga, hatari, fursa", "Tres escenarios: peligros, riesgos, oportunidades")),
        ("actions", "solution", 60, "action_plan", (
            "What will we do in each?", "Que ferons-nous dans chacun ?",
            "Tutafanya nini katika kila hali?", "¿Qué haremos en cada uno?")),
        ("advisories", "delivery", 60, "advisory", (
            "What do we tell whom?", "Que disons-nous à qui ?", "Tunamwambia nani nini?", "¿Qué decimos a quién?")),
        ("dissemination", "delivery", 30, "delivery_plan", (
            "Who carries the message?", "Qui porte le message ?", "Nani anapeleka ujumbe?", "¿Quién lleva el mensaje?"
        )),
    ),
    "outlook": (
        ("verification", "evaluation", 30, "verification", (
            "How good was the last outlook?", "Que valait la dernière prévision ?",
            "Utabiri uliopita ulikuwa mzuri kiasi gani?", "¿Qué tan bueno fue el último pronóstico?")),
        ("terciles", "solution", 90, "seasonal_forecast", (
            "Chances of below, near and above normal", "Chances : sous, près de et au-dessus de la normale",
            "Uwezekano wa chini, karibu na juu ya kawaida", "Probabilidad de bajo, cerca y sobre lo normal")),
        ("sectors", "need", 60, "impact_table", (
            "What does it mean for each sector?", "Qu’est-ce que cela veut dire pour chaque secteur ?",
            "Ina maana gani kwa kila sekta?", "¿Qué significa para cada sector?")),
        ("statement", "delivery", 60, "statement", (
            "The statement we agree on", "La déclaration sur laquelle nous tombons d’accord",
            "Taarifa tunayokubaliana", "La declaración que acordamos")),
    ),
    "trigger": (
        ("bad_years", "need", 45, "bad_years", (
            "Which years were bad, and who remembers?", "Quelles années ont été mauvaises, et qui s’en souvient ?",
            "Miaka gani ilikuwa mibaya, na nani anakumbuka?", "¿Qué años fueron malos, y quién los recuerda?")),
        ("danger", "need", 45, "threshold", (
            "From which level is it a danger?", "À partir de quel niveau y a-t-il danger ?",
            "Kuanzia kiwango gani ni hatari?", "¿Desde qué nivel hay peligro?")),
        ("menu", "solution", 60, "trigger_table", (
            "The triggers we can choose from", "Les déclencheurs possibles",
            "Vichochezi tunavyoweza kuchagua", "Los disparadores posibles")),
        ("tolerance", "need", 30, "tolerance", (
            "How often may it be in vain, or missed?", "Combien de fois en vain, ou manqué ?",
            "Mara ngapi bure, au kukosa?", "¿Cuántas veces en vano, o sin aviso?")),
        ("choose", "solution", 45, "decision", (
            "Which one do we choose?", "Lequel choisissons-nous ?", "Tunachagua kipi?", "¿Cuál elegimos?")),
    ),
    "narratives": (
        ("evidence", "common_ground", 45, "evidence", (
            "What do the projections say, and how sure?", "Que disent les projections, et avec quelle sûreté ?",
            "Makadirio yanasema nini, kwa uhakika gani?", "¿Qué dicen las proyecciones, y con qué certeza?")),
        ("stories", "solution", 90, "narrative", (
            "Two or three futures, told as stories", "Deux ou trois avenirs, racontés",
            "Nyakati mbili au tatu zijazo, kwa simulizi", "Dos o tres futuros, contados")),
        ("gaps", "need", 30, "gap_list", (
            "What is missing from the stories?", "Que manque-t-il aux récits ?",
            "Ni nini kinakosekana katika simulizi?", "¿Qué falta en los relatos?")),
    ),
    "learning_lab": (
        ("questions", "need", 60, "burning_questions", (
            "Our burning questions", "Nos questions brûlantes", "Maswali yetu makuu", "Nuestras preguntas urgentes")),
        ("field", "common_ground", 120, "field_notes", (
            "A visit in the field", "Une visite de terrain", "Ziara ya uwanjani", "Una visita de campo")),
        ("answers", "solution", 60, "answers", (
            "What do we know now?", "Que savons-nous maintenant ?", "Tunajua nini sasa?", "¿Qué sabemos ahora?")),
        ("reflection", "evaluation", 30, "reflection", (
            "What did this day change in us?", "Qu’est-ce que ce jour a changé en nous ?",
            "Siku hii imebadilisha nini ndani yetu?", "¿Qué cambió este día en nosotros?")),
        ("next", "actors", 20, "agenda", (
            "What do we take up next time?", "Que reprenons-nous la prochaine fois ?",
            "Tunaendelea na nini wakati ujao?", "¿Qué retomamos la próxima vez?")),
    ),
    "season_review": (
        ("what_happened", "evaluation", 30, "observations", (
            "What happened this season?", "Que s’est-il passé cette saison ?",
            "Nini kilitokea msimu huu?", "¿Qué pasó esta temporada?")),
        ("product", "evaluation", 30, "verification", (
            "What had we said, and was it so?", "Qu’avions-nous dit, et était-ce vrai ?",
            "Tulisema nini, na ilikuwa hivyo?", "¿Qué habíamos dicho, y fue así?")),
        ("questions", "evaluation", 20, "review", (
            "Ten questions for each side", "Dix questions pour chaque côté",
            "Maswali kumi kwa kila upande", "Diez preguntas para cada lado")),
        ("promises", "evaluation", 20, "commitments", (
            "Did we keep our promises?", "Avons-nous tenu nos promesses ?",
            "Je, tulitimiza ahadi zetu?", "¿Cumplimos lo prometido?")),
        ("onward", "actors", 30, "decision", (
            "Go on, change or stop?", "Continuer, changer ou arrêter ?",
            "Tuendelee, tubadilishe au tuache?", "¿Seguir, cambiar o parar?")),
    ),
}  # fmt: skip

"""The questions of the paper form in the order people talk, in four languages, with the room each needs."""

from dataclasses import dataclass

from ..vocabulary.scales import HORIZONS, SPATIAL_SCALES, TIME_SCALES


@dataclass(frozen=True)
class Question:
    """One question on paper.

    field   of the need record
    kind    line, words, lines, ticks, tick, whole, month_day, years, sources, pairs, times (of ten years)
    lines   of handwriting
    boxes   (code, words by language) of what can be ticked
    """

    field: str
    kind: str
    words: dict[str, str]
    lines: int = 1
    boxes: tuple[tuple[str, dict[str, str]], ...] = ()


def _ask(field: str, kind: str, lines: int, en: str, fr: str, sw: str, es: str, boxes: tuple = ()) -> Question:
    return Question(field, kind, {"en": en, "fr": fr, "sw": sw, "es": es}, lines, boxes)


def _boxes(table) -> tuple:
    return tuple((code, entry.label) for code, entry in table.items())


UNKNOWN_BOX = {
    "en": "we do not know yet", "fr": "nous ne savons pas encore", "sw": "bado hatujui", "es": "todavía no sabemos",
}  # fmt: skip

_CHANNELS = (
    ("meeting", {"en": "a meeting", "fr": "une réunion", "sw": "mkutano", "es": "una reunión"}),
    ("radio", {"en": "radio", "fr": "la radio", "sw": "redio", "es": "la radio"}),
    ("sms", {"en": "SMS", "fr": "SMS", "sw": "SMS", "es": "SMS"}),
    ("voice message", {"en": "voice message", "fr": "message vocal", "sw": "ujumbe wa sauti", "es": "mensaje de voz"}),
    ("poster", {"en": "poster", "fr": "affiche", "sw": "bango", "es": "cartel"}),
)

QUESTIONS: tuple[Question, ...] = (
    _ask("question", "words", 2, "What do you want to know?", "Que voulez-vous savoir ?", "Mnataka kujua nini?",
         "¿Qué quieren saber?"),
    _ask("decision.what", "line", 1, "What must you decide?", "Que devez-vous décider ?", "Mnapaswa kuamua nini?",
         "¿Qué deben decidir?"),
    _ask("decision.options", "lines", 3, "What could you do? One on each line.",
         "Que pourriez-vous faire ? Une réponse par ligne.", "Mnaweza kufanya nini? Moja kwa kila mstari.",
         "¿Qué podrían hacer? Una cosa en cada línea."),
    _ask("decision.by.from", "month_day", 1, "You decide from (month-day, 10-01 is 1 October)",
         "Vous décidez à partir du (mois-jour, 10-01 est le 1er octobre)",
         "Mnaamua kuanzia (mwezi-siku, 10-01 ni 1 Oktoba)", "Deciden desde (mes-día, 10-01 es el 1 de octubre)"),
    _ask("decision.by.to", "month_day", 1, "and until (month-day)", "et jusqu'au (mois-jour)", "hadi (mwezi-siku)",
         "y hasta (mes-día)"),
    _ask("decision.lead", "line", 1, "How long before must you know? Such as 2 weeks.",
         "Combien de temps avant faut-il savoir ? Par exemple 2 semaines.",
         "Mjue muda gani kabla? Kwa mfano wiki 2.", "¿Cuánto antes deben saber? Por ejemplo 2 semanas."),
    _ask("decision.reversibility", "line", 1, "Can you go back on it, and what does that cost?",
         "Peut-on revenir en arrière, et à quel prix ?", "Je, mnaweza kubadili, na kwa gharama gani?",
         "¿Se puede dar marcha atrás, y a qué costo?"),
    _ask("who.decides", "lines", 2, "Who decides?", "Qui décide ?", "Nani anaamua?", "¿Quién decide?"),
    _ask("who.does", "lines", 2, "Who does the work?", "Qui fait le travail ?", "Nani anafanya kazi?",
         "¿Quién hace el trabajo?"),
    _ask("who.people", "whole", 1, "How many people does it touch?", "Combien de personnes cela touche-t-il ?",
         "Inagusa watu wangapi?", "¿A cuántas personas toca?"),
    _ask("time.horizon", "tick", 0, "What time do you ask about?", "De quel temps s'agit-il ?",
         "Mnauliza kuhusu wakati gani?", "¿De qué tiempo se trata?", _boxes(HORIZONS)),
    _ask("time.scale", "tick", 0, "You think in", "Vous comptez en", "Mnafikiri kwa", "Piensan en",
         _boxes(TIME_SCALES)),
    _ask("space.place", "line", 1, "Which place?", "Quel lieu ?", "Mahali gani?", "¿Qué lugar?"),
    _ask("space.scale", "tick", 0, "The answer is for", "La réponse est pour", "Jibu ni la", "La respuesta es para",
         _boxes(SPATIAL_SCALES)),
    _ask("space.contrasts", "lines", 1, "What differs from part to part?",
         "Qu'est-ce qui change d'un endroit à l'autre ?",
         "Nini hutofautiana sehemu kwa sehemu?", "¿Qué cambia de una parte a otra?"),
    _ask("metric.words", "words", 2, "What makes a year good or bad?",
         "Qu'est-ce qui rend une année bonne ou mauvaise ?",
         "Nini huufanya mwaka uwe mzuri au mbaya?", "¿Qué hace bueno o malo un año?"),
    _ask("metric.source", "line", 1, "Where do your numbers come from?", "D'où viennent vos chiffres ?",
         "Namba zenu zinatoka wapi?", "¿De dónde vienen sus números?"),
    _ask("tolerance.in_vain", "times", 1, "In ten years, how often may you act for nothing?",
         "En dix ans, combien de fois peut-on agir pour rien ?", "Katika miaka kumi, mara ngapi mnaweza kutenda bure?",
         "En diez años, ¿cuántas veces se puede actuar en vano?"),
    _ask("tolerance.miss", "times", 1, "In ten years, how often may it come unannounced?",
         "En dix ans, combien de fois peut-il venir sans prévenir ?",
         "Katika miaka kumi, mara ngapi inaweza kuja bila taarifa?",
         "En diez años, ¿cuántas veces puede venir sin aviso?"),
    _ask("bad_years", "years", 3, "Bad years, and what happened", "Les mauvaises années, et ce qui s'est passé",
         "Miaka mibaya, na kilichotokea", "Los años malos, y qué pasó"),
    _ask("bad_years_told_by", "line", 1, "Who remembers them?", "Qui s'en souvient ?", "Nani anaikumbuka?",
         "¿Quién los recuerda?"),
    _ask("knowledge.existing_sources", "sources", 2, "Where do you hear about the weather today?",
         "D'où tenez-vous le temps aujourd'hui ?", "Leo mnapata wapi habari za hali ya hewa?",
         "¿Dónde se enteran hoy del tiempo?"),
    _ask("knowledge.value_add", "line", 1, "What do these not tell you?", "Que ne vous disent-ils pas ?",
         "Hivi havikuambii nini?", "¿Qué no les dicen?"),
    _ask("reach.languages", "ticks", 0, "In which languages?", "En quelles langues ?", "Kwa lugha zipi?",
         "¿En qué idiomas?", tuple((code, dict.fromkeys(("en", "fr", "sw", "es"), name)) for code, name in (
             ("en", "English"), ("fr", "Français"), ("sw", "Kiswahili"), ("es", "Español")))),
    _ask("reach.channels", "ticks", 0, "By which ways?", "Par quels moyens ?", "Kwa njia zipi?", "¿Por qué medios?",
         _CHANNELS),
    _ask("inclusion.groups", "lines", 1, "Who must not be left out?", "Qui ne doit pas être oublié ?",
         "Nani asiachwe nje?", "¿Quién no debe quedar fuera?"),
    _ask("evidence.baseline", "pairs", 2, "How is it today? Question = answer.",
         "Comment est-ce aujourd'hui ? Question = réponse.", "Leo hali ikoje? Swali = jibu.",
         "¿Cómo es hoy? Pregunta = respuesta."),
    _ask("evidence.success", "line", 1, "You will know that it helped if", "Vous saurez que cela a aidé si",
         "Mtajua imesaidia ikiwa", "Sabrán que ayudó si"),
)  # fmt: skip

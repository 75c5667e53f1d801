"""What a need still lacks, and for which step: saved with anything missing, but not so matched, made or confirmed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ..vocabulary.metrics import METRICS
from ..vocabulary.texts import text_in
from .need import Need
from .standing import confirmed_by_another, is_guess
from .written import OPEN_HALF

# The steps in the order people meet them, and what each is called.
STEPS: dict[str, dict[str, str]] = {
    "match_time": {
        "en": "to match on time", "fr": "pour comparer le temps",
        "sw": "ili kulinganisha wakati", "es": "para comparar el tiempo",
    },
    "match_space": {
        "en": "to match on place", "fr": "pour comparer le lieu",
        "sw": "ili kulinganisha mahali", "es": "para comparar el lugar",
    },
    "match_metric": {
        "en": "to match on what is measured", "fr": "pour comparer la mesure",
        "sw": "ili kulinganisha kinachopimwa", "es": "para comparar lo que se mide",
    },
    "product": {
        "en": "to make a first draft", "fr": "pour faire une première ébauche",
        "sw": "ili kutengeneza rasimu ya kwanza", "es": "para hacer un primer borrador",
    },
    "confirm": {
        "en": "to confirm the need", "fr": "pour confirmer le besoin",
        "sw": "ili kuthibitisha hitaji", "es": "para confirmar la necesidad",
    },
}  # fmt: skip
SESSION = "session"


@dataclass(frozen=True)
class Wanted:
    """One field that a step cannot do without.

    field    dotted path in the record, such as `decision.lead`
    step     the first step that needs it
    words    what is still to be said, in plain words
    holds    whether the need has it
    """

    field: str
    step: str
    words: dict[str, str]
    holds: Callable[[Need], Any]


@dataclass(frozen=True)
class Missing:
    """A field still missing; `agenda` when the group said that it does not know yet: something to talk about."""

    field: str
    step: str
    words: dict[str, str]
    agenda: bool

    def as_dict(self) -> dict[str, Any]:
        return {"field": self.field, "step": self.step, "words": dict(self.words), "agenda": self.agenda}


def _has(path: str) -> Callable[[Need], Any]:
    names = [{"from": "from_", "is": "is_", "with": "with_"}.get(name, name) for name in path.split(".")]

    def holds(need: Need) -> Any:
        value: Any = need
        for name in names:
            value = getattr(value, name, None)
        return value

    return holds


def _wanted(
    field: str, step: str, en: str, fr: str, sw: str, es: str, holds: Callable[[Need], Any] | None = None
) -> Wanted:
    return Wanted(field, step, {"en": en, "fr": fr, "sw": sw, "es": es}, holds or _has(field))


def _has_window(need: Need) -> Any:
    window = need.decision.by
    return window is not None and (window.words or (window.from_ and window.to))


def _has_years_if_given_years_are_asked(need: Need) -> Any:
    return need.time.horizon not in ("projection", "years") or need.time.period_of_interest


def _has_threshold_if_the_metric_has_one(need: Need) -> Any:
    metric = METRICS.get(need.metric.is_ or "")
    return metric is None or "threshold" not in metric.conventions or "threshold" in need.metric.with_


def _has_an_answer(need: Need) -> Any:
    """Half of a pair is kept, so that nothing is lost, and tells nothing of how things stand."""
    return any(OPEN_HALF not in (pair.question.strip(), pair.answer.strip()) for pair in need.evidence.baseline)


WANTED: tuple[Wanted, ...] = (
    _wanted("time.scale", "match_time", "days, ten days, months or seasons", "jours, décades, mois ou saisons",
            "siku, siku kumi kumi, miezi au misimu", "días, décadas de diez días, meses o temporadas"),
    _wanted("time.horizon", "match_time", "this season, or years from now", "cette saison, ou dans des années",
            "msimu huu, au miaka ijayo", "esta temporada, o dentro de años"),
    _wanted("time.period_of_interest", "match_time", "the years it is about", "les années dont il s'agit",
            "miaka inayohusika", "los años de que se trata", _has_years_if_given_years_are_asked),
    _wanted("space.place", "match_space", "the place", "le lieu", "mahali", "el lugar"),
    _wanted("space.scale", "match_space", "how small a place", "la taille du lieu",
            "ukubwa wa mahali", "qué tan pequeño es el lugar"),
    _wanted("metric.is", "match_metric", "what is to be measured", "ce qu'il faut mesurer",
            "kinachopaswa kupimwa", "lo que hay que medir"),
    _wanted("metric.with.threshold", "match_metric", "the threshold, with its unit", "le seuil, avec son unité",
            "kiwango, pamoja na kipimo chake", "el umbral, con su unidad", _has_threshold_if_the_metric_has_one),
    _wanted("question", "product", "the question in your own words", "la question, dans vos mots",
            "swali kwa maneno yenu wenyewe", "la pregunta con sus propias palabras"),
    _wanted("decision.what", "product", "what you must decide", "ce que vous devez décider",
            "mnachopaswa kuamua", "lo que deben decidir"),
    _wanted("decision.options", "product", "at least two ways to act: with one there is nothing to decide",
            "au moins deux façons d'agir : avec une seule, il n'y a rien à décider",
            "angalau njia mbili za kutenda: kwa moja tu hakuna la kuamua",
            "al menos dos formas de actuar: con una sola no hay nada que decidir",
            lambda need: len(need.decision.options) >= 2),
    _wanted("decision.by", "product", "when you must decide", "quand vous devez décider",
            "lini mnapaswa kuamua", "cuándo deben decidir", _has_window),
    _wanted("decision.lead", "product", "how long before you must know", "combien de temps avant il faut savoir",
            "mjue muda gani kabla", "cuánto antes deben saberlo"),
    _wanted("who.decides", "product", "who decides", "qui décide", "nani anaamua", "quién decide"),
    _wanted("reach.languages", "product", "the languages of the answer", "les langues de la réponse",
            "lugha za jibu", "los idiomas de la respuesta"),
    _wanted("tolerance.in_vain", "confirm",
            "how often in ten years you may act in vain", "combien de fois en dix ans on peut agir pour rien",
            "mara ngapi katika miaka kumi mnaweza kutenda bure", "cuántas veces en diez años se puede actuar en vano"),
    _wanted("tolerance.miss", "confirm", "how often in ten years it may come unannounced",
            "combien de fois en dix ans cela peut venir sans prévenir",
            "mara ngapi katika miaka kumi inaweza kuja bila taarifa",
            "cuántas veces en diez años puede venir sin aviso"),
    _wanted("who.does", "confirm", "who does the work", "qui fait le travail",
            "nani anafanya kazi", "quién hace el trabajo"),
    _wanted("metric.source", "confirm", "where the threshold comes from", "d'où vient le seuil",
            "kiwango kinatoka wapi", "de dónde viene el umbral"),
    _wanted("metric.confirmed_by", "confirm", "who confirmed what is measured", "qui a confirmé ce qui est mesuré",
            "nani amethibitisha kinachopimwa", "quién confirmó lo que se mide"),
    _wanted("reach.channels", "confirm", "how the answer shall arrive", "comment la réponse doit arriver",
            "jibu liwafikie vipi", "cómo debe llegar la respuesta"),
    _wanted("inclusion.groups", "confirm", "who must not be left out", "qui ne doit pas être oublié",
            "nani asiachwe nje", "quién no debe quedar fuera"),
    _wanted("knowledge.existing_sources", "confirm", "what you use today", "ce que vous utilisez aujourd'hui",
            "mnachotumia leo", "lo que usan hoy"),
    _wanted("knowledge.value_add", "confirm", "what this would add to it", "ce que cela y ajouterait",
            "hili lingeongeza nini", "qué añadiría esto"),
    _wanted("evidence.baseline", "confirm", "how things stand today", "la situation aujourd'hui",
            "hali ilivyo leo", "cómo están las cosas hoy", _has_an_answer),
    _wanted("evidence.success", "confirm", "how you will know that it helped", "comment vous saurez que cela a aidé",
            "mtajuaje kwamba imesaidia", "cómo sabrán que ayudó"),
    _wanted("origin.recorded_by", "confirm", "who wrote this down", "qui a noté ceci",
            "nani ameandika hili", "quién anotó esto"),
    _wanted("origin.on_behalf_of", "confirm", "on whose behalf", "au nom de qui",
            "kwa niaba ya nani", "en nombre de quién"),
    _wanted("origin.owner", "confirm", "whose record this is", "à qui appartient cette fiche",
            "rekodi hii ni ya nani", "de quién es este registro"),
    _wanted("origin.visibility", "confirm", "who may see it", "qui peut la voir",
            "nani anaweza kuiona", "quién puede verlo"),
    _wanted("origin.confirmed_by", "confirm", "someone other than the writer who says that it is right",
            "une autre personne que celle qui a noté, qui dit que c'est juste",
            "mtu mwingine asiye mwandishi anayesema ni sahihi",
            "otra persona, no quien lo anotó, que dice que es correcto", confirmed_by_another),
)  # fmt: skip

# Never required; a session asks for them, because a group knows them better together than one person alone.
ASKED_IN_SESSION: tuple[Wanted, ...] = (
    _wanted("who.means_to_act", SESSION,
            "what you need to act, and when you have it", "ce qu'il faut pour agir, et quand vous l'avez",
            "mnachohitaji ili kutenda, na mnakipata lini", "lo que necesitan para actuar, y cuándo lo tienen"),
    _wanted("decision.reversibility", SESSION,
            "whether you can go back on it, and what that costs", "si l'on peut revenir en arrière, et à quel prix",
            "kama mnaweza kubadili uamuzi, na kwa gharama gani", "si se puede dar marcha atrás, y a qué costo"),
    _wanted("space.contrasts", SESSION,
            "what differs from one part of the place to another", "ce qui change d'un endroit à l'autre",
            "kinachotofautiana kutoka sehemu moja hadi nyingine", "lo que cambia de una parte del lugar a otra"),
    _wanted("metric.variants", SESSION, "other rules that are in use", "les autres règles en usage",
            "kanuni nyingine zinazotumika", "otras reglas que se usan"),
    _wanted("bad_years", SESSION,
            "the bad years, and who remembers them", "les mauvaises années, et qui s'en souvient",
            "miaka mibaya, na nani anaikumbuka", "los años malos, y quién los recuerda"),
    _wanted("tolerance.cost_act", SESSION, "what acting costs", "ce que coûte d'agir",
            "kutenda hugharimu nini", "lo que cuesta actuar"),
    _wanted("tolerance.loss_if_not", SESSION, "what is lost without acting", "ce que l'on perd sans agir",
            "kutotenda hupoteza nini", "lo que se pierde sin actuar"),
    _wanted("knowledge.local", SESSION, "what people here know themselves", "ce que les gens d'ici savent eux-mêmes",
            "watu wa hapa wanajua nini wenyewe", "lo que la gente de aquí sabe por sí misma"),
    _wanted("reach.literacy", SESSION, "how many read", "combien de personnes lisent",
            "wangapi wanasoma", "cuántas personas leen"),
    _wanted("reach.devices", SESSION, "which devices there are", "les appareils disponibles",
            "vifaa vilivyopo", "qué aparatos hay"),
)  # fmt: skip


def missing(need: Need, step: str | None = None) -> list[Missing]:
    """What is missing, in the order of the steps; with `step`, for that step and those before it."""
    steps = list(STEPS)
    upto = steps if step is None else steps[: steps.index(step) + 1]
    return _lacking(need, (wanted for wanted in WANTED if wanted.step in upto))


def to_ask_in_session(need: Need) -> list[Missing]:
    """What a session should ask for, and the need does not say yet; nothing waits for it."""
    return _lacking(need, ASKED_IN_SESSION)


def _lacking(need: Need, wanted: Iterable[Wanted]) -> list[Missing]:
    unknown = set(need.unknown)
    return [Missing(one.field, one.step, one.words, one.field in unknown) for one in wanted if not one.holds(need)]


def words_of_field(field: str, language: str = "en") -> str:
    """A field in plain words; what is no field of ours stays as it was written."""
    found = next((one.words for one in (*WANTED, *ASKED_IN_SESSION) if one.field == field), None)
    return text_in(found, language) if found else field


def agenda(need: Need, language: str = "en") -> list[str]:
    """What the group said it does not know yet, in plain words: things to talk about.

    Where merged needs said different things, and where a definition is only guessed, that is talked over too.
    """
    language = language if language in _TALK else "en"
    differ, guess = _TALK[language]
    found = [words_of_field(item, language) for item in need.unknown]
    fields = dict.fromkeys(one.field for one in need.differences)
    found += [differ.format(words_of_field(field, language)) for field in fields]
    if is_guess(need) and "metric.is" not in need.unknown:
        found.append(guess)
    return found


_TALK = {
    "en": ("not said alike by all: {}", "what is measured was only guessed from your words"),
    "fr": ("pas dit de même par tous : {}", "ce qu'il faut mesurer n'est que deviné d'après vos mots"),
    "sw": ("si wote waliosema sawa: {}", "kinachopimwa kimekisiwa tu kutokana na maneno yenu"),
    "es": ("no todos dijeron lo mismo: {}", "lo que se mide solo se ha supuesto por sus palabras"),
}

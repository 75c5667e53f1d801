"""The questions of looking back: ten for each side after the season, three after a session, three in secret."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..sheets.sheet_fields import Words, said


@dataclass(frozen=True)
class Question:
    """One question. `values` are the answers offered, worst first; none: in one's own words."""

    name: str
    words: Words
    values: Mapping[str, Words] | None = None


YES = {
    "no": said("no", "non", "hapana", "no"),
    "partly": said("partly", "en partie", "kiasi", "en parte"),
    "yes": said("yes", "oui", "ndiyo", "sí"),
}
ONWARD = {
    "stop": said("stop", "arrêter", "kuacha", "parar"),
    "change": said("change", "changer", "kubadilisha", "cambiar"),
    "go_on": said("go on", "continuer", "kuendelea", "seguir"),
}
_HAPPENED = Question("happened", said("What happened?", "Qu’est-il arrivé\u00a0?", "Nini kilitokea?", "¿Qué pasó?"))
_WORTH = Question(
    "worth",
    said("Was it worth the time?", "Cela valait-il le temps passé\u00a0?", "Je, ilistahili muda?", "¿Valió el tiempo?"),
    YES,
)
_PROMISES = Question(
    "promises",
    said(
        "Did we keep our promises, both sides?",
        "Avons-nous tenu nos promesses, des deux côtés\u00a0?",
        "Je, tulitimiza ahadi zetu, pande zote mbili?",
        "¿Cumplimos nuestras promesas, ambas partes?",
    ),
    YES,
)
_ONWARD = Question(
    "onward",
    said(
        "Go on, change, or stop?",
        "Continuer, changer ou arrêter\u00a0?",
        "Kuendelea, kubadilisha au kuacha?",
        "¿Seguir, cambiar o parar?",
    ),
    ONWARD,
)

USERS = (
    Question(
        "in_time",
        said(
            "Did you get it before you had to decide?",
            "L’avez-vous reçu avant de devoir décider\u00a0?",
            "Je, uliipata kabla ya kuamua?",
            "¿Lo recibió antes de tener que decidir?",
        ),
        YES,
    ),
    Question(
        "understood",
        said("Could you understand it?", "L’avez-vous compris\u00a0?", "Je, uliielewa?", "¿Lo entendió?"),
        YES,
    ),
    Question("believed", said("Did you believe it?", "L’avez-vous cru\u00a0?", "Je, uliiamini?", "¿Lo creyó?"), YES),
    Question(
        "answered",
        said(
            "Did it answer our question?",
            "Répondait-il à notre question\u00a0?",
            "Je, ilijibu swali letu?",
            "¿Respondió nuestra pregunta?",
        ),
        YES,
    ),
    Question("did", said("What did you do?", "Qu’avez-vous fait\u00a0?", "Ulifanya nini?", "¿Qué hizo?")),
    Question(
        "without",
        said(
            "What would you have done without it?",
            "Qu’auriez-vous fait sans\u00a0?",
            "Ungefanya nini bila hiyo?",
            "¿Qué habría hecho sin ello?",
        ),
    ),
    _HAPPENED,
    _WORTH,
    _PROMISES,
    _ONWARD,
)
PRODUCERS = (
    Question(
        "in_time",
        said(
            "Was it out before they had to decide?",
            "Est-il sorti avant qu’ils ne doivent décider\u00a0?",
            "Je, ilitoka kabla hawajaamua?",
            "¿Salió antes de que tuvieran que decidir?",
        ),
        YES,
    ),
    Question(
        "true",
        said(
            "Was it true to data and method?",
            "Était-il fidèle aux données et à la méthode\u00a0?",
            "Je, ilifuata data na mbinu?",
            "¿Fue fiel a los datos y al método?",
        ),
        YES,
    ),
    Question(
        "answered",
        said(
            "Did it answer their question?",
            "Répondait-il à leur question\u00a0?",
            "Je, ilijibu swali lao?",
            "¿Respondió su pregunta?",
        ),
        YES,
    ),
    Question(
        "learned", said("What did you learn?", "Qu’avez-vous appris\u00a0?", "Ulijifunza nini?", "¿Qué aprendió?")
    ),
    Question(
        "otherwise",
        said(
            "What would you do otherwise?",
            "Que feriez-vous autrement\u00a0?",
            "Ungefanya nini tofauti?",
            "¿Qué haría distinto?",
        ),
    ),
    Question(
        "cannot",
        said(
            "What can you not promise?",
            "Que ne pouvez-vous pas promettre\u00a0?",
            "Huwezi kuahidi nini?",
            "¿Qué no puede prometer?",
        ),
    ),
    _HAPPENED,
    _WORTH,
    _PROMISES,
    _ONWARD,
)
REFLECTIONS = (
    Question(
        "new",
        said(
            "What was new to you?",
            "Qu’avez-vous appris de nouveau\u00a0?",
            "Nini kilikuwa kipya kwako?",
            "¿Qué fue nuevo para usted?",
        ),
    ),
    Question(
        "unsaid",
        said("What was not said?", "Qu’est-ce qui n’a pas été dit\u00a0?", "Nini hakikusemwa?", "¿Qué no se dijo?"),
    ),
    Question(
        "next",
        said(
            "What should we do next time?",
            "Que faire la prochaine fois\u00a0?",
            "Tufanye nini wakati ujao?",
            "¿Qué hacemos la próxima vez?",
        ),
    ),
)
# Answered on slips that go into a box, and are counted: nobody is asked these by name.
SECRET = (
    Question(
        "trust",
        said(
            "Do you trust the other side?",
            "Faites-vous confiance à l’autre côté\u00a0?",
            "Je, unaamini upande mwingine?",
            "¿Confía en la otra parte?",
        ),
        YES,
    ),
    Question(
        "fair",
        said(
            "Was it decided fairly?",
            "A-t-on décidé équitablement\u00a0?",
            "Je, uamuzi ulikuwa wa haki?",
            "¿Se decidió con justicia?",
        ),
        YES,
    ),
    Question(
        "harm",
        said(
            "Is anybody worse off?",
            "Quelqu’un s’en trouve-t-il plus mal\u00a0?",
            "Je, kuna aliyedhurika?",
            "¿Alguien salió perdiendo?",
        ),
        YES,
    ),
)
FACES = {
    "sad": said("not content", "mécontent", "sijaridhika", "descontento"),
    "so_so": said("so-so", "moyen", "wastani", "regular"),
    "glad": said("content", "content", "nimeridhika", "contento"),
}
# Three faces on the same slips: people thank who stands before them.
SATISFIED = (
    Question("content", said("What it says", "Ce qui est dit", "Yanayosemwa", "Lo que dice"), FACES),
    Question("wording", said("The words", "Les mots", "Maneno", "Las palabras"), FACES),
    Question(
        "time", said("The time it takes", "Le temps que cela prend", "Muda unaotumika", "El tiempo que toma"), FACES
    ),
)
BOX = (*SECRET, *SATISFIED)
FORMS: Mapping[str, tuple[Question, ...]] = {"user": USERS, "producer": PRODUCERS}

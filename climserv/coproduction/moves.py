"""All legal moves of a case in one table, collected from the modules that declare them.

Add a kind of thing by naming it in one of the three tuples; a test walks every state, action and role of the table.
"""

from .cases import CASE
from .deciding.agreements import AGREEMENT
from .deciding.deciding import ROUND
from .deciding.hands import HANDS
from .deciding.objections import OBJECTION
from .deciding.releases import RELEASE
from .deciding.responses import RESPONSE
from .deciding.sign_offs import SIGN_OFF
from .dialogue.change_requests import CHANGE_REQUEST
from .dialogue.choices import CHOICE
from .dialogue.contributions import CONTRIBUTION
from .dialogue.insights import INSIGHT
from .dialogue.tabling import SUBJECT
from .logbook import bounds, events, log
from .logbook.entity import Entity, Move, Thing
from .logbook.refusals import Refusal, by_code
from .looking_back.commitments import COMMITMENT
from .looking_back.messages import MESSAGE
from .looking_back.outcome_stories import OUTCOME_STORY
from .looking_back.reviews import REFLECTION, REVIEW, REVIEW_ANSWER
from .meeting.attendance import ATTENDANCE
from .meeting.blocks import BLOCK
from .meeting.heads import HEADS
from .meeting.sessions import SESSION
from .people.consents import CONSENT
from .people.parties import PARTY
from .people.people import PERSON
from .people.working_agreements import WORKING_AGREEMENT
from .sheets.games import GAME
from .sheets.sheets import SHEET

CORE: tuple[Entity, ...] = (
    CASE, PARTY, PERSON, WORKING_AGREEMENT, BLOCK, CONSENT, SESSION, ATTENDANCE, HEADS,
)  # fmt: skip
DIALOGUE: tuple[Entity, ...] = (
    CONTRIBUTION, INSIGHT, CHANGE_REQUEST, SUBJECT, CHOICE, ROUND, RESPONSE, HANDS, OBJECTION, SIGN_OFF,
    AGREEMENT, RELEASE,
)  # fmt: skip
TOOLS: tuple[Entity, ...] = (SHEET, GAME, COMMITMENT, MESSAGE, REVIEW, REVIEW_ANSWER, REFLECTION, OUTCOME_STORY)

ENTITIES: dict[str, Entity] = {one.name: one for one in (*CORE, *DIALOGUE, *TOOLS)}
KINDS: dict[type[Thing], Entity] = {one.kind: one for one in ENTITIES.values()}

MOVES: dict[tuple[str, str, str], Move] = {
    (entity.name, str(state), str(action)): move
    for entity in ENTITIES.values()
    for (state, action), move in entity.moves.items()
}


def actions_from(entity: str, state: str) -> list[str]:
    """What can be done with a thing of this kind that stands in `state`, by whoever may."""
    return [action for name, start, action in MOVES if (name, start) == (entity, state)]


NO_ENTITY = Refusal(
    "move.entity",
    en=("there is no such kind of thing", "%(known)s", "Import it with a newer version of climserv"),
    fr=("ce genre d’objet n’existe pas", "%(known)s", "Importez-le avec une version plus récente de climserv"),
    sw=("hakuna kitu cha aina hii", "%(known)s", "Kiingize kwa toleo jipya zaidi la climserv"),
    es=("no existe este tipo de cosa", "%(known)s", "Impórtelo con una versión más nueva de climserv"),
)
OTHER_CASE = Refusal(
    "move.case",
    en=("this belongs to another case", "case %(case)s", "Do it in its own case"),
    fr=("ceci appartient à un autre dossier", "le dossier %(case)s", "Faites-le dans son dossier"),
    sw=("hii ni ya shauri jingine", "shauri %(case)s", "Ifanye katika shauri lake"),
    es=("esto pertenece a otro caso", "el caso %(case)s", "Hágalo en su propio caso"),
)
NOT_NOW = Refusal(
    "move.not_now",
    en=("this cannot be done now: it is %(state)s", "%(actions)s", "Do one of these first"),
    fr=("ceci ne peut pas se faire maintenant : état %(state)s", "%(actions)s", "Faites d’abord l’une de ces actions"),
    sw=("hii haiwezi kufanyika sasa: hali yake ni %(state)s", "%(actions)s", "Fanya moja ya haya kwanza"),
    es=("esto no se puede hacer ahora: está en %(state)s", "%(actions)s", "Haga primero una de estas cosas"),
)
MOVED_ON = Refusal(
    "move.moved_on",
    en=("somebody else had moved it on", "%(to)s", "Look at where it stands, and do it again if it is still meant"),
    fr=("quelqu’un d’autre l’avait déjà fait avancer", "%(to)s", "Regardez où il en est, et recommencez si besoin"),
    sw=("mtu mwingine alikuwa ameiendeleza", "%(to)s", "Angalia ilipofika, na uifanye tena kama bado unataka"),
    es=("otra persona ya lo había cambiado", "%(to)s", "Mire cómo está ahora y repítalo si aún lo quiere"),
)
NOT_YOURS = Refusal(
    "move.not_yours",
    en=("this is for others to do", "%(who)s", "Ask one of them"),
    fr=("c’est à d’autres de le faire", "%(who)s", "Demandez à l’un d’eux"),
    sw=("hii ni ya wengine kufanya", "%(who)s", "Mwombe mmoja wao"),
    es=("esto les toca a otros", "%(who)s", "Pídaselo a una de esas personas"),
)
NO_SCRIBE = Refusal(
    "move.scribe",
    en=("only some may write down what another said", "%(who)s", "Ask one of them to enter it"),
    fr=("seuls certains peuvent noter ce qu’un autre a dit", "%(who)s", "Demandez à l’un d’eux de le saisir"),
    sw=("si kila mtu anaweza kuandika alichosema mwingine", "%(who)s", "Mwombe mmoja wao aingize"),
    es=("no todos pueden anotar lo que dijo otra persona", "%(who)s", "Pida a una de esas personas que lo anote"),
)
NO_CHANNEL = Refusal(
    "move.channel",
    en=("it is not said how it was given", "%(channels)s", "Say whether it was on paper or spoken"),
    fr=("la façon dont ceci a été donné n’est pas dite", "%(channels)s", "Dites si c’était sur papier ou de vive voix"),
    sw=("haijasemwa ilitolewaje", "%(channels)s", "Sema kama ilikuwa kwenye karatasi au kwa mdomo"),
    es=("no se dice cómo se dio", "%(channels)s", "Diga si fue en papel o de palabra"),
)
NO_SESSION = Refusal(
    "move.session",
    en=("there is no such session in this case", "a session of the case, or none", "Choose the session again"),
    fr=(
        "cette séance n’existe pas dans ce dossier",
        "une séance du dossier, ou aucune",
        "Choisissez la séance de nouveau",
    ),
    sw=("hakuna kikao kama hicho katika shauri hili", "kikao cha shauri, au hakuna", "Chagua kikao tena"),
    es=("no hay tal sesión en este caso", "una sesión del caso, o ninguna", "Elija la sesión de nuevo"),
)
NO_REASON = Refusal(
    "move.reason",
    en=("a reason is owed for this", "a reason in plain words", "Write why; it is shown to those concerned"),
    fr=("une raison est due", "une raison en mots simples", "Écrivez pourquoi ; les personnes concernées la verront"),
    sw=("sababu inahitajika kwa hili", "sababu kwa maneno rahisi", "Andika kwa nini; wahusika wataiona"),
    es=("hace falta una razón", "una razón en palabras sencillas", "Escriba por qué; la verán las personas afectadas"),
)
NEEDED = Refusal(
    "move.needs",
    en=("%(name)s is empty", "something in %(name)s", "Fill it in"),
    fr=("ceci est vide : %(name)s", "quelque chose dans : %(name)s", "Remplissez-le"),
    sw=("hapa pako tupu: %(name)s", "kitu katika: %(name)s", "Jaza"),
    es=("esto está vacío: %(name)s", "algo en: %(name)s", "Rellénelo"),
)
VERSION = Refusal(
    "move.version",
    en=("this version has another number", "version %(number)s", "Look at the version on the table, and try again"),
    fr=(
        "cette version porte un autre numéro",
        "la version %(number)s",
        "Regardez la version sur la table, puis réessayez",
    ),
    sw=("toleo hili lina namba nyingine", "toleo la %(number)s", "Angalia toleo lililo mezani, kisha ujaribu tena"),
    es=("esta versión tiene otro número", "la versión %(number)s",
        "Mire la versión que está sobre la mesa e inténtelo otra vez"),
)  # fmt: skip
UNREADABLE = Refusal(
    "move.unreadable",
    en=("what it says cannot be read", "the form of this kind of event", "Ask who wrote it"),
    fr=("ce qu’il contient est illisible", "la forme de ce genre d’événement", "Demandez à son auteur"),
    sw=("kinachosemwa hakisomeki", "muundo wa tukio la aina hii", "Muulize aliyeliandika"),
    es=("no se puede leer lo que dice", "la forma de este tipo de hecho", "Pregunte a quien lo escribió"),
)
NOT_LAST = Refusal(
    "fold.not_last",
    en=("this event has not seen all the others", "an event that follows every head", "Fold the whole log again"),
    fr=(
        "cet événement n’a pas vu tous les autres",
        "un événement qui suit toutes les têtes",
        "Relisez tout le journal",
    ),
    sw=("tukio hili halijaona mengine yote", "tukio linalofuata vichwa vyote", "Soma kumbukumbu nzima tena"),
    es=("este hecho no ha visto todos los demás", "un hecho que siga a todas las puntas",
        "Lea otra vez el registro entero"),
)  # fmt: skip
JUDGING = (
    NO_ENTITY, OTHER_CASE, NOT_NOW, MOVED_ON, NOT_YOURS, NO_SCRIBE, NO_CHANNEL, NO_SESSION, NO_REASON, NEEDED, VERSION,
    UNREADABLE, NOT_LAST,
)  # fmt: skip

REFUSALS = by_code(
    (
        *events.REFUSALS,
        *bounds.REFUSALS,
        *log.REFUSALS,
        *JUDGING,
        *(one for entity in ENTITIES.values() for one in entity.refusals),
    )
)

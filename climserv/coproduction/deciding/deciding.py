"""Deciding: how a round opens, when it is revealed, and when it has passed. Nobody can talk it further than that."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import NOT_YET, STEERING, Entity, Move, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..people.people import Person
from ..people.small_numbers import LEAST, may_be_split
from ..people.working_agreements import AGREEING, NO_AGREEMENT, agreement_in_force
from .counting import FOR, count, majority_for, sides_silent
from .hands import hands_in
from .objections import objections_to, open_objections
from .responses import responses_to
from .rounds import VALUES, WITH_OPTIONS, Action, Kind, Round, State, Word, sides_of, still_on_the_table, voters
from .secrecy import Privacy, may_be_shown

if TYPE_CHECKING:
    from ..logbook.state import CaseState


def apply(round: Round | None, event: Event, state: "CaseState") -> Round:
    said = event.said
    if round is None:
        agreement = agreement_in_force(state)
        told = {name: str(said[name]) for name in ("kind", "privacy", "subject", "version", "question") if name in said}
        return Round(
            **born(event), **told, session=event.session, hidden=bool(said.get("hidden", True)),
            split=bool(said.get("split", False)), options=tuple(said.get("options", ())),
            most=int(said.get("most", 0)), quorum=dict(agreement.terms.get("quorum", {})) if agreement else {},
        )  # fmt: skip
    if event.action == Action.REVEAL and round.secret:
        return replace(round, revealed={"counts": said.get("counts", {}), "reasons": said.get("reasons", ())})
    return round


def asked_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A kind and a privacy that there are, and what that kind needs."""
    where, said = f"round {event.entity_id}", event.said
    kind, privacy = said["kind"], said["privacy"]
    for given, allowed in ((kind, Kind), (privacy, Privacy)):
        if given not in tuple(allowed):
            yield NO_SUCH.at(where, got=str(given), allowed=", ".join(allowed))
    if kind in WITH_OPTIONS and len(set(said.get("options", ()))) < 2:
        yield NO_OPTIONS.at(where, got=str(said.get("options", "")))
    if kind in (Kind.DOTS, Kind.SCORE) and not (isinstance(said.get("most"), int) and said["most"] > 0):
        yield NO_OPTIONS.at(where, got=str(said.get("most", "")))
    if privacy == Privacy.SECRET and (kind not in VALUES or not said.get("hidden", True)):
        yield NOT_SECRET.at(where, got=str(kind), kinds=", ".join(VALUES))
    if kind != Kind.SENSE_CHECK and agreement_in_force(state) is None:
        yield NO_AGREEMENT.at(where)
    if (kind == Kind.CONSENT or said.get("version")) and not still_on_the_table(
        state, str(said.get("subject", "")), str(said.get("version", ""))
    ):
        yield OTHER_VERSION.at(where, got=str(said.get("version", ""))[:12])


def enough_for_secrecy(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A secret round needs five who may answer; to be split by side, five of each side that is there."""
    if event.said.get("privacy") != Privacy.SECRET:
        return
    where, people = f"round {event.entity_id}", voters(state, event.session)
    if len(people) < LEAST:
        yield FEW.at(where, got=str(len(people)), least=LEAST)
    sizes = [sum(one.side == side for one in people) for side in sides_of(people)]
    if event.said.get("split") and not may_be_split(sizes):
        yield FEW_TO_SPLIT.at(where, got=str(min(sizes)), least=LEAST)


def every_side_answered(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Nothing is revealed before every side present has answered."""
    round = state.find(Round, event.entity_id)
    silent = sides_silent(state, round)
    if silent or not count(state, round).sides:
        yield SIDE_SILENT.at(f"round {event.entity_id}", got=", ".join(silent))


def box_is_of_this_round(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Of a secret round come counts and nothing else: as many as have answered, and no part under five."""
    round, where = state.find(Round, event.entity_id), f"round {event.entity_id}"
    counts = event.said.get("counts", {})
    if not round.secret:
        if event.said:
            yield NO_BOX.at(where, got=", ".join(event.said))
        return
    if set(event.said) - {"counts", "reasons"}:
        yield NO_BOX.at(where, got=", ".join(event.said))
    answered = len(responses_to(state, round.id))
    if sum(sum(values.values()) for values in counts.values()) != answered:
        yield OTHER_BOX.at(where, got=str(counts), answered=answered)
    if not may_be_shown(counts) or (set(counts) != {""} and not round.split):
        yield TOO_SMALL.at(where, got=", ".join(sorted(counts)), least=LEAST)
    unknown = {value for values in counts.values() for value in values} - set(round.values)
    if unknown:
        yield OTHER_BOX.at(where, got=", ".join(sorted(unknown)), answered=answered)


def is_for_consent(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Only a consent round passes, fails, or is held by an objection."""
    if state.find(Round, event.entity_id).kind != Kind.CONSENT:
        yield NO_CONSENT.at(f"round {event.entity_id}", got=state.find(Round, event.entity_id).kind)


def reasons_not_to_pass(state: "CaseState", round: Round) -> list[Problem]:
    """Everything that keeps a consent round from passing as it stands; none where it passes."""
    where, counted = f"round {round.id}", count(state, round)
    problems = []
    if not still_on_the_table(state, round.subject, round.version):
        problems.append(OTHER_VERSION.at(where, got=round.version[:12]))
    for side in AGREEING:
        needed, here = round.quorum.get(side, 1), counted.people(side)
        if here < needed:
            problems.append(NO_QUORUM.at(where, got=str(here), side=str(side), needed=needed))
    parts = AGREEING if any(counted.voices(side) for side in AGREEING) else ("",)
    if not all(any(counted.voices(part).get(word) for word in FOR) for part in parts):
        problems.append(NOBODY_FOR.at(where))
    if round.state == State.FALLBACK:
        problems += [NO_MAJORITY.at(where, side=str(s)) for s in AGREEING if not majority_for(counted, s)]
    elif _objected(state, round):
        problems.append(OBJECTED.at(where, got=str(len(open_objections(state, round.id)))))
    return problems


def _objected(state: "CaseState", round: Round) -> bool:
    """Whether an objection stands: one that its author has not closed, one from the box, or hands without words."""
    if open_objections(state, round.id):
        return True
    counted = count(state, round)
    if round.secret:
        return bool(counted.everybody.get(Word.OBJECT))
    worded = {state.find(Person, one.person).side for one in objections_to(state, round.id)}
    return any(one.counts.get(Word.OBJECT) and one.side not in worded for one in hands_in(state, round.id))


def passes(state: "CaseState", event: Event) -> Iterable[Problem]:
    """It passes by its own rules, not because somebody says so."""
    return reasons_not_to_pass(state, state.find(Round, event.entity_id))


def does_not_pass(state: "CaseState", event: Event) -> Iterable[Problem]:
    """What passes cannot be called failed."""
    if not reasons_not_to_pass(state, state.find(Round, event.entity_id)):
        yield IT_PASSES.at(f"round {event.entity_id}")


def objection_stands(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Somebody objects."""
    if not _objected(state, state.find(Round, event.entity_id)):
        yield NO_OBJECTION.at(f"round {event.entity_id}")


def is_not_for_consent(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A consent round does not just end: it passes or fails."""
    if state.find(Round, event.entity_id).kind == Kind.CONSENT:
        yield MUST_DECIDE.at(f"round {event.entity_id}")


_PASS = Move(State.PASSED, STEERING, guards=(is_for_consent, passes))
_FAIL = Move(State.FAILED, STEERING, guards=(is_for_consent, does_not_pass), needs_reason=True)

MOVES = {
    (NOT_YET, Action.OPEN): Move(
        State.OPEN, STEERING, needs=("kind", "privacy", "question"), checks=(asked_rightly, enough_for_secrecy)
    ),
    (State.OPEN, Action.REVEAL): Move(
        State.REVEALED, STEERING, checks=(box_is_of_this_round,), guards=(every_side_answered,)
    ),
    (State.OPEN, Action.CANCEL): Move(State.CANCELLED, STEERING, needs_reason=True),
    (State.REVEALED, Action.CLOSE): Move(State.CLOSED, STEERING, guards=(is_not_for_consent,)),
    (State.REVEALED, Action.HOLD): Move(State.OBJECTION_OPEN, STEERING, guards=(is_for_consent, objection_stands)),
    (State.OBJECTION_OPEN, Action.FALL_BACK): Move(
        State.FALLBACK, STEERING, guards=(objection_stands,), needs_reason=True
    ),
    **{(state, Action.PASS): _PASS for state in (State.REVEALED, State.OBJECTION_OPEN, State.FALLBACK)},
    **{(state, Action.FAIL): _FAIL for state in (State.REVEALED, State.OBJECTION_OPEN, State.FALLBACK)},
}

NO_SUCH = Refusal(
    "round.no_such",
    en=("there is no such kind or privacy of a round", "%(allowed)s", "Choose one of them"),
    fr=("ce genre ou cette discrétion n’existe pas pour un tour", "%(allowed)s", "Choisissez-en un"),
    sw=("hakuna duru ya aina au faragha hiyo", "%(allowed)s", "Chagua mojawapo"),
    es=("no existe ese tipo o esa reserva de una ronda", "%(allowed)s", "Elija uno de ellos"),
)
NO_OPTIONS = Refusal(
    "round.options",
    en=("there is nothing to choose from", "two options or more; for dots and scores how many each person has",
        "Write the options"),
    fr=("il n’y a rien à choisir", "deux options ou plus ; pour les points et les notes, combien chacun en a",
        "Écrivez les options"),
    sw=("hakuna cha kuchagua", "chaguo mbili au zaidi; kwa nukta na alama, kila mtu ana ngapi", "Andika chaguo"),
    es=("no hay nada entre qué elegir", "dos opciones o más; para puntos y notas, cuántos tiene cada persona",
        "Escriba las opciones"),
)  # fmt: skip
NOT_SECRET = Refusal(
    "round.not_secret",
    en=("this round cannot be secret", "hidden rounds of %(kinds)s", "Show counts by side only, or ask it otherwise"),
    fr=("ce tour ne peut pas être secret", "les tours cachés : %(kinds)s",
        "Ne montrez que les nombres par côté, ou demandez autrement"),
    sw=("duru hii haiwezi kuwa ya siri", "duru zilizofichwa za %(kinds)s",
        "Onyesha hesabu za upande tu, au uliza kwa njia nyingine"),
    es=("esta ronda no puede ser secreta", "rondas ocultas de %(kinds)s",
        "Muestre solo números por lado, o pregúntelo de otro modo"),
)  # fmt: skip
OTHER_VERSION = Refusal(
    "round.version",
    en=("this version does not stand on the table", "the one version that stands", "Open a round on that version"),
    fr=("cette version n’est pas celle qui est sur la table", "l’unique version actuelle",
        "Ouvrez un tour sur cette version"),
    sw=("toleo hili silo linalosimama mezani", "toleo moja linalosimama", "Fungua duru juu ya toleo hilo"),
    es=("esta versión no es la que está sobre la mesa", "la única versión vigente", "Abra una ronda sobre esa versión"),
)  # fmt: skip
FEW = Refusal(
    "round.few",
    en=("too few are here for a secret round: a count would speak of persons", "%(least)s people who may answer",
        "Wait for more, or ask it openly if all agree to that"),
    fr=("trop peu de monde pour un tour secret : un nombre parlerait de personnes",
        "%(least)s personnes qui peuvent répondre", "Attendez du monde, ou demandez ouvertement si tous l’acceptent"),
    sw=("watu ni wachache kwa duru ya siri: hesabu ingewataja watu", "watu %(least)s wanaoweza kujibu",
        "Subiri wengine, au uliza wazi kama wote wanakubali"),
    es=("son pocos para una ronda secreta: un número señalaría a personas", "%(least)s personas que puedan responder",
        "Espere a más, o pregúntelo en abierto si todos lo aceptan"),
)  # fmt: skip
FEW_TO_SPLIT = Refusal(
    "round.few_to_split",
    en=("a side is too small to be counted apart", "%(least)s people on each side", "Count all together"),
    fr=("un côté est trop petit pour être compté à part", "%(least)s personnes de chaque côté",
        "Comptez tous ensemble"),
    sw=("upande mmoja ni mdogo mno kuhesabiwa peke yake", "watu %(least)s kila upande", "Hesabu wote pamoja"),
    es=("un lado es demasiado pequeño para contarlo aparte", "%(least)s personas de cada lado",
        "Cuente a todos juntos"),
)  # fmt: skip
SIDE_SILENT = Refusal(
    "round.side",
    en=("a side that is here has not answered yet", "an answer of every side present", "Wait for it, or cancel"),
    fr=("un côté présent n’a pas encore répondu", "une réponse de chaque côté présent", "Attendez-le, ou annulez"),
    sw=("upande uliopo bado haujajibu", "jibu la kila upande uliopo", "Usubiri, au futa duru"),
    es=("un lado presente aún no ha respondido", "una respuesta de cada lado presente", "Espérelo, o cancele"),
)
NO_BOX = Refusal(
    "round.no_box",
    en=("a round is revealed with nothing but the counts and reasons of its ballot box",
        "counts and reasons, of a secret round only", "Reveal it again"),
    fr=("on dévoile un tour avec les seuls nombres et raisons de son urne",
        "nombres et raisons, d’un tour secret seulement", "Dévoilez-le de nouveau"),
    sw=("duru huonyeshwa kwa hesabu na sababu za sanduku lake tu", "hesabu na sababu, za duru ya siri tu",
        "Ionyeshe tena"),
    es=("una ronda se muestra solo con los números y razones de su urna",
        "números y razones, solo de una ronda secreta", "Muéstrela otra vez"),
)  # fmt: skip
OTHER_BOX = Refusal(
    "round.other_box",
    en=("the ballot box does not fit the round", "%(answered)s answers to its question", "Open the box of this round"),
    fr=("l’urne ne correspond pas au tour", "%(answered)s réponses à sa question", "Ouvrez l’urne de ce tour"),
    sw=("sanduku la kura halilingani na duru", "majibu %(answered)s kwa swali lake", "Fungua sanduku la duru hii"),
    es=("la urna no corresponde a la ronda", "%(answered)s respuestas a su pregunta", "Abra la urna de esta ronda"),
)
TOO_SMALL = Refusal(
    "round.small",
    en=("counts this small would speak of persons", "%(least)s answers or more in every part that is shown",
        "Show all together; if all are under five, wait for more or cancel"),
    fr=("des nombres si petits parleraient de personnes", "%(least)s réponses ou plus dans chaque part montrée",
        "Montrez tout ensemble ; à moins de cinq, attendez du monde ou annulez"),
    sw=("hesabu ndogo hivi zingewataja watu", "majibu %(least)s au zaidi katika kila sehemu inayoonyeshwa",
        "Onyesha wote pamoja; kama wote ni chini ya watano, subiri wengine au futa"),
    es=("números tan pequeños señalarían a personas", "%(least)s respuestas o más en cada parte que se muestra",
        "Muéstrelo todo junto; si en total son menos de cinco, espere a más o cancele"),
)  # fmt: skip
NO_CONSENT = Refusal(
    "round.no_consent",
    en=("this round asks no consent", "a consent round", "Close it, and open a consent round"),
    fr=("ce tour ne demande pas de consentement", "un tour de consentement",
        "Fermez-le, et ouvrez un tour de consentement"),
    sw=("duru hii haiombi ridhaa", "duru ya ridhaa", "Ifunge, kisha ufungue duru ya ridhaa"),
    es=("esta ronda no pide consentimiento", "una ronda de consentimiento",
        "Ciérrela y abra una ronda de consentimiento"),
)  # fmt: skip
MUST_DECIDE = Refusal(
    "round.must_decide",
    en=("a consent round passes or fails", "pass, hold for an objection, or fail", "Say what it came to"),
    fr=("un tour de consentement passe ou échoue", "passer, suspendre pour objection, ou échouer",
        "Dites à quoi il a abouti"),
    sw=("duru ya ridhaa hupita au hushindwa", "kupita, kusimamishwa kwa pingamizi, au kushindwa", "Sema iliishiaje"),
    es=("una ronda de consentimiento pasa o no pasa", "pasar, quedar en espera por una objeción, o no pasar",
        "Diga en qué terminó"),
)  # fmt: skip
NO_QUORUM = Refusal(
    "round.quorum",
    en=("too few of the %(side)s side have answered", "%(needed)s, as agreed before", "Wait for them, or meet again"),
    fr=("trop peu de réponses du côté %(side)s", "%(needed)s, comme convenu", "Attendez-les, ou revoyez-vous"),
    sw=("wachache mno wa upande wa %(side)s wamejibu", "%(needed)s, kama ilivyokubaliwa", "Wasubiri, au kutaneni tena"),
    es=("han respondido muy pocos del lado %(side)s", "%(needed)s, como se acordó", "Espérenlos, o reúnanse otra vez"),
)  # fmt: skip
NOBODY_FOR = Refusal(
    "round.nobody_for",
    en=("a side has nobody who consents", "somebody of each side who consents", "Talk over what is missing"),
    fr=("d’un côté, personne ne consent", "quelqu’un de chaque côté qui consent", "Parlez de ce qui manque"),
    sw=("upande mmoja hauna anayeridhia", "mtu wa kila upande anayeridhia", "Jadilini kinachokosekana"),
    es=("de un lado nadie consiente", "alguien de cada lado que consienta", "Hablen de lo que falta"),
)
OBJECTED = Refusal(
    "round.objected",
    en=("an objection stands", "none, or the fallback of the working agreement",
        "Ask its author what would mend it, and amend; or fall back as agreed"),
    fr=("une objection tient", "aucune, ou le recours prévu par la convention",
        "Demandez à son auteur ce qui l’apaiserait, et amendez ; ou passez au recours convenu"),
    sw=("kuna pingamizi", "hakuna, au njia mbadala ya makubaliano ya kazi",
        "Mwulize mwenye pingamizi nini kingelitatua, kisha rekebisha; au tumieni njia mbadala"),
    es=("hay una objeción en pie", "ninguna, o la salida prevista en el acuerdo de trabajo",
        "Pregunte a su autor qué la resolvería y enmiende; o use la salida acordada"),
)  # fmt: skip
NO_MAJORITY = Refusal(
    "round.majority",
    en=("no majority of the %(side)s side is known to be for it", "a majority on each side", "Amend it, or let it be"),
    fr=("pas de majorité connue du côté %(side)s", "une majorité de chaque côté", "Amendez, ou laissez"),
    sw=("haijulikani kama wengi wa upande wa %(side)s wanaunga mkono", "wengi wa kila upande", "Irekebishe, au iache"),
    es=("no consta mayoría a favor del lado %(side)s", "una mayoría de cada lado", "Enmiéndelo, o déjelo"),
)
IT_PASSES = Refusal(
    "round.passes",
    en=("this round passes", "pass", "Enter that it passed"),
    fr=("ce tour passe", "passer", "Notez qu’il est passé"),
    sw=("duru hii inapita", "kupita", "Andika kuwa imepita"),
    es=("esta ronda pasa", "pasar", "Anote que pasó"),
)
NO_OBJECTION = Refusal(
    "round.no_objection",
    en=("no objection stands", "pass, or fail for another reason", "Look at the count"),
    fr=("aucune objection ne tient", "passer, ou échouer pour une autre raison", "Regardez le décompte"),
    sw=("hakuna pingamizi", "kupita, au kushindwa kwa sababu nyingine", "Angalia hesabu"),
    es=("no hay ninguna objeción en pie", "pasar, o no pasar por otra razón", "Mire el recuento"),
)

ROUND = Entity(
    "round", Round, State, Action, MOVES, apply,
    ends=frozenset({State.PASSED, State.FAILED, State.CLOSED, State.CANCELLED}),
    refusals=(
        NO_SUCH, NO_OPTIONS, NOT_SECRET, OTHER_VERSION, FEW, FEW_TO_SPLIT, SIDE_SILENT, NO_BOX, OTHER_BOX, TOO_SMALL,
        NO_CONSENT, MUST_DECIDE, NO_QUORUM, NOBODY_FOR, OBJECTED, NO_MAJORITY, IT_PASSES, NO_OBJECTION,
    ),
)  # fmt: skip

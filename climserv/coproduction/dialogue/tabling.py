"""Tabling: how a thing comes on the table, is changed, lies open for feedback, and is agreed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..deciding.responses import responses_to
from ..deciding.rounds import Round, passed_on
from ..deciding.rounds import State as RoundState
from ..logbook.entity import NOT_YET, STEERING, VOICES, Entity, Move, Side, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..logbook.versions import with_version
from ..people.people import Person
from .contributions import WAITING, on, side_of
from .subjects import Action, Kind, State, Subject, made_from, with_hash

if TYPE_CHECKING:
    from ..logbook.state import CaseState


def apply(subject: Subject | None, event: Event, state: "CaseState") -> Subject:
    if event.action == Action.SHOW:
        return replace(subject, tried=dict(event.said))
    if event.action not in (Action.TABLE, Action.EDIT, Action.REWORD):
        return subject
    subject = subject or Subject(**born(event), kind=str(event.said.get("kind", Kind.PRODUCT)))
    change = "wording" if event.action == Action.REWORD else "meaning"
    return replace(with_version(subject, event, state), changes=(*subject.changes, (event.hash, change)), tried={})


def heard_from_users(state: "CaseState", subject: Subject) -> bool:
    """Whether somebody of the user side has said something about it, or answered a round on it that was shown."""
    if any(side_of(state, one) == Side.USER for one in on(state, subject.id)):
        return True
    shown = (r for r in state.of(Round).values() if r.subject == subject.id and r.state not in UNSEEN)
    people = (state.find(Person, one.person) for round in shown for one in responses_to(state, round.id))
    return any(one and one.side == Side.USER for one in people)


UNSEEN = frozenset({RoundState.OPEN, RoundState.CANCELLED})


def tabled_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A kind that there is, and sources that are on the table in the version named."""
    where, said = f"subject {event.entity_id}", event.said
    if said.get("kind", Kind.PRODUCT) not in tuple(Kind):
        yield NO_KIND.at(where, got=str(said["kind"]), kinds=", ".join(Kind))
    for source, hash in said.get("made_from", ()):
        known = with_hash(state, hash)
        if known is None or known[0].id != source:
            yield NO_SOURCE.at(where, got=f"{source} {hash[:12]}")
    for request in said.get("answers", ()):
        if not state.story("change_request", request):
            yield NO_REQUEST.at(where, got=str(request))


def only_words_changed(state: "CaseState", event: Event) -> Iterable[Problem]:
    """What is called a change of wording leaves parameters, sources and outputs as they were."""
    before = state.find(Subject, event.entity_id).latest
    changed = [name for name in OF_MEANING if before and event.said.get(name) != before.content.get(name)]
    if changed:
        yield MORE_THAN_WORDS.at(f"subject {event.entity_id}", got=", ".join(changed))


OF_MEANING = ("parameters", "made_from", "outputs")


def feedback_was_given(state: "CaseState", event: Event) -> Iterable[Problem]:
    """The users were heard, and each remark has its answer."""
    subject, where = state.find(Subject, event.entity_id), f"subject {event.entity_id}"
    if not heard_from_users(state, subject):
        yield NOT_HEARD.at(where)
    left = [one.id for one in on(state, subject.id) if one.state in WAITING]
    if left:
        yield NOT_ANSWERED.at(where, got=str(len(left)), first=left[0])


def consent_passed(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A consent round has passed on the one version that stands."""
    subject = state.find(Subject, event.entity_id)
    if subject.fixed is None or passed_on(state, subject.fixed.hash) is None:
        yield NO_CONSENT.at(
            f"subject {event.entity_id}", got=f"version {subject.latest.number}" if subject.latest else ""
        )


def sources_are_agreed(state: "CaseState", event: Event) -> Iterable[Problem]:
    """What it is made from is agreed, in the very versions it is made from."""
    subject = state.find(Subject, event.entity_id)
    if subject.fixed:
        yield from provisional_sources(state, subject.fixed.hash, f"subject {event.entity_id}")


def provisional_sources(state: "CaseState", hash: str, where: str) -> Iterable[Problem]:
    """The sources of a version that are not agreed, or not any more."""
    known = with_hash(state, hash)
    for source, of in made_from(known[1]) if known else ():
        subject = state.find(Subject, source)
        agreed = subject and subject.state == State.AGREED and subject.fixed and subject.fixed.hash == of
        if not agreed:
            yield PROVISIONAL.at(where, got=subject.state if subject else "", source=source)


_EDIT = {"checks": (tabled_rightly,), "versions": True}
_CHANGERS = VOICES | STEERING
LIVING = tuple(one for one in State if one != State.SUPERSEDED)

MOVES = {
    (NOT_YET, Action.TABLE): Move(State.PROVISIONAL, _CHANGERS, needs=("kind", "title", "content_hash"), **_EDIT),
    # A change of meaning begins anew, with feedback and consent; a change of wording asks for consent again.
    **{
        (state, Action.EDIT): Move(State.PROVISIONAL, _CHANGERS, needs=("summary", "content_hash"), **_EDIT)
        for state in LIVING
    },
    **{
        (state, Action.REWORD): Move(
            State.FEEDBACK_CLOSED if state == State.AGREED else state,
            _CHANGERS, needs=("summary", "content_hash"), checks=(tabled_rightly, only_words_changed), versions=True,
        )
        for state in LIVING
    },
    (State.PROVISIONAL, Action.OPEN_FEEDBACK): Move(State.IN_FEEDBACK, STEERING),
    (State.IN_FEEDBACK, Action.CLOSE_FEEDBACK): Move(State.FEEDBACK_CLOSED, STEERING, guards=(feedback_was_given,)),
    (State.FEEDBACK_CLOSED, Action.OPEN_FEEDBACK): Move(State.IN_FEEDBACK, STEERING),
    (State.FEEDBACK_CLOSED, Action.AGREE): Move(State.AGREED, STEERING, guards=(consent_passed, sources_are_agreed)),
    # Settings that were tried, on every screen of the room; nothing is changed by it, so it asks for no consent.
    **{(state, Action.SHOW): Move(state, _CHANGERS) for state in LIVING},
    **{(state, Action.SUPERSEDE): Move(State.SUPERSEDED, STEERING, needs_reason=True) for state in LIVING},
}  # fmt: skip

NO_KIND = Refusal(
    "subject.kind",
    en=("there is no such kind of thing for the table", "%(kinds)s", "Choose one of them"),
    fr=("ce genre de chose n’existe pas pour la table", "%(kinds)s", "Choisissez-en un"),
    sw=("hakuna kitu cha aina hiyo cha kuweka mezani", "%(kinds)s", "Chagua mojawapo"),
    es=("no existe ese tipo de cosa para la mesa", "%(kinds)s", "Elija uno de ellos"),
)
NO_SOURCE = Refusal(
    "subject.source",
    en=("what it is made from is not on the table in that version", "a subject and the hash of one of its versions",
        "Put it on the table first"),
    fr=("ce dont c’est fait n’est pas sur la table dans cette version", "une chose et l’empreinte d’une version",
        "Mettez-le d’abord sur la table"),
    sw=("kilichotumika kukitengeneza hakiko mezani katika toleo hilo", "kitu na alama ya moja ya matoleo yake",
        "Kiweke mezani kwanza"),
    es=("aquello de que está hecho no está sobre la mesa en esa versión",
        "una cosa y la huella de una de sus versiones", "Póngalo primero sobre la mesa"),
)  # fmt: skip
NO_REQUEST = Refusal(
    "subject.request",
    en=("there is no such change request", "change requests of this case", "Ask for the change first, or name none"),
    fr=("cette demande de changement n’existe pas", "les demandes de ce dossier",
        "Demandez d’abord le changement, ou n’en nommez aucune"),
    sw=("hakuna ombi la badiliko kama hilo", "maombi ya mabadiliko ya shauri hili",
        "Omba badiliko kwanza, au usitaje lolote"),
    es=("no existe esa petición de cambio", "peticiones de cambio de este caso",
        "Pida primero el cambio, o no nombre ninguna"),
)  # fmt: skip
MORE_THAN_WORDS = Refusal(
    "subject.more_than_words",
    en=("this changes more than words", "the same parameters, sources and outputs", "Enter it as a change of meaning"),
    fr=("ceci change plus que des mots", "les mêmes paramètres, sources et sorties",
        "Saisissez-le comme un changement de sens"),
    sw=("hii inabadilisha zaidi ya maneno", "vipimo, vyanzo na matokeo yaleyale", "Iingize kama badiliko la maana"),
    es=("esto cambia más que palabras", "los mismos parámetros, fuentes y resultados",
        "Anótelo como cambio de sentido"),
)  # fmt: skip
NOT_HEARD = Refusal(
    "subject.not_heard",
    en=("nobody of the user side has said anything about it", "a remark, or a sense-check that was shown",
        "Ask them, in a session or on paper"),
    fr=("personne du côté des usagers n’en a rien dit", "une remarque, ou un avis qui a été montré",
        "Demandez-leur, en séance ou sur papier"),
    sw=("hakuna mtu wa upande wa watumiaji aliyesema lolote kuihusu", "oni, au maoni ya awali yaliyoonyeshwa",
        "Waulize, katika kikao au kwa karatasi"),
    es=("nadie del lado usuario ha dicho nada de esto", "un comentario, o un sondeo que se mostró",
        "Pregúnteles, en una sesión o en papel"),
)  # fmt: skip
NOT_ANSWERED = Refusal(
    "subject.not_answered",
    en=("remarks on it are without an answer", "each used, not used with a reason, or parked",
        "Answer %(first)s and the others first"),
    fr=("des remarques sont sans réponse", "chacune utilisée, écartée avec une raison, ou mise de côté",
        "Répondez d’abord à %(first)s et aux autres"),
    sw=("maoni kuihusu hayajajibiwa", "kila moja limetumika, halikutumika kwa sababu, au limewekwa kando",
        "Jibu kwanza %(first)s na mengine"),
    es=("hay comentarios sin respuesta", "cada uno usado, no usado con una razón, o apartado",
        "Responda primero a %(first)s y a los demás"),
)  # fmt: skip
NO_CONSENT = Refusal(
    "subject.no_consent",
    en=("no consent round has passed on this version", "a consent round passed on the version that stands",
        "Open a consent round on it"),
    fr=("aucun tour de consentement n’a passé sur cette version", "un tour passé sur la version actuelle",
        "Ouvrez un tour de consentement"),
    sw=("hakuna duru ya ridhaa iliyopita kwa toleo hili", "duru ya ridhaa iliyopita kwa toleo linalosimama",
        "Fungua duru ya ridhaa"),
    es=("ninguna ronda de consentimiento pasó sobre esta versión", "una ronda que pasó sobre la versión vigente",
        "Abra una ronda de consentimiento"),
)  # fmt: skip
PROVISIONAL = Refusal(
    "subject.provisional",
    en=("what it is made from is not agreed: %(source)s", "sources agreed in the version it is made from",
        "Agree on that first, or make it again from what is agreed"),
    fr=("ce dont c’est fait n’est pas convenu : %(source)s", "des sources convenues dans cette version",
        "Convenez-en d’abord, ou refaites-le à partir de ce qui est convenu"),
    sw=("kilichotumika kuitengeneza hakijakubaliwa: %(source)s", "vyanzo vilivyokubaliwa katika toleo lililotumika",
        "Kubalianeni kwanza juu ya hicho, au itengenezeni upya kwa kilichokubaliwa"),
    es=("aquello de que está hecho no está acordado: %(source)s", "fuentes acordadas en la versión usada",
        "Acuérdenlo primero, o háganlo de nuevo con lo acordado"),
)  # fmt: skip

SUBJECT = Entity(
    "subject", Subject, State, Action, MOVES, apply, ends=frozenset({State.SUPERSEDED}),
    refusals=(NO_KIND, NO_SOURCE, NO_REQUEST, MORE_THAN_WORDS, NOT_HEARD, NOT_ANSWERED, NO_CONSENT, PROVISIONAL),
)  # fmt: skip

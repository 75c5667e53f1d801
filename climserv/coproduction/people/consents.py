"""Consents: somebody lets what is theirs be used, so far and no further, and can take it back in one act."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import NOT_YET, SCRIBES, STEERING, VOICES, Entity, Move, Role, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    ASK = "ask"
    GIVE = "give"
    REFUSE = "refuse"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"


class Scope(StrEnum):
    """How far it goes; each is wider than the one before."""

    CASE = "case"
    PRODUCER = "producer"
    RESEARCH = "research"
    PUBLIC = "public"


class Form(StrEnum):
    """How it was given."""

    SPOKEN = "spoken"
    WITNESSED = "witnessed"
    WRITTEN = "written"


@dataclass(frozen=True, kw_only=True)
class Consent(Thing):
    """Consent of the person `of` to the use of `subject` (an id, or words such as `my gauge`) within `scope`."""

    of: str = ""
    subject: str = ""
    scope: str = Scope.CASE
    form: str = ""
    language: str = ""
    witness: str = ""
    expires: str = ""

    def holds(self, scope: str, at: datetime) -> bool:
        """Whether it covers a use of this scope at this time."""
        reaches = list(Scope).index(Scope(scope)) <= list(Scope).index(Scope(self.scope))
        return self.state == State.GIVEN and reaches and not self.over(at)

    def over(self, at: datetime) -> bool:
        """Whether its last day has passed."""
        return bool(self.expires) and at.date() > date.fromisoformat(self.expires)


def apply(consent: Consent | None, event: Event, state: "CaseState") -> Consent:
    consent, said = consent or Consent(**born(event)), event.said
    if event.action == Action.ASK:
        told = {name: str(said.get(name, "")) for name in ("of", "subject", "language", "expires")}
        return replace(consent, **told, scope=str(said.get("scope", Scope.CASE)), form="", witness="")
    if event.action == Action.GIVE:
        told = {name: str(said.get(name, "")) for name in ("form", "witness")}
        return replace(consent, **told, language=str(said.get("language", consent.language)))
    return consent


def asked_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A scope that there is, and a last day that can be read."""
    where, said = f"consent {event.entity_id}", event.said
    if said["scope"] not in tuple(Scope):
        yield NO_SCOPE.at(where, got=str(said["scope"]), scopes=", ".join(Scope))
    try:
        date.fromisoformat(said.get("expires") or "2000-01-01")
    except (TypeError, ValueError):
        yield NO_DAY.at(where, got=str(said["expires"]))


def given_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A form that there is; what is witnessed names a witness other than the giver."""
    where, said = f"consent {event.entity_id}", event.said
    if said["form"] not in tuple(Form):
        yield NO_FORM.at(where, got=str(said["form"]), forms=", ".join(Form))
    if said["form"] == Form.WITNESSED and said.get("witness") in (None, "", event.person):
        yield NO_WITNESS.at(where, got=str(said.get("witness", "")))


def is_theirs(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Only the person asked answers, and only they take it back."""
    if state.find(Consent, event.entity_id).of != event.person:
        yield NOT_YOURS.at(f"consent {event.entity_id}", got=event.person)


def its_day_has_passed(state: "CaseState", event: Event) -> Iterable[Problem]:
    """It ends by itself only after its last day."""
    consent = state.find(Consent, event.entity_id)
    if not consent.over(event.at):
        yield STILL_GOOD.at(f"consent {event.entity_id}", got=f"{event.at:%Y-%m-%d}", expires=consent.expires or "-")


ASKERS = VOICES | STEERING | SCRIBES
THEIRS = frozenset({Role.ANYONE})
_ASK = Move(State.ASKED, ASKERS, needs=("of", "subject", "scope"), checks=(asked_rightly,))

MOVES = {
    **{(state, Action.ASK): _ASK for state in (NOT_YET, State.REFUSED, State.EXPIRED, State.WITHDRAWN)},
    (State.ASKED, Action.GIVE): Move(
        State.GIVEN, THEIRS, needs=("form",), checks=(given_rightly,), guards=(is_theirs,)
    ),
    (State.ASKED, Action.REFUSE): Move(State.REFUSED, THEIRS, guards=(is_theirs,)),
    (State.GIVEN, Action.WITHDRAW): Move(State.WITHDRAWN, THEIRS, guards=(is_theirs,)),
    (State.GIVEN, Action.EXPIRE): Move(State.EXPIRED, frozenset({Role.HOUSE}), guards=(its_day_has_passed,)),
}

NO_SCOPE = Refusal(
    "consent.scope",
    en=("there is no such scope", "%(scopes)s", "Say how far the consent goes"),
    fr=("cette portée n’existe pas", "%(scopes)s", "Dites jusqu’où va l’accord"),
    sw=("hakuna upeo kama huo", "%(scopes)s", "Sema ridhaa inafika wapi"),
    es=("no existe ese alcance", "%(scopes)s", "Diga hasta dónde llega el consentimiento"),
)
NO_DAY = Refusal(
    "consent.expires",
    en=("the last day cannot be read", "a day such as 2027-03-31, or none", "Write the day again"),
    fr=("le dernier jour est illisible", "un jour comme 2027-03-31, ou aucun", "Récrivez le jour"),
    sw=("siku ya mwisho haisomeki", "siku kama 2027-03-31, au bila siku", "Andika siku tena"),
    es=("no se puede leer el último día", "un día como 2027-03-31, o ninguno", "Escriba otra vez el día"),
)
NO_FORM = Refusal(
    "consent.form",
    en=("there is no such form of consent", "%(forms)s", "Say how it was given"),
    fr=("cette forme d’accord n’existe pas", "%(forms)s", "Dites comment il a été donné"),
    sw=("hakuna namna kama hiyo ya ridhaa", "%(forms)s", "Sema ilitolewaje"),
    es=("no existe esa forma de consentimiento", "%(forms)s", "Diga cómo se dio"),
)
NO_WITNESS = Refusal(
    "consent.witness",
    en=("no witness is named", "somebody other than the giver", "Write who heard it"),
    fr=("aucun témoin n’est nommé", "quelqu’un d’autre que la personne", "Écrivez qui l’a entendu"),
    sw=("shahidi hajatajwa", "mtu mwingine asiye mtoa ridhaa", "Andika nani aliisikia"),
    es=("no se nombra ningún testigo", "alguien distinto de quien lo da", "Escriba quién lo oyó"),
)
NOT_YOURS = Refusal(
    "consent.not_yours",
    en=("this consent is somebody else's", "the person who was asked", "Ask them, and enter what they say"),
    fr=("cet accord est celui de quelqu’un d’autre", "la personne à qui il a été demandé",
        "Demandez-lui, et notez sa réponse"),
    sw=("ridhaa hii ni ya mtu mwingine", "mtu aliyeulizwa", "Mwulize, kisha uandike anachosema"),
    es=("este consentimiento es de otra persona", "la persona a quien se preguntó", "Pregúntele y anote lo que diga"),
)  # fmt: skip
STILL_GOOD = Refusal(
    "consent.still_good",
    en=("this consent has not run out", "a day after %(expires)s", "Leave it; the giver may withdraw it any day"),
    fr=("cet accord n’a pas expiré", "un jour après le %(expires)s",
        "Laissez-le ; la personne peut le retirer quand elle veut"),
    sw=("ridhaa hii bado haijaisha", "siku baada ya %(expires)s", "Iache; aliyeitoa anaweza kuiondoa siku yoyote"),
    es=("este consentimiento no ha vencido", "un día después de %(expires)s",
        "Déjelo; quien lo dio puede retirarlo cualquier día"),
)  # fmt: skip

CONSENT = Entity(
    "consent", Consent, State, Action, MOVES, apply,
    refusals=(NO_SCOPE, NO_DAY, NO_FORM, NO_WITNESS, NOT_YOURS, STILL_GOOD),
)  # fmt: skip

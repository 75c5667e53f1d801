"""People of a case: who they are here, on which side, and what that lets them do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import CASE_ROLES, NOT_YET, SCRIBES, STEERING, VOICES, Entity, Move, Role, Side, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    ACTIVE = "active"
    ERASED = "erased"


class Action(StrEnum):
    ADD = "add"
    JOIN = "join"
    DESCRIBE = "describe"
    PLACE = "place"
    ERASE = "erase"


class Shown(StrEnum):
    """How somebody wishes to be named."""

    NAME = "name"
    GROUP = "group"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Person(Thing):
    """Somebody in a case. Side, role and party stay when the person is erased, so that counts stay."""

    side: str = Side.OBSERVER
    role: str = Role.OBSERVER
    party: str = ""
    name: str = ""
    group: str = ""
    languages: tuple[str, ...] = ()
    age_band: str = ""
    gender: str = ""
    shown: str = Shown.NAME

    @property
    def has_voice(self) -> bool:
        """Whether this person responds in decision rounds and signs; facilitators and observers do not."""
        return self.state == State.ACTIVE and self.role in VOICES and self.side != Side.OBSERVER

    @property
    def leads(self) -> bool:
        """Whether this person is the lead."""
        return self.state == State.ACTIVE and self.role == Role.LEAD

    @property
    def shown_as(self) -> str:
        """The name to print: their own, their group's, or none."""
        return {Shown.NAME: self.name, Shown.GROUP: self.group}.get(Shown(self.shown), "")


def roles_of(state: "CaseState", person: str) -> frozenset[Role]:
    """What a person is in the case. Who opened it leads it until somebody is named lead."""
    if not person:
        return frozenset({Role.HOUSE})
    known = state.find(Person, person)
    roles = {Role(known.role)} if known and known.state == State.ACTIVE else set()
    opening = state.story("case", state.case)[:1]
    if opening and opening[0].person == person and not any(one.leads for one in state.of(Person).values()):
        roles.add(Role.LEAD)
    return frozenset(roles)


def placed_by_others(state: "CaseState", person: str) -> bool:
    """Whether the case has said on which side somebody is; who came by a code has only said it themself."""
    return any(one.action in (Action.ADD, Action.PLACE) for one in state.story("person", person))


def apply(person: Person | None, event: Event, state: "CaseState") -> Person:
    said = event.said
    if person is None:
        person = Person(**born(event))
    if event.action in (Action.ADD, Action.JOIN, Action.PLACE):
        placed = {name: str(said.get(name, getattr(person, name))) for name in ("side", "role", "party")}
        return replace(person, **placed)
    if event.action == Action.DESCRIBE:
        told = {name: str(said.get(name, "")) for name in ("name", "group", "age_band", "gender")}
        shown = str(said.get("shown", Shown.NAME))
        return replace(person, **told, shown=shown, languages=tuple(said.get("languages", ())))
    return Person(id=person.id, by=person.by, made=person.made, side=person.side, role=person.role, party=person.party)


def placed_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A side and a role that there are; only who steers gives more than to take part or to look on."""
    where = f"person {event.entity_id}"
    side, role = event.said.get("side"), event.said.get("role")
    if side not in tuple(Side):
        yield NO_SIDE.at(where, got=str(side), sides=", ".join(Side))
    if role not in CASE_ROLES:
        yield NO_ROLE.at(where, got=str(role), roles=", ".join(CASE_ROLES))
    elif role not in (Role.PARTICIPANT, Role.OBSERVER) and not roles_of(state, event.person) & GIVERS:
        yield ROLE_NOT_YOURS.at(where, got=role)


def by_another(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Nobody gives themself another side or role, neither who steers nor in the name of whom they write down."""
    if event.entity_id in (event.who, event.person):
        yield OWN_PLACE.at(f"person {event.entity_id}", got=event.who)


def shown_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """One of the three ways of being named, where one is given."""
    shown = event.said.get("shown", Shown.NAME)
    if shown not in tuple(Shown):
        yield NO_SHOWN.at(f"person {event.entity_id}", got=str(shown), ways=", ".join(Shown))


GIVERS = frozenset({*STEERING, Role.HOUSE})
WRITERS = frozenset({*SCRIBES, Role.SELF})

MOVES = {
    (NOT_YET, Action.ADD): Move(State.ACTIVE, SCRIBES, needs=("side", "role"), checks=(placed_rightly,)),
    (NOT_YET, Action.JOIN): Move(
        State.ACTIVE, frozenset({Role.SELF}), needs=("side", "role"), checks=(placed_rightly,)
    ),
    (State.ACTIVE, Action.DESCRIBE): Move(State.ACTIVE, WRITERS, checks=(shown_rightly,)),
    (State.ACTIVE, Action.PLACE): Move(
        State.ACTIVE, GIVERS, needs=("side", "role"), checks=(placed_rightly,), guards=(by_another,), needs_reason=True
    ),
    (State.ACTIVE, Action.ERASE): Move(State.ERASED, frozenset({Role.SELF, Role.HOUSE})),
}

NO_SIDE = Refusal(
    "person.side",
    en=("there is no such side", "%(sides)s", "Say on which side of the table they are in this case"),
    fr=("ce côté n’existe pas", "%(sides)s", "Dites de quel côté de la table cette personne est dans ce dossier"),
    sw=("hakuna upande kama huo", "%(sides)s", "Sema yuko upande gani wa meza katika shauri hili"),
    es=("no existe ese lado", "%(sides)s", "Diga de qué lado de la mesa está en este caso"),
)
NO_ROLE = Refusal(
    "person.role",
    en=("there is no such role", "%(roles)s", "Choose one of them"),
    fr=("ce rôle n’existe pas", "%(roles)s", "Choisissez-en un"),
    sw=("hakuna nafasi kama hiyo", "%(roles)s", "Chagua mojawapo"),
    es=("no existe esa función", "%(roles)s", "Elija una de ellas"),
)
ROLE_NOT_YOURS = Refusal(
    "person.role_not_yours",
    en=("this role is given by who steers the case", "participant or observer", "Ask the lead or the facilitator"),
    fr=("ce rôle est donné par qui conduit le dossier", "participant ou observateur",
        "Demandez au responsable ou à l’animateur"),
    sw=("nafasi hii hutolewa na anayeongoza shauri", "mshiriki au mtazamaji", "Mwombe kiongozi au mwezeshaji"),
    es=("esta función la da quien dirige el caso", "participante u observador", "Pídalo a quien dirige o facilita"),
)  # fmt: skip
OWN_PLACE = Refusal(
    "person.own_place",
    en=("nobody gives themself another side or role", "somebody else who leads or facilitates", "Ask one of them"),
    fr=("personne ne se donne un autre côté ou un autre rôle", "quelqu’un d’autre qui conduit ou anime",
        "Demandez à l’un d’eux"),
    sw=("hakuna anayejipa upande au jukumu jingine", "mtu mwingine anayeongoza au kuendesha", "Mwombeni mmoja wao"),
    es=(
        "nadie se da a sí mismo otro lado u otro papel",
        "otra persona que dirige o facilita",
        "Pídanselo a una de ellas",
    ),
)  # fmt: skip
NO_SHOWN = Refusal(
    "person.shown",
    en=("there is no such way of being named", "%(ways)s", "Choose one of them"),
    fr=("cette façon d’être nommé n’existe pas", "%(ways)s", "Choisissez-en une"),
    sw=("hakuna namna kama hiyo ya kutajwa", "%(ways)s", "Chagua mojawapo"),
    es=("no existe esa manera de ser nombrado", "%(ways)s", "Elija una de ellas"),
)

PERSON = Entity(
    "person", Person, State, Action, MOVES, apply,
    ends=frozenset({State.ERASED}), refusals=(NO_SIDE, NO_ROLE, ROLE_NOT_YOURS, OWN_PLACE, NO_SHOWN),
)  # fmt: skip

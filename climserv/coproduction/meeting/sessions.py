"""Sessions: people meet at a planned time, something lies on the table, a question is asked, minutes are agreed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from climserv.vocabulary.problems import Problem

from ..logbook.entity import NOT_YET, STEERING, VOICES, Entity, Move, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..people.people import Person
from ..people.working_agreements import AGREEING
from .agendas import SESSION_TYPES

if TYPE_CHECKING:
    from ..logbook.state import CaseState


# What a session of several days, and one step of it, may take.
LONGEST_HOURS, LONGEST_MINUTES = 336, 1440


class State(StrEnum):
    PLANNED = "planned"
    INVITED = "invited"
    OPEN = "open"
    MINUTES_DRAFT = "minutes_draft"
    MINUTES_SHOWN = "minutes_shown"
    MINUTES_AGREED = "minutes_agreed"
    CANCELLED = "cancelled"


class Action(StrEnum):
    PLAN = "plan"
    CHANGE = "change"
    INVITE = "invite"
    OPEN = "open"
    PHASE = "phase"
    TABLE = "table"
    ASK = "ask"
    CLOSE = "close"
    SHOW = "show"
    AGREE = "agree"
    SETTLE = "settle"
    REVISE = "revise"
    CANCEL = "cancel"


@dataclass(frozen=True, kw_only=True)
class Session(Thing):
    """A session.

    type, agenda     one of `SESSION_TYPES`, and the names of its steps in the order of the day
    starts, hours    as planned
    phase            the step it is at since `phase_since`, for `phase_minutes`
    table, question  what lies on the table (ids of subjects), and what is asked now
    minutes          content hash of the minutes as shown; `agreed` are pairs of a person and such a hash
    """

    type: str = "free"
    starts: str = ""
    hours: float = 0
    place: str = ""
    languages: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()
    phase: str = ""
    phase_since: datetime | None = None
    phase_minutes: int = 0
    table: tuple[str, ...] = ()
    question: str = ""
    minutes: str = ""
    agreed: tuple[tuple[str, str], ...] = ()

    @property
    def phase_ends(self) -> datetime | None:
        """When the time given to this phase is over; None where it has no end."""
        return self.phase_since + timedelta(minutes=self.phase_minutes) if self.phase_minutes else None


def clashes(starts: date, busy: Iterable[Mapping[str, str]]) -> list[str]:
    """What keeps people busy on that day of the year.

    busy  rows of `what`, `from` and `to`, the last two as `MM-DD`, both counted; `to` before `from` is over New Year
    """
    day = f"{starts:%m-%d}"
    return [row["what"] for row in busy if _within(day, row["from"], row["to"])]


def _within(day: str, first: str, last: str) -> bool:
    return first <= day <= last if first <= last else day >= first or day <= last


def sides_agreed(state: "CaseState", session: Session) -> set[str]:
    """The sides of which somebody has agreed to the minutes as they are shown now."""
    people = [state.find(Person, person) for person, minutes in session.agreed if minutes == session.minutes]
    return {one.side for one in people if one}


def apply(session: Session | None, event: Event, state: "CaseState") -> Session:
    session, said = session or Session(**born(event)), event.said
    if event.action in (Action.PLAN, Action.CHANGE):
        return _planned(session, said)
    if event.action == Action.PHASE:
        phase, minutes = str(said.get("phase", "")), int(said.get("minutes", 0))
        return replace(session, phase=phase, phase_since=event.at, phase_minutes=minutes)
    if event.action == Action.TABLE:
        return replace(session, table=tuple(said.get("subjects", ())))
    if event.action == Action.ASK:
        return replace(session, question=str(said.get("question", "")))
    if event.action == Action.SHOW:
        return replace(session, minutes=str(said.get("minutes", "")))
    if event.action == Action.AGREE:
        pair = (event.person, str(said.get("to", "")))
        return session if pair in session.agreed else replace(session, agreed=(*session.agreed, pair))
    return session


def _planned(session: Session, said: Mapping[str, Any]) -> Session:
    told = {name: str(said[name]) for name in ("type", "starts", "place") if name in said}
    lists = {name: tuple(said[name]) for name in ("languages", "blocks", "agenda") if name in said}
    session = replace(session, **told, **lists, hours=float(said.get("hours", session.hours)))
    if "agenda" not in said and not session.agenda and session.type in SESSION_TYPES:
        session = replace(session, agenda=tuple(step.name for step in SESSION_TYPES[session.type].steps))
    if not session.starts:
        return session
    return replace(session, clashes=tuple(clashes(date.fromisoformat(session.starts[:10]), said.get("busy", ()))))


def planned_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A kind of session that there is, a day that can be read, and a reason where people are busy."""
    where, said = f"session {event.entity_id}", event.said
    if "type" in said and said["type"] not in SESSION_TYPES:
        yield NO_TYPE.at(where, got=str(said["type"]), types=", ".join(SESSION_TYPES))
    if "starts" in said:
        try:
            starts = datetime.fromisoformat(said["starts"])
        except (TypeError, ValueError):
            starts = None
        if starts is None or not said["starts"].startswith(f"{starts:%Y-%m-%d}"):
            yield NO_DAY.at(where, got=str(said["starts"]))
            return
        busy = clashes(starts, said.get("busy", ()))
        if busy and not event.reason.strip():
            yield BUSY.at(where, got=said["starts"], busy=", ".join(busy))
    if not 0 <= said.get("hours", 0) <= LONGEST_HOURS:
        yield TOO_LONG.at(where, got=str(said["hours"]), most=f"{LONGEST_HOURS} h")


def ends_some_day(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A step takes some minutes of a day, or as long as it takes."""
    minutes = event.said.get("minutes", 0)
    if not 0 <= minutes <= LONGEST_MINUTES:
        yield TOO_LONG.at(f"session {event.entity_id}", got=str(minutes)[:20], most=f"{LONGEST_MINUTES} min")


def what_is_shown(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Agreement is to the minutes as shown now."""
    session = state.find(Session, event.entity_id)
    if event.said.get("to") != session.minutes:
        yield OTHER_MINUTES.at(f"session {event.entity_id}", got=str(event.said.get("to"))[:12])


def both_sides_agreed(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Somebody of each side has agreed to the minutes."""
    agreed = sides_agreed(state, state.find(Session, event.entity_id))
    for side in AGREEING:
        if side not in agreed:
            yield SIDE_SILENT.at(f"session {event.entity_id}", side=str(side))


_CHANGE = {"checks": (planned_rightly,)}

MOVES = {
    # Any voice may call a session, of whichever side.
    (NOT_YET, Action.PLAN): Move(State.PLANNED, VOICES | STEERING, needs=("type", "starts"), **_CHANGE),
    (State.PLANNED, Action.CHANGE): Move(State.PLANNED, STEERING, **_CHANGE),
    (State.INVITED, Action.CHANGE): Move(State.PLANNED, STEERING, needs_reason=True, **_CHANGE),
    (State.PLANNED, Action.INVITE): Move(State.INVITED, STEERING),
    **{(state, Action.OPEN): Move(State.OPEN, STEERING) for state in (State.PLANNED, State.INVITED)},
    **{
        (state, Action.CANCEL): Move(State.CANCELLED, STEERING, needs_reason=True)
        for state in (State.PLANNED, State.INVITED, State.OPEN)
    },
    (State.OPEN, Action.PHASE): Move(State.OPEN, STEERING, needs=("phase",), checks=(ends_some_day,)),
    (State.OPEN, Action.TABLE): Move(State.OPEN, STEERING),
    (State.OPEN, Action.ASK): Move(State.OPEN, STEERING, needs=("question",)),
    (State.OPEN, Action.CLOSE): Move(State.MINUTES_DRAFT, STEERING),
    (State.MINUTES_DRAFT, Action.SHOW): Move(State.MINUTES_SHOWN, STEERING, needs=("minutes",)),
    (State.MINUTES_SHOWN, Action.AGREE): Move(
        State.MINUTES_SHOWN, VOICES, frozenset(AGREEING), needs=("to",), checks=(what_is_shown,)
    ),
    (State.MINUTES_SHOWN, Action.REVISE): Move(State.MINUTES_DRAFT, VOICES | STEERING, needs_reason=True),
    (State.MINUTES_SHOWN, Action.SETTLE): Move(State.MINUTES_AGREED, STEERING, guards=(both_sides_agreed,)),
    (State.MINUTES_AGREED, Action.REVISE): Move(State.MINUTES_DRAFT, STEERING, needs_reason=True),
}

NO_TYPE = Refusal(
    "session.type",
    en=("there is no such kind of session", "%(types)s", "Choose one of them; `free` has no agenda of its own"),
    fr=("ce genre de séance n’existe pas", "%(types)s", "Choisissez-en un ; `free` n’a pas d’ordre du jour propre"),
    sw=("hakuna kikao cha aina hiyo", "%(types)s", "Chagua mojawapo; `free` haina ajenda yake"),
    es=("no existe ese tipo de sesión", "%(types)s", "Elija uno de ellos; `free` no tiene agenda propia"),
)
NO_DAY = Refusal(
    "session.starts",
    en=("the day cannot be read", "a day and an hour such as 2026-08-12T14:00", "Write the day again"),
    fr=("le jour est illisible", "un jour et une heure, par exemple 2026-08-12T14:00", "Récrivez le jour"),
    sw=("siku haisomeki", "siku na saa kama 2026-08-12T14:00", "Andika siku tena"),
    es=("no se puede leer el día", "un día y una hora como 2026-08-12T14:00", "Escriba otra vez el día"),
)
BUSY = Refusal(
    "session.busy",
    en=("people are busy on that day: %(busy)s", "another day, or a reason", "Move it, or write why it must be then"),
    fr=("les gens sont occupés ce jour-là : %(busy)s", "un autre jour, ou une raison",
        "Déplacez la séance, ou écrivez pourquoi ce jour-là"),
    sw=("watu wana kazi siku hiyo: %(busy)s", "siku nyingine, au sababu",
        "Ihamishe, au andika kwa nini lazima iwe siku hiyo"),
    es=("la gente está ocupada ese día: %(busy)s", "otro día, o una razón",
        "Cámbielo, o escriba por qué tiene que ser entonces"),
)  # fmt: skip
TOO_LONG = Refusal(
    "session.long",
    en=("this takes less than nothing, or too long", "from nought to %(most)s", "Write how long it takes"),
    fr=("ceci dure moins que rien, ou trop longtemps", "de zéro à %(most)s", "Écrivez la durée"),
    sw=("muda huu ni pungufu ya sifuri, au mrefu mno", "kuanzia sifuri hadi %(most)s", "Andika inachukua muda gani"),
    es=("esto dura menos que nada, o demasiado", "de cero a %(most)s", "Escriba cuánto dura"),
)
OTHER_MINUTES = Refusal(
    "session.other_minutes",
    en=("the minutes have changed since", "the minutes as they are shown now", "Read them again, and agree to them"),
    fr=("le compte rendu a changé depuis", "le compte rendu affiché maintenant", "Relisez-le, puis acceptez-le"),
    sw=("kumbukumbu za kikao zimebadilika tangu hapo", "kumbukumbu kama zinavyoonyeshwa sasa",
        "Zisome tena, kisha uzikubali"),
    es=("el acta ha cambiado desde entonces", "el acta tal como se muestra ahora", "Léala otra vez y acéptela"),
)  # fmt: skip
SIDE_SILENT = Refusal(
    "session.minutes_side",
    en=("nobody of the %(side)s side has agreed to the minutes", "agreement of both sides", "Show them to that side"),
    fr=("personne du côté %(side)s n’a accepté le compte rendu", "l’accord des deux côtés",
        "Montrez-le à ce côté"),
    sw=("hakuna mtu wa upande wa %(side)s aliyekubali kumbukumbu za kikao", "makubaliano ya pande zote mbili",
        "Uonyeshe upande huo"),
    es=("nadie del lado %(side)s ha aceptado el acta", "el acuerdo de los dos lados", "Muéstrela a ese lado"),
)  # fmt: skip

SESSION = Entity(
    "session", Session, State, Action, MOVES, apply, ends=frozenset({State.CANCELLED}),
    refusals=(NO_TYPE, NO_DAY, BUSY, TOO_LONG, OTHER_MINUTES, SIDE_SILENT),
)  # fmt: skip

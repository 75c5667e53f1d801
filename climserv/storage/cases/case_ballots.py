"""Secret answers: the log gets a mark that somebody has answered, the round's one box a count, in one transaction.

The box is one row that is overwritten, so neither its columns nor its place in the file say who came when. Nothing
else of an answer is written anywhere. Who reads the database over and over while people answer can still watch the
counts grow: until it is opened, a box is as safe as the machine it stands on.
"""

from sqlalchemy.orm import Session

from ...coproduction.deciding.deciding import TOO_SMALL
from ...coproduction.deciding.responses import NO_VALUE, response_id, responses_to
from ...coproduction.deciding.rounds import Action, Round
from ...coproduction.deciding.secrecy import Box, box_from, put, shown
from ...coproduction.logbook.events import Channel, Event
from ...coproduction.people.people import Person
from ...coproduction.people.small_numbers import LEAST
from ...vocabulary.problems import Refused
from ..clock import Clock, utc_now
from .case_logs import CaseLogs
from .case_models import BallotBox
from .cases import do

LONGEST_REASON = 500


def answer_secretly(
    session: Session, logs: CaseLogs, case_id: str, person: str, round_id: str, value: str, reason: str = "", *,
    on_behalf_of: str = "", channel: str = Channel.SCREEN, meeting: str = "", id: str = "", clock: Clock = utc_now,
) -> Event:  # fmt: skip
    """One answer into the box of a secret round; the event says that there is one, and never which.

    person   who enters it; `on_behalf_of` whose answer it is, from paper or as spoken
    id       of the event; whether it is written already asks `cases.was_sent` before
    """
    voice = on_behalf_of or person
    marked = do(
        session, logs, case_id, person, "response", "mark", entity_id=response_id(round_id, voice), channel=channel,
        on_behalf_of=on_behalf_of, meeting=meeting, id=id, clock=clock,
    )  # fmt: skip
    state = logs.read(session, case_id).state
    asked = state.find(Round, round_id)
    if value not in asked.values:
        raise Refused(NO_VALUE.at(f"round {round_id}", got=value[:40], values=", ".join(asked.values)))
    # The case's row is held by `do`: no two answers change the box at once.
    row = session.get(BallotBox, round_id, populate_existing=True)
    if row is None:
        row = BallotBox(round=round_id, case_id=case_id, box=Box(asked.split).as_dict())
        session.add(row)
    side = state.find(Person, voice).side
    row.box = put(box_from(row.box), side, value, " ".join(reason.split())[:LONGEST_REASON]).as_dict()
    session.flush()
    return marked


def reveal(
    session: Session, logs: CaseLogs, case_id: str, person: str, round_id: str, *, meeting: str = "",
    clock: Clock = utc_now,
) -> Event:  # fmt: skip
    """Show what was answered; the box of a secret round is opened as far as its counts speak of nobody, and goes."""
    state = logs.read(session, case_id).state
    asked, opened = state.find(Round, round_id), None
    row = session.get(BallotBox, round_id, populate_existing=True) if asked and asked.secret else None
    if row is not None and (opened := shown(box_from(row.box))) is None:
        answered = len(responses_to(state, round_id))
        raise Refused(TOO_SMALL.at(f"round {round_id}", got=str(answered), least=LEAST))
    event = do(session, logs, case_id, person, "round", Action.REVEAL, entity_id=round_id, data=opened,
               meeting=meeting, clock=clock)  # fmt: skip
    _remove(session, row)
    return event


def cancel(
    session: Session, logs: CaseLogs, case_id: str, person: str, round_id: str, reason: str, *, meeting: str = "",
    clock: Clock = utc_now,
) -> Event:  # fmt: skip
    """The round comes to nothing; what lies in its box is never counted."""
    event = do(session, logs, case_id, person, "round", Action.CANCEL, entity_id=round_id, reason=reason,
               meeting=meeting, clock=clock)  # fmt: skip
    _remove(session, session.get(BallotBox, round_id))
    return event


def _remove(session: Session, row: BallotBox | None) -> None:
    if row is not None:
        session.delete(row)
        session.flush()

"""What a reader may know of the demand: the board of all needs, and of them those that are open to this person."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask_login import current_user

from climserv.matching.demand.board import Board
from climserv.matching.demand.demand import waiting
from climserv.matching.demand.gaps import Waiting
from climserv.matching.judging import Asked
from climserv.storage.visibility import Whose, whose_needs

from ..house import house


@dataclass(frozen=True)
class Demand:
    """The board as things stand, whose each need is that may be seen, and the day of reading."""

    board: Board
    whose: dict[str, Whose]
    today: date

    @property
    def groups(self) -> dict[str, int]:
        return {need: one.id for need, one in self.whose.items()}

    @cached_property
    def waiting(self) -> list[tuple[Asked, Waiting]]:
        return waiting(self.board, self.today, self.whose)

    @cached_property
    def held(self) -> dict[str, Waiting]:
        """What each need waits for, by its id."""
        return {asked.need.need: held for asked, held in self.waiting}


def read_demand() -> Demand:
    board = house().board()
    with house().database.reading() as session:
        return Demand(board, whose_needs(session, current_user), house().clock().date())

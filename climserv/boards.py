"""The board of this site: every need set against all there is, kept between askings, and those told whom it concerns.

Several processes may keep one each. What was told is in the database, and there one process at a time tells more.
"""

import hashlib
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from . import __version__
from .books import folder_state, house_book
from .catalogue.catalogue import open_catalogue, stamp
from .catalogue.places import Places, load_places
from .config import Settings
from .matching.asking import area_of
from .matching.demand.board import Board
from .matching.judging import Asked
from .needs.loading import need_from_dict
from .storage.clock import Clock, utc_now
from .storage.database import Database
from .storage.models import NeedRow, NeedVersion
from .storage.permissions import OPERATOR
from .storage.recipes.recipe_reading import stamp as recipes_stamp
from .storage.rematching import last_told, tell
from .storage.visibility import open_needs

# So often is a telling begun anew when the shelf changes under it.
_TRIES = 3


@dataclass(frozen=True)
class _Held:
    """A board, the versions of the needs on it, and the state of needs and shelf it was made from."""

    board: Board
    needs: dict[str, int]
    needs_state: tuple
    shelf_state: tuple


class Boards:
    """Keeps one board and brings it up to date: only what changed is matched again.

    book, cards   how the recipes and the data are had; by default as the command line has them
    """

    def __init__(
        self,
        settings: Settings,
        *,
        book: Callable[[Session], Any] | None = None,
        cards: Callable[[], Any] | None = None,
        places: Places | None = None,
    ):
        self._settings = settings
        self._book = book or (lambda session: house_book(session, settings))
        self._cards = cards or (lambda: open_catalogue(settings))
        self._places = places
        self._held: _Held | None = None
        self._lock = threading.Lock()

    def board(self, session: Session) -> Board:
        """The board as things stand. It is shared: read it, and change nothing on it."""
        with self._lock:
            return self._brought_up(session).board

    def state(self, session: Session) -> str:
        """A short name for the state of needs and shelf; another whenever either is."""
        told = (__version__, _needs_state(session), _shelf_state(session, self._settings))
        return hashlib.sha256(repr(told).encode()).hexdigest()

    def match_again(self, database: Database, *, clock: Clock = utc_now) -> int:
        """Match what changed, and tell the owners of needs whose verdict did; how many were told.

        Costs a few questions to the database when nothing has changed. When another process tells the same at this
        moment, it is told once.
        """
        for _ in range(_TRIES):
            with database.reading() as session:
                state = self.state(session)
                if last_told(session) == state:
                    return 0
                with self._lock:
                    held = self._brought_up(session)
                    found = {name: (held.needs[name], best) for name, best in held.board.best.items()}
                if self.state(session) != state:
                    continue
            with database.session() as session:
                told = tell(session, found, state, now=partial(self.state, session), clock=clock)
            if told is not None:
                return told
        return 0

    def _brought_up(self, session: Session) -> _Held:
        needs_state, shelf_state = _needs_state(session), _shelf_state(session, self._settings)
        held = self._held
        if held is not None and (held.needs_state, held.shelf_state) == (needs_state, shelf_state):
            return held
        if held is None:
            board, needs = Board([], self._book(session).recipes, self._cards()), {}
        else:
            # Somebody may be reading the old one at this moment.
            board, needs = held.board.copy(), dict(held.needs)
            if held.shelf_state != shelf_state:
                recipes = _kept(board.shelf.recipes, self._book(session).recipes, lambda one: (one.id, one.version))
                board.change(recipes=recipes, cards=_kept(board.shelf.cards, self._cards(), lambda one: one.dataset))
        self._put_needs(session, board, needs)
        self._held = _Held(board, needs, needs_state, shelf_state)
        return self._held

    def _put_needs(self, session: Session, board: Board, needs: dict[str, int]) -> None:
        if self._places is None:
            self._places = load_places()
        known = {place.id: place for place in self._places}
        for version in session.scalars(open_needs(OPERATOR, "need.see")):
            if needs.get(version.need_id) == version.number:
                continue
            need, _problems = need_from_dict(version.record)
            board.put(Asked(need, area_of(need, known)[0]))
            needs[version.need_id] = version.number


def _kept(before: Iterable[Any], now: Iterable[Any], name: Callable[[Any], Any]) -> list[Any]:
    """What there is now; what says the same as before is the same thing, and is not matched again."""
    held = {name(one): one for one in before}
    return [held[name(one)] if held.get(name(one)) == one else one for one in now]


def _needs_state(session: Session) -> tuple:
    counted = select(func.max(NeedVersion.id), func.count(NeedVersion.id))
    needs = select(func.count(NeedRow.id))
    return (*session.execute(counted).one(), session.scalar(needs))


def _shelf_state(session: Session, settings: Settings) -> tuple:
    return recipes_stamp(session), folder_state(settings), stamp(settings)

"""What every room of the web shares: the database, the queue, and the shelves of recipes, data and places."""

from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from typing import Any

from flask import current_app

from climserv.config import Settings
from climserv.storage.cases.case_logs import CaseLogs
from climserv.storage.clock import Clock, utc_now
from climserv.storage.database import Database
from climserv.storage.jobs import JobQueue

# So many needs are matched again while somebody waits for their page, in some tenths of a second.
MOST_AT_ONCE = 200

MOST_REMEMBERED = 200


class House:
    """Kept in `app.extensions["climserv"]`. The shelves are read at first use, and once.

    Only light classes: nothing here may import xarray, Dask or numba.
    """

    def __init__(self, database: Database, settings: Settings, clock: Clock = utc_now):
        self.database = database
        self.settings = settings
        self.clock = clock
        self.cases = CaseLogs()
        self.jobs = JobQueue(database, clock=lambda: self.clock())
        self._cards = self._book = None
        self._remembered: OrderedDict[tuple, Any] = OrderedDict()

    @property
    def catalogue(self):
        """All cards; read anew when one was added or changed."""
        from climserv.catalogue.catalogue import open_catalogue, stamp

        now = stamp(self.settings)
        if self._cards is None or self._cards[0] != now:
            self._cards = now, open_catalogue(self.settings)
        return self._cards[1]

    @property
    def book(self):
        """The recipes shipped, of the site's folder and published here; read anew when one was published or changed."""
        from climserv.books import folder_state, house_book
        from climserv.storage.recipes.recipe_reading import stamp

        with self.database.reading() as session:
            now = stamp(session), folder_state(self.settings)
            if self._book is None or self._book[0] != now:
                self._book = now, house_book(session, self.settings)
        return self._book[1]

    def remembered(self, name: tuple, seek: Callable[[], Any]) -> Any:
        """What `seek` found for a name while recipes and data are what they were; sought anew when either changed."""
        key = (*name, id(self.book), id(self.catalogue))
        held = self._remembered.get(key)
        if held is None:
            # The shelves are held with it, so that their numbers are not used again.
            held = self._remembered[key] = (seek(), self.book, self.catalogue)
            while len(self._remembered) > MOST_REMEMBERED:
                self._remembered.popitem(last=False)
        return held[0]

    @cached_property
    def boards(self):
        """The board of all needs, brought up to date at every asking."""
        from climserv.boards import Boards

        return Boards(self.settings, book=lambda _session: self.book, cards=lambda: self.catalogue, places=self.places)

    def board(self):
        """Every need of the site on the board as things stand now. Who may read which is for the page to ask."""
        with self.database.reading() as session:
            return self.boards.board(session)

    def match_again(self) -> None:
        """After something was saved: tell the owners of needs whose verdict is another; many wait for the worker."""
        from climserv.storage.needs.needs import count_needs

        with self.database.reading() as session:
            if count_needs(session) > MOST_AT_ONCE:
                return
        self.boards.match_again(self.database, clock=self.clock)

    @cached_property
    def places(self):
        from climserv.catalogue.places import load_places

        return load_places()


def house() -> House:
    """The house of the request that is being answered."""
    return current_app.extensions["climserv"]

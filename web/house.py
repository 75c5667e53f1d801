"""What every room of the web shares: the database, the queue, and the shelves of recipes, data and places."""

from functools import cached_property

from flask import current_app

from climserv.config import Settings
from climserv.storage.clock import Clock, utc_now
from climserv.storage.database import Database
from climserv.storage.jobs import JobQueue


class House:
    """Kept in `app.extensions["climserv"]`. The shelves are read at first use, and once.

    Only light classes: nothing here may import xarray, Dask or numba.
    """

    def __init__(self, database: Database, settings: Settings, clock: Clock = utc_now):
        self.database = database
        self.settings = settings
        self.clock = clock
        self.jobs = JobQueue(database, clock=lambda: self.clock())
        self._cards = None

    @property
    def catalogue(self):
        """All cards; read anew when one was added or changed."""
        from climserv.catalogue.catalogue import open_catalogue, stamp

        now = stamp(self.settings)
        if self._cards is None or self._cards[0] != now:
            self._cards = now, open_catalogue(self.settings)
        return self._cards[1]

    @cached_property
    def book(self):
        from climserv.recipes.book import load_book

        return load_book()

    @cached_property
    def places(self):
        from climserv.catalogue.places import load_places

        return load_places()


def house() -> House:
    """The house of the request that is being answered."""
    return current_app.extensions["climserv"]

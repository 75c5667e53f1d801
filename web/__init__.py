"""The Flask application: one blueprint a room. (The name is shared with web.py, which an application may do.)"""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

from climserv.config import Settings
from climserv.storage.database import Database, open_database

ROOMS = (
    "home", "accounts", "places", "needs", "matches", "notices", "cohorts", "demand", "cases", "joining", "sessions",
    "deciding", "sheets", "runs", "products", "catalogue", "observations", "studio",
)  # fmt: skip


def create_app(settings: Settings, database: Database | None = None) -> Flask:
    """The application on an open database, or on the one of the settings.

    Creates and changes no tables: `climserv db upgrade` does (`serve` and `demo` call it). A database that is not
    migrated is refused with that sentence.
    """
    from .accounts import signed_in
    from .errors import set_up_errors
    from .house import House
    from .languages import set_up_languages
    from .matches.telling import set_up_telling
    from .packing import set_up_packing
    from .security import set_up_security
    from .wording import set_up_wording

    database = database or open_database(settings.database)
    database.refuse_unless_migrated()
    app = Flask(__name__)
    app.extensions["climserv"] = House(database, settings)
    set_up_security(app, settings)
    signed_in.set_up_sign_in(app)
    set_up_languages(app, settings.languages)
    set_up_errors(app)
    set_up_wording(app)
    set_up_packing(app)
    set_up_telling(app)
    for room in ROOMS:
        spec = find_spec(f"{__name__}.{room}")
        if spec is not None and spec.origin is not None:
            app.register_blueprint(import_module(f"{__name__}.{room}").blueprint)
    return app

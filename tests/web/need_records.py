"""Needs of several groups for the tests of matching pages."""

from climserv.storage.needs.needs import save_need

# Months are finer than the seasons that every shipped recipe of hot days speaks of: nothing can answer it yet.
BY_MONTH = {
    "question": {"en": "How many hot days are there in each month?"}, "decision": {"what": "shade the nursery"},
    "who": {"people": 240}, "time": {"scale": "month", "horizon": "past"},
    "space": {"place": "lower-embu", "scale": "district"},
    "metric": {"is": "hot_days", "with": {"threshold": "30 degC"}, "confirmed_by": "chair", "sure": "yes"},
    "origin": {"visibility": "partners"},
}  # fmt: skip


def save(app, person, record=BY_MONTH, **more) -> str:
    """Save a need for a person; its id."""
    with app.extensions["climserv"].database.session() as session:
        return save_need(session, person, {**record, **more}).need_id

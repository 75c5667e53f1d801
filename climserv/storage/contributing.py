"""From the readings that are kept to the dataset that runs use: written anew after every change."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..data.gauges.contributed import Gauge, write_contributed
from .database import Database
from .models import Observation, ObservationSeries, Organisation
from .needs.needs import slug

# The page where each gauge says who consented, and to what.
CONSENTS = "observations/"


def contributed_name(organisation: Organisation) -> str:
    """The name of an organisation's table: its number keeps two groups of similar names apart."""
    return f"{slug(organisation.name) or 'group'}-{organisation.id}"


def export_contributed(database: Database, organisation_id: int, instance: Path) -> Path | None:
    """Write what an organisation contributes as a station table with its card; the card, None when it gives nothing.

    Reads what is stored, not what a caller thinks is: of two that write at once, the last writes what both stored.
    """
    with database.session() as session:
        # The lock makes exports of one group take turns, so that an older state never overwrites a newer one.
        owner = session.get_one(Organisation, organisation_id, with_for_update=True)
        gauges = _gauges(session, organisation_id)
        return write_contributed(instance, contributed_name(owner), owner.name, gauges, CONSENTS)


def export_everything(database: Database, instance: Path) -> None:
    """The tables of every organisation that ever had a series; mends what a fault between two steps left behind."""
    with database.reading() as session:
        owners = session.scalars(select(ObservationSeries.organisation_id).distinct()).all()
    for owner in sorted(owners):
        export_contributed(database, owner, instance)


def _gauges(session: Session, organisation_id: int) -> list[Gauge]:
    live = session.scalars(
        select(ObservationSeries).where(
            ObservationSeries.organisation_id == organisation_id,
            ObservationSeries.kind == "rain_gauge",
            ObservationSeries.consent_scope.in_(("runs", "open")),
            ObservationSeries.withdrawn_at.is_(None),
        )
    )
    return [
        Gauge(
            series.place, series.lat, series.lon, series.altitude, series.dated, series.consent_scope == "open",
            _readings(session, series.id),
        )
        for series in live
    ]  # fmt: skip


def _readings(session: Session, series_id: int) -> tuple:
    rows = session.scalars(select(Observation).where(Observation.series_id == series_id).order_by(Observation.day))
    return tuple((row.day, row.mm, row.flag) for row in rows)

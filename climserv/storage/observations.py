"""What people observe, as it is kept: gauges and fields with their consent, and the readings of each.

Every change appends its event. Readings that are taken back, or whose consent is withdrawn, are deleted; the event
that says so stays, with the days it was about and without their amounts.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ..data.gauges.readings import KINDS, TRACE, UNUSUAL, Reading
from ..vocabulary.problems import Problem, Refused, refuse_if
from .clock import Clock, utc_now
from .events import append_event
from .models import CONSENT_FORMS, CONSENT_SCOPES, SLUG, Observation, ObservationSeries, Organisation
from .permissions import NotAllowed, NotThere, Who, may, reach, refuse_unless

ENTITY = "series"
SOURCES = ("screen", "paper", "csv")
DATED = ("reading", "rain")
# A gauge often stands beside a house: to a hundredth of a degree (about a kilometre) it does not show which.
DECIMALS = 2
LONGEST_NAME = 200
# Numbers of rows are smaller; PostgreSQL breaks off over a larger one instead of finding nothing.
LARGEST = 2**31


@dataclass(frozen=True)
class NewSeries:
    """A gauge, or a field that is sown, as somebody describes it.

    lat, lon   degrees; None where the readings stay with the group
    altitude   metres above the sea, None when nobody knows
    dated      of a gauge: whether a reading bears the date of the morning it was read (`reading`) or of the day on
               which the rain fell (`rain`)
    scope      `group`: only the group sees them; `runs`: the runs of this platform use them; `open`: passed on too
    witness    who heard a spoken consent
    """

    kind: str
    place: str
    lat: float | None
    lon: float | None
    altitude: float | None
    dated: str
    consent_by: str
    consent_form: str
    consent_scope: str
    consent_witness: str = ""


@dataclass(frozen=True)
class Clash:
    """A reading that cannot be kept without a word from who writes it.

    there   the rain in mm of another reading that is there already; None where the amount is unusual
    """

    where: str
    reading: Reading
    token: str
    there: float | None = None


class NeedsWord(Refused):
    """Nothing was written: these readings wait for a word. `tokens` of what was said come back in `sure`."""

    def __init__(self, clashes: Sequence[Clash]):
        self.clashes = tuple(clashes)
        super().__init__([_problem_of(clash) for clash in clashes])


@dataclass(frozen=True)
class Recorded:
    """How many readings were added and replaced, and how many stood there already."""

    added: int
    replaced: int
    same: int


def begin_series(
    session: Session,
    who: Who,
    new: NewSeries,
    *,
    organisation_id: int | None = None,
    clock: Clock = utc_now,
    channel: str = "screen",
) -> ObservationSeries:
    """Keep a new gauge or field of an organisation (default: the writer's own), with the consent that was given."""
    owner = who.organisation_id if organisation_id is None else organisation_id
    if reach(who, "readings.write") == "no" or (owner is not None and not may(who, "readings.write", owner)):
        refuse_unless(who, "readings.write", owner)
    if owner is None or who.id is None or owner >= LARGEST or session.get(Organisation, owner) is None:
        what = "A gauge belongs to an organisation, and none is named"
        raise NotAllowed(Problem("series.organisation", "organisation", what, "", "", "Choose one"))
    new = _tidy(new)
    refuse_if(series_problems(new))
    series = ObservationSeries(
        organisation_id=owner, created_by=who.id, created_at=clock(), withdrawn_at=None,
        **{name: getattr(new, name) for name in NewSeries.__dataclass_fields__},
    )  # fmt: skip
    _refuse_taken(session, owner, new)
    try:
        with session.begin_nested():
            session.add(series)
    except IntegrityError:  # Somebody took the name at this very moment.
        raise Refused(_taken(new.place)) from None
    append_event(
        session, who, ENTITY, series.id, "begun", clock=clock, channel=channel, on_behalf_of=new.consent_by,
        data={"kind": new.kind, "consent": new.consent_form, "scope": new.consent_scope,
              "witness": new.consent_witness},
    )  # fmt: skip
    return series


def series_problems(new: NewSeries) -> list[Problem]:
    """Everything wrong with the description of a gauge or field; `where` is the field."""
    problems = [
        Problem("series.choice", field, "this is not one of the choices", got, ", ".join(allowed))
        for field, got, allowed in (
            ("kind", new.kind, KINDS),
            ("consent_form", new.consent_form, CONSENT_FORMS),
            ("consent_scope", new.consent_scope, CONSENT_SCOPES),
            *([("dated", new.dated, DATED)] if new.kind == "rain_gauge" else []),
        )
        if got not in allowed
    ]
    if not new.place:
        problems.append(Problem("series.place", "place", "the gauge or field has no name"))
    elif new.place[0] in "=+-@#":  # Such a cell of a table is a formula, or a comment.
        problems.append(Problem("series.place.sign", "place", "a name begins with a letter or a number", new.place))
    if not new.consent_by:
        problems.append(Problem("series.consent", "consent_by", "nobody is named who consented"))
    if new.consent_form == "spoken" and not new.consent_witness:
        problems.append(Problem("series.witness", "consent_witness", "a spoken consent needs somebody who heard it"))
    for field, longest in (("place", SLUG), ("consent_by", LONGEST_NAME), ("consent_witness", LONGEST_NAME)):
        if len(getattr(new, field)) > longest:
            problems.append(Problem("series.long", field, "this is too long", "", f"{longest} letters"))
    return problems + _position_problems(new)


def _position_problems(new: NewSeries) -> list[Problem]:
    problems = []
    for field, most in (("lat", 90.0), ("lon", 180.0)):
        value = getattr(new, field)
        if value is None and new.kind == "rain_gauge" and new.consent_scope != "group":
            problems.append(Problem("series.position", field, "a gauge that runs use needs its position"))
        elif value is not None and not abs(value) <= most:
            problems.append(
                Problem("series.position.range", field, "this is no position", f"{value:g}", f"-{most:g} to {most:g}")
            )
    if new.altitude is not None and not -430 <= new.altitude <= 8850:
        got = f"{new.altitude:g}"
        problems.append(Problem("series.altitude", "altitude", "no land lies so high or so low", got, "-430 to 8850 m"))
    return problems


def record_readings(
    session: Session,
    who: Who,
    series_id: int,
    readings: Sequence[tuple[str, Reading]],
    *,
    source: str = "screen",
    on_behalf_of: str = "",
    sure: frozenset[str] | set[str] = frozenset(),
    note: str = "",
    clock: Clock = utc_now,
) -> Recorded:
    """Keep readings, all or none. What stands there already is left; what differs is replaced when `sure` says so.

    readings   each with the place in the sheet it stands at
    source     screen, paper (typed from a sheet of paper) or csv
    sure       the tokens of the `NeedsWord` that came before; a token names what it replaces, so that what somebody
               else wrote in between is asked about again
    note       why readings are replaced; asked for when any is
    """
    series = writable_series(session, who, series_id)
    if source not in SOURCES:
        raise Refused(Problem("readings.source", "source", "no such source", source, ", ".join(SOURCES)))
    there = {(row.day, row.what): row for row in _rows_between(session, series_id, readings)}
    added, replaced, same, clashes = [], [], 0, []
    for where, reading in readings:
        before = there.get((reading.day, reading.what))
        if before is not None and _says_the_same(before, reading):
            same += 1
            continue
        asked = [_token("replace", reading, before)] if before is not None else []
        asked += [_token("unusual", reading, None)] if reading.flag == UNUSUAL else []
        clashes += [
            Clash(where, reading, t, before.mm if t.startswith("replace") else None) for t in asked if t not in sure
        ]
        (replaced if before is not None else added).append((reading, before))
    if clashes:
        raise NeedsWord(clashes)
    if replaced and not _words(note):
        what = "readings are replaced, and nothing says why"
        raise Refused(Problem("readings.note", "note", what, "", "", "Write a word about it"))
    behalf = _words(on_behalf_of)[:LONGEST_NAME]
    stamp = {"recorded_by": who.id, "on_behalf_of": behalf, "source": source, "entered_at": clock()}
    for reading, _ in added:
        session.add(Observation(series_id=series.id, day=reading.day, what=reading.what, **_kept(reading), **stamp))
    for reading, row in replaced:
        for name, value in {**_kept(reading), **stamp}.items():
            setattr(row, name, value)
    if added or replaced:
        _tell_recorded(session, who, series, added, replaced, note, stamp, clock)
    return Recorded(len(added), len(replaced), same)


def _tell_recorded(session, who, series, added, replaced, note, stamp, clock) -> None:
    days = sorted(reading.day for reading, _ in added + replaced)
    append_event(
        session, who, ENTITY, series.id, "recorded", clock=clock, channel=stamp["source"],
        on_behalf_of=stamp["on_behalf_of"], reason=_words(note)[:1000] if replaced else "",
        data={"readings": len(days), "first": days[0].isoformat(), "last": days[-1].isoformat(),
              "replaced": [reading.day.isoformat() for reading, _ in replaced]},
    )  # fmt: skip


def take_back(
    session: Session,
    who: Who,
    series_id: int,
    numbers: Sequence[int],
    *,
    reason: str = "",
    clock: Clock = utc_now,
    channel: str = "screen",
) -> int:
    """Delete single readings of a series by their numbers; how many there were. The event keeps their days."""
    series = writable_series(session, who, series_id)
    rows = session.scalars(
        select(Observation)
        .where(Observation.series_id == series.id, Observation.id.in_([n for n in numbers if n < LARGEST]))
        .order_by(Observation.day)
    ).all()
    for row in rows:
        session.delete(row)
    if rows:
        days = [row.day.isoformat() for row in rows]
        append_event(
            session, who, ENTITY, series.id, "taken back", clock=clock, reason=_words(reason)[:1000],
            channel=channel, data={"days": days},
        )  # fmt: skip
    return len(rows)


def withdraw_series(
    session: Session, who: Who, series_id: int, *, reason: str = "", clock: Clock = utc_now, channel: str = "screen"
) -> int:
    """Withdraw the consent for a series: its readings are deleted for good; how many there were.

    The row of the series stays, without its position, so that earlier events can be read.
    """
    series = writable_series(session, who, series_id)
    gone = session.execute(delete(Observation).where(Observation.series_id == series.id)).rowcount
    series.withdrawn_at = clock()
    series.lat = series.lon = series.altitude = None
    append_event(
        session, who, ENTITY, series.id, "withdrawn", clock=clock, reason=_words(reason)[:1000],
        channel=channel, from_state="kept", to_state="withdrawn", data={"readings": gone},
    )  # fmt: skip
    return gone


def see_series(session: Session, who: Who | None, series_id: int) -> ObservationSeries:
    """A series that `who` may see; `NotThere` for any other."""
    series = session.get(ObservationSeries, series_id) if series_id < LARGEST else None
    if series is None or not may(who, "readings.see", series.organisation_id):
        what = "There is no such gauge or field, or it is not open to you"
        raise NotThere(Problem("series.unknown", "", what, str(series_id), "", "Look in the list of observations"))
    return series


def writable_series(session: Session, who: Who, series_id: int) -> ObservationSeries:
    """A series that `who` may write to, locked until the transaction ends; withdrawn ones take nothing more."""
    series = see_series(session, who, series_id)
    refuse_unless(who, "readings.write", series.organisation_id)
    session.refresh(series, with_for_update={"of": ObservationSeries})
    if series.withdrawn_at is not None:
        raise Refused(Problem("series.withdrawn", "", "The consent for these readings was withdrawn", series.place))
    return series


def list_series(session: Session, who: Who | None) -> list[tuple[ObservationSeries, int, date | None]]:
    """The live series `who` may see, each with how many readings it has and the last day of them."""
    how_far = reach(who, "readings.see")
    if how_far not in ("all", "own"):
        return []
    query = select(ObservationSeries).where(ObservationSeries.withdrawn_at.is_(None))
    if how_far == "own":
        query = query.where(ObservationSeries.organisation_id == who.organisation_id)
    ordered = query.order_by(ObservationSeries.organisation_id, ObservationSeries.kind, ObservationSeries.place)
    counts = select(Observation.series_id, func.count(Observation.id), func.max(Observation.day))
    held = {number: (count, last) for number, count, last in session.execute(counts.group_by(Observation.series_id))}
    return [(series, *held.get(series.id, (0, None))) for series in session.scalars(ordered)]


def list_readings(session: Session, series_id: int, last: int | None = None) -> list[Observation]:
    """The readings of a series, newest first; only the `last` ones when that is given."""
    query = select(Observation).where(Observation.series_id == series_id)
    query = query.order_by(Observation.day.desc(), Observation.what)
    return list(session.scalars(query.limit(last) if last else query))


def _rows_between(session: Session, series_id: int, readings: Sequence[tuple[str, Reading]]) -> list[Observation]:
    if not readings:
        return []
    days = [reading.day for _, reading in readings]
    query = select(Observation).where(
        Observation.series_id == series_id, Observation.day >= min(days), Observation.day <= max(days)
    )
    return list(session.scalars(query))


def _kept(reading: Reading) -> Mapping[str, object]:
    return {"value": reading.value, "unit": reading.unit, "flag": reading.flag}


def _says_the_same(row: Observation, reading: Reading) -> bool:
    return row.mm == reading.mm and (row.flag == TRACE) == (reading.flag == TRACE)


def _token(kind: str, reading: Reading, before: Observation | None) -> str:
    """What is agreed to, whole: this amount on this day in place of that one."""
    parts = [kind, reading.day.isoformat(), f"{reading.mm:g}{reading.flag}"]
    return "|".join([*parts, f"{before.mm:g}{before.flag}"] if before is not None else parts)


def _problem_of(clash: Clash) -> Problem:
    got = f"{clash.reading.mm:g} mm"
    if clash.there is None:
        return Problem("readings.unusual", clash.where, "this is very much rain for one day", got, "", "Is it right?")
    what = "another reading of this day is there already"
    return Problem("readings.there", clash.where, what, got, f"{clash.there:g} mm")


def _words(text: str) -> str:
    """Words with single spaces between them, without the zero byte that PostgreSQL cannot keep."""
    return " ".join(text.replace("\0", "").split())


def _tidy(new: NewSeries) -> NewSeries:
    words = {name: _words(getattr(new, name)) for name in ("place", "consent_by", "consent_witness")}
    rounded = {
        name: value if value is None or not math.isfinite(value) else round(value, DECIMALS)
        for name, value in (("lat", new.lat), ("lon", new.lon))
    }
    return replace(new, **words, **rounded, dated=new.dated if new.kind == "rain_gauge" else "")


def _refuse_taken(session: Session, owner: int, new: NewSeries) -> None:
    """Names are compared without case: two gauges called Mill and mill would be mixed up on paper."""
    query = select(ObservationSeries.place).where(
        ObservationSeries.organisation_id == owner,
        ObservationSeries.kind == new.kind,
        ObservationSeries.withdrawn_at.is_(None),
    )
    if new.place.casefold() in {place.casefold() for place in session.scalars(query)}:
        raise Refused(_taken(new.place))


def _taken(place: str) -> Problem:
    return Problem("series.taken", "place", "the group has one of this name already", place, "", "Choose another name")

"""Results for the tests of products: honest arrays with known counts, summarised by the engine's own code."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

import numpy as np
import xarray as xr

from climserv.data.opening import FileFact, Source
from climserv.data.pieces import Member
from climserv.data.places.areas import Selection
from climserv.data.places.cells import grid_cells, site_cells
from climserv.recipes.book import load_book
from climserv.recipes.filling import fill
from climserv.running.planning.order import Order
from climserv.running.results.assembling import dates_of
from climserv.running.results.result import Result
from climserv.running.results.summarising import summarise
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.seasons import MonthDay, Years, parse_month_day


def filled_onset(**settings):
    """The shipped recipe, filled; its answer speaks of the 35th day after the search start."""
    return fill(load_book().recipe("rainy_season_onset"), settings)


def filled_hot_days(answer_at: str = "3 day"):
    """The shipped recipe at 24 degC, its answer moved to the condition that the test wants."""
    filled = fill(load_book().recipe("hot_days"), {"threshold": "24 degC"})
    *before, last = filled.steps
    return replace(filled, steps=(*before, replace(last, arguments={**last.arguments, "answer_at": answer_at})))


def source(name, role, cells, members, *, calendar="standard", made=False, title=None, years=(1990, 2070)) -> Source:
    dates = SimpleNamespace(calendar=calendar, year=np.array(years))
    piece = SimpleNamespace(members=tuple(members), cells=cells, dates=dates)
    fact = FileFact(f"{name}.nc", "ab" * 32, 1234)
    return Source(name, role, title or {"en": name}, None, (fact,), (piece,), made)


@dataclass
class Series:
    """One member's seasons in one period: (season, place) values and outcomes."""

    value: np.ndarray
    outcome: np.ndarray


def dataset(
    members: list[dict], periods: dict[str, str], series: dict, space: dict, start: MonthDay | None
) -> xr.Dataset:
    """The `places` (or `grid`) of a Result from {(member, period): Series}; `space` names dims and coordinates."""
    shape = tuple(len(values) for values in space["axes"].values())
    years = {label: Years(*map(int, label.split("-"))) for label in periods}
    longest = max(len(span) for span in years.values())
    full = (len(members), len(periods), longest, *shape)
    value, outcome = np.full(full, np.nan, np.float32), np.full(full, NOT_A_SEASON, np.uint8)
    dates = np.full(full, "", "U10")
    labels, year = np.full(full[1:3], "", "U9"), np.zeros(full[1:3], np.int32)
    for p, label in enumerate(periods):
        span = years[label]
        labels[p, : len(span)] = [str(y) for y in range(span.first, span.last + 1)]
        year[p, : len(span)] = range(span.first, span.last + 1)
        for m, member in enumerate(members):
            if one := series.get((member["id"], label)):
                value[m, p, : len(span)], outcome[m, p, : len(span)] = one.value, one.outcome
                if start and len(shape) == 1:
                    pair = (one.value.T, one.outcome.T)
                    dates[m, p, : len(span)] = dates_of(pair, span, start, member["calendar"]).T
    dims = ("member", "period", "season", *space["axes"])
    coords = {
        name: ("member", [member[key] for member in members])
        for name, key in {
            "member": "id",
            "kind": "kind",
            "model": "model",
            "scenario": "scenario",
            "group": "group",
        }.items()
    }
    coords |= {
        "period": ("period", list(periods)),
        "period_role": ("period", list(periods.values())),
        "season_label": (("period", "season"), labels),
        "season_year": (("period", "season"), year),
    }
    coords |= {name: (name, values) for name, values in space["axes"].items()} | space.get("coords", {})
    found = {"value": (dims, value), "outcome": (dims, outcome)}
    if len(shape) == 1:
        found["date"] = (dims, dates)
    return xr.Dataset(found, coords)  # fmt: skip


def observed(calendar="standard") -> dict:
    return {
        "id": "observed",
        "kind": "observed",
        "model": "",
        "scenario": "",
        "group": "observed",
        "calendar": calendar,
    }


def projected(model: str, scenario: str, calendar="standard", id=None) -> dict:
    return {"id": id or f"{model}-{scenario}", "kind": "projection", "model": model, "scenario": scenario,
            "group": scenario, "calendar": calendar}  # fmt: skip


def known(values, never=(), unknown=()) -> Series:
    """Seasons (season, place) that happened, but for those positions that never did or cannot be known."""
    value = np.asarray(values, np.float32)
    value = value[:, None] if value.ndim == 1 else value
    outcome = np.full(value.shape, Outcome.HAPPENED, np.uint8)
    value = value.copy()
    for positions, what in ((never, Outcome.DID_NOT_HAPPEN), (unknown, Outcome.UNKNOWN)):
        for position in positions:
            outcome[position], value[position] = what, np.nan
    return Series(value, outcome)


def summary_of(places, filled, metric, members) -> list[dict]:
    step = next(step.arguments for step in filled.steps if step.op == "ensemble")
    start = parse_month_day(filled.parameters["search_start"], where="") if metric.kind == "date" else None
    calendars = {member["id"]: member["calendar"] for member in members}
    return summarise(places, step["statement"], step["at"], start, metric.unit, calendars, metric.never)


def embu(*, seed: int = 3) -> Result:
    """Gridded, made data: 21 of 30 years by 5 November, two years without a start, one unknown, three calendars."""
    rng = np.random.default_rng(seed)
    calendars = {"made-A": "standard", "made-B": "noleap", "made-C": "360_day"}
    members = [observed(), *(projected(m, "made-future", c, id=m) for m, c in calendars.items())]
    record = np.sort(np.r_[rng.integers(5, 36, 21), rng.integers(36, 70, 10)])
    record = record[rng.permutation(31)].astype(float)
    late = np.flatnonzero(record > 35)
    series = {("observed", "1990-2020"): known(record, never=late[:2], unknown=late[2:3])}
    for member in members[1:]:
        series[member["id"], "1991-2020"] = known(rng.integers(5, 60, 30), never=[4])
        series[member["id"], "2041-2070"] = known(rng.integers(10, 72, 30), never=[7, 21])
    periods = {"1990-2020": "record", "1991-2020": "baseline", "2041-2070": "future"}
    space = {"axes": {"place": ["Lower Embu"]}, "coords": {"lat": ("place", [-0.7]), "lon": ("place", [37.6])}}
    start = MonthDay(10, 1)
    places = dataset(members, periods, series, space, start)
    filled, metric = filled_onset(), METRICS["rainy_season_onset"]
    cells = grid_cells(np.linspace(-0.9, -0.5, 9), np.linspace(37.4, 37.8, 9))
    grid = _spread(places, series, members, periods, cells, rng)
    pieces = tuple(
        SimpleNamespace(members=(Member(m["id"], m["model"], "made-future"),), cells=cells,
                        dates=SimpleNamespace(calendar=m["calendar"], year=np.array([1991, 2070]))) for m in members[1:]
    )  # fmt: skip
    models = Source("embu-models", "projection", {"en": "Made models of lower Embu", "fr": "Modèles faits du bas Embu"},
                    None, (FileFact("embu-models.nc", "cd" * 32, 99),), pieces, True)  # fmt: skip
    reference = source("embu-observed", "observation", cells, [Member("observed")], made=True,
                       title={"en": "Made rain of lower Embu"})  # fmt: skip
    outline = {
        "type": "Polygon",
        "coordinates": [[[37.45, -0.85], [37.75, -0.82], [37.72, -0.55], [37.5, -0.6], [37.45, -0.85]]],
    }
    return Result(
        order=Order("rainy_season_onset", ("embu-models",), "embu-observed", area="lower-embu"),
        filled=filled, metric=metric, sources=(models,), reference=reference, places=places, grid=grid,
        summary=summary_of(places, filled, metric, members),
        adjustment={"made": True, "method": "quantile_delta_mapping", "kind": "*", "group": "month",
                    "reference": "embu-observed", "training": "1991-2020",
                    "facts": {"days": 65700, "beyond_training": 0.004, "capped": 0.0002}},
        skill={"measured": True, "trained": "1991-2005", "tried": "2006-2020", "rows": [_tried(m) for m in calendars]},
        area=Selection(np.arange(81), np.ones(81), "Lower Embu", outline, ""),
    )  # fmt: skip


def _tried(member: str) -> dict:
    return {"place": "Lower Embu", "member": member, "observed": [10, 15], "adjusted": [9, 15], "raw": [3, 15]}


def _spread(places, series, members, periods, cells, rng):
    """A grid of cells around the area's value: later in the east, the last column outside the area."""
    lats, lons = cells.lats, cells.lons
    spread = {}
    for key, one in series.items():
        shift = np.linspace(-10, 14, len(lons))[None, None, :] + rng.integers(-3, 4, (1, len(lats), len(lons)))
        value = one.value[:, :, None] + shift
        outcome = np.broadcast_to(one.outcome[:, :, None], value.shape).copy()
        outcome[:, :, -1] = NOT_A_SEASON
        spread[key] = Series(np.clip(value, 0, 75).astype(np.float32), outcome)
    return dataset(members, periods, spread, {"axes": {"lat": lats, "lon": lons}}, None)


def suffolk(*, seed: int = 5) -> Result:
    """A station and three models under two scenarios: hot days in June; one observed year unknown."""
    rng = np.random.default_rng(seed)
    names = ("CanESM5", "MIROC6", "NorESM2-LM")
    members = [observed(), *(projected(m, s, "noleap") for s in ("ssp245", "ssp585") for m in names)]
    series = {
        ("observed", "1991-2021"): known(rng.poisson(1.6, 31), unknown=[12]),
        ("observed", "1995-2014"): known(rng.poisson(1.6, 20), unknown=[8]),
    }
    history = {model: rng.poisson(1.5, 20) for model in names}
    for member in members[1:]:
        rise = 3.0 if member["scenario"] == "ssp245" else 5.0
        series[member["id"], "1995-2014"] = known(history[member["model"]])
        series[member["id"], "2041-2070"] = known(rng.poisson(rise, 30))
    periods = {"1991-2021": "record", "1995-2014": "baseline", "2041-2070": "future"}
    space = {"axes": {"place": ["Woolpit"]}, "coords": {"lat": ("place", [52.22]), "lon": ("place", [0.89])}}
    places = dataset(members, periods, series, space, None)
    filled, metric = filled_hot_days(), METRICS["hot_days"]
    cells = site_cells(["Woolpit"], [52.22], [0.89])
    runs = [Member(m["id"], m["model"], m["scenario"]) for m in members[1:]]
    models = source("suffolk-cmip6", "projection", cells, runs,
                    calendar="noleap", title={"en": "Three climate models at Woolpit"})  # fmt: skip
    reference = source(
        "suffolk-observed", "station", cells, [Member("observed")], title={"en": "Suffolk weather record"}
    )
    return Result(
        order=Order("hot_days", ("suffolk-cmip6",), "suffolk-observed", {"threshold": "24 degC"}, "suffolk"),
        filled=filled, metric=metric, sources=(models,), reference=reference, places=places, grid=None,
        summary=summary_of(places, filled, metric, members),
        adjustment={"made": True, "method": "quantile_delta_mapping", "kind": "+", "group": "month",
                    "reference": "suffolk-observed", "training": "1995-2014",
                    "facts": {"days": 43800, "beyond_training": 0.012, "capped": 0.0}},
        skill={"measured": False, "why": "the baseline is too short to be halved"},
        area=Selection(np.array([0]), np.array([1.0]), "Suffolk", None, "a point of the data"),
    )  # fmt: skip


def niger(*, seed: int = 7) -> Result:
    """Two gauges, no model: years without a start and years that cannot be known; no coordinates in the file."""
    rng = np.random.default_rng(seed)
    value = rng.integers(5, 80, (41, 2)).astype(float)
    series = {("observed", "1940-1980"): known(value, never=[(5, 0), (33, 1)], unknown=[(0, 1), (1, 1), (20, 0)])}
    members = [observed()]
    space = {"axes": {"place": ["Niamey Aero", "Agadez"]},
             "coords": {"lat": ("place", [np.nan, np.nan]), "lon": ("place", [np.nan, np.nan])}}  # fmt: skip
    filled = filled_onset(search_start="05-01", search_end="07-31", dry_spell="7 day")
    metric = METRICS["rainy_season_onset"]
    places = dataset(members, {"1940-1980": "record"}, series, space, MonthDay(5, 1))
    cells = site_cells(["Niamey Aero", "Agadez"], [np.nan] * 2, [np.nan] * 2)
    gauges = source("niger_daily.csv", "station", cells, [Member("observed")], years=(1940, 1980))
    return Result(
        order=Order("rainy_season_onset", ("niger_daily.csv",)), filled=filled, metric=metric, sources=(gauges,),
        reference=None, places=places, grid=None, summary=summary_of(places, filled, metric, members),
        adjustment={"made": False, "why": "no observations were given to adjust to"},
        skill={"measured": False, "why": "nothing was adjusted"},
        area=Selection(np.arange(2), np.ones(2), "all places", None, ""),
        notes=("rain without a unit in a daily table is taken as mm per day",),
    )  # fmt: skip


EMBU_NEED = {
    "need": "embu-maize-planting",
    "question": {"en": "When can we plant maize safely?", "sw": "Lini tunaweza kupanda mahindi kwa usalama?",
                 "fr": "Quand semer le maïs sans risque ?"},
    "decision": {"what": "plant maize", "options": ["plant at first rain", "wait"]},
    "tolerance": {"in_vain": "2 in 10"},
    "reach": {"languages": ["sw", "en"], "channels": ["radio", "sms"]},
    "bad_years": {1997: "floods", 2005: "failed", 2016: "failed"},
    "consents": [{"name": "a private name"}],
}  # fmt: skip

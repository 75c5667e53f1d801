"""The rules of the time axis: what can be known how far ahead, by which step, for which years."""

from ...vocabulary.scales import HORIZONS, TIME_SCALES
from ...vocabulary.seasons import Years
from ..periods import chosen_period
from ..years import part_held, spoken, widened
from .case import LEAST_YEARS, Case
from .verdicts import CANNOT, DIALOGUE, MEETS, STEP, Finding

# Fewer models than this are too few to show the range (principle 10 of co-production: say it).
FEW_MODELS = 5
_STEP_DAYS = {"hour": 1 / 24, "day": 1, "dekad": 10, "month": 30, "year": 365}
_STEP_LABEL = {
    "hour": {"en": "hour", "fr": "heure", "sw": "saa", "es": "hora"},
    "day": {"en": "day", "fr": "jour", "sw": "siku", "es": "día"},
    "dekad": {"en": "ten days", "fr": "décade", "sw": "siku kumi", "es": "diez días"},
    "month": {"en": "month", "fr": "mois", "sw": "mwezi", "es": "mes"},
    "year": {"en": "year", "fr": "an", "sw": "mwaka", "es": "año"},
}

# What each kind of data can say at each horizon: (the finding, its verdict, what it loses beside).
PREDICTABILITY: dict[tuple[str, str], tuple[str, str, float]] = {
    ("past", "record"): ("time.past.record", MEETS, 0),
    ("past", "model"): ("time.past.model", CANNOT, 0),
    ("past", "forecast"): ("time.past.forecast", CANNOT, 0),
    ("past", "hindcast"): ("time.hindcast", DIALOGUE, 0),
    ("days", "record"): ("time.days.none", CANNOT, 0),
    ("days", "model"): ("time.days.none", CANNOT, 0),
    ("days", "forecast"): ("time.forecast.reaches", MEETS, 0),
    ("days", "hindcast"): ("time.days.none", CANNOT, 0),
    ("now", "record"): ("time.now.record", DIALOGUE, 2),
    # Years far ahead are further from this season than years just past.
    ("now", "model"): ("time.now.model", DIALOGUE, 10),
    ("now", "forecast"): ("time.forecast.season", DIALOGUE, 0),
    ("now", "hindcast"): ("time.hindcast", DIALOGUE, 5),
    ("years", "record"): ("time.years.record", DIALOGUE, 0),
    ("years", "model"): ("time.years.model", DIALOGUE, 0),
    ("years", "forecast"): ("time.forecast.not_so_far", CANNOT, 0),
    ("years", "hindcast"): ("time.hindcast", CANNOT, 0),
    ("projection", "record"): ("time.projection.record", CANNOT, 0),
    ("projection", "model"): ("time.projection.model", MEETS, 0),
    ("projection", "forecast"): ("time.forecast.not_so_far", CANNOT, 0),
    ("projection", "hindcast"): ("time.hindcast", CANNOT, 0),
}

# What a recipe must say it can answer for, to be run on each kind of data.
CLAIM = {"record": ("past",), "model": ("projection", "years"), "forecast": ("days", "now"), "hindcast": ("past",)}


def time_scale(case: Case) -> Finding:
    """At least as fine as asked fits, putting together is a step, taking apart is impossible."""
    asked = case.need.time.scale
    offered = sorted(case.recipe.answers.time, key=lambda code: TIME_SCALES[code].days)
    evidence = {"asked": asked, "offered": offered}
    if asked is None:
        return Finding("time.scale.unknown", DIALOGUE, {}, evidence)
    finest = TIME_SCALES[offered[0]]
    values = {"scale": TIME_SCALES[asked].label, "finest": finest.label}
    if asked in offered:
        return Finding("time.scale.same", MEETS, values, evidence)
    if TIME_SCALES[asked].days < finest.days:
        # A season that the group sets to October is a month.
        if case.season_days is not None and case.season_days <= TIME_SCALES[asked].days + 1:
            return Finding("time.scale.set", MEETS, values, evidence | {"season_days": case.season_days})
        return Finding("time.scale.finer", CANNOT, values, evidence)
    if asked == "decade":
        return Finding("time.scale.statistics", MEETS, values, evidence)
    return Finding("time.scale.coarser", STEP, values, evidence)


def data_step(case: Case) -> Finding:
    """Data by the hour can be summed to days; data by the month hold no days."""
    wanted = case.facts.step
    step = case.card.step
    values = {"step": _STEP_LABEL[step], "wanted": _STEP_LABEL[wanted]}
    evidence = {"data": step, "recipe": wanted}
    if _STEP_DAYS[step] == _STEP_DAYS[wanted]:
        return Finding("time.step.same", MEETS, values, evidence)
    finer = _STEP_DAYS[step] < _STEP_DAYS[wanted]
    return Finding(f"time.step.{'finer' if finer else 'coarser'}", STEP if finer else CANNOT, values, evidence)


def horizon(case: Case) -> Finding:
    """Predictability: no projection names a year, a record gives odds, only a forecast looks at this season."""
    asked = case.need.time.horizon
    evidence = {"asked": asked, "data": case.card.role, "years": spoken(case.data.years)}
    if asked is None:
        return Finding("time.horizon.unknown", DIALOGUE, {}, evidence)
    code, value, off = PREDICTABILITY[asked, case.group]
    last = case.data.years[-1].last
    years = chosen_period(case) or case.data.years[-1]
    wanted = spoken([case.asked_years]) if case.asked_years else HORIZONS[asked].label
    values = {"horizon": HORIZONS[asked].label, "years": spoken([years]), "last": last, "asked": wanted}
    return Finding(code, value, values, evidence, off)


def claimed(case: Case) -> Finding | None:
    """A recipe is not run on a kind of data that its author does not answer for."""
    wanted, claims = CLAIM[case.group], case.recipe.answers.horizons
    if any(code in claims for code in wanted):
        return None
    label = HORIZONS[wanted[0]].label
    evidence = {"claims": list(claims), "data": case.card.role}
    return Finding("time.horizon.not_claimed", CANNOT, {"horizon": label}, evidence)


def period(case: Case) -> Finding | None:
    """Which of the years asked about the data hold, and whether they are enough to count odds."""
    asked, horizon_asked = case.asked_years, case.need.time.horizon
    if horizon_asked == "past":
        return _held(case, asked) if asked else None
    if horizon_asked == "years" and case.group == "model" and asked is not None:
        return _held(case, asked)
    if horizon_asked != "projection":
        return None
    named = case.named_time if asked is None else None
    # That nobody can name a day to come is true of all data, and is what people must read first.
    if named is not None and (named.day or case.group == "model"):
        return _named(case)
    if case.group != "model":
        return None
    if asked is None:
        chosen = chosen_period(case)
        return Finding("time.period.chosen", STEP, {"period": str(chosen)}, {"taken": str(chosen)})
    if len(asked) == 1:
        return _one_year(case, asked)
    return _held(case, asked)


def _one_year(case: Case, asked: Years) -> Finding:
    wider = widened(asked, case.data.years, least=LEAST_YEARS)
    values = {"asked": asked.first, "wider": str(wider)}
    return Finding("time.period.one_year", CANNOT, values, {"asked": str(asked), "years": 1, "least": LEAST_YEARS})


def _named(case: Case) -> Finding:
    """A day or a year that the need names in its own words, such as 14 May 2050."""
    named, year = case.named_time, Years(case.named_time.year, case.named_time.year)
    if not named.day:
        return _one_year(case, year)
    values = {"asked": named.words, "wider": str(widened(year, case.data.years, least=LEAST_YEARS))}
    evidence = {"asked": named.words, "years": 1, "least": LEAST_YEARS}
    return Finding("time.period.one_day", CANNOT, values, evidence)


def _held(case: Case, asked: Years) -> Finding:
    runs = case.data.years
    held = part_held(asked, runs)
    evidence = {"asked": str(asked), "data": spoken(runs), "held": str(held) if held else None, "least": LEAST_YEARS}
    if held is None:
        return Finding("time.period.outside", CANNOT, {"asked": spoken([asked]), "holds": spoken(runs)}, evidence)
    values = {"asked": spoken([asked]), "period": spoken([held]), "count": len(held)}
    if len(held) < LEAST_YEARS:
        values["wider"] = str(widened(held, runs, least=LEAST_YEARS))
        code = "time.period.short" if case.group == "model" else "time.period.few"
        return Finding(code, DIALOGUE, values, evidence, (LEAST_YEARS - len(held)) / LEAST_YEARS)
    if held != asked:
        return Finding("time.period.part", STEP, values, evidence, 1 - len(held) / len(asked))
    return Finding("time.period.enough", MEETS, values, evidence)


def record_length(case: Case) -> Finding | None:
    """The least record that makes the recipe's answer worth giving."""
    if case.group != "record":
        return None
    least, years = case.facts.least_record, max(len(run) for run in case.data.years)
    if least is None:
        return None
    evidence = {"record": years, "least": least}
    values = {"count": years, "wanted": least}
    if years < least:
        return Finding("time.record.short", DIALOGUE, values, evidence, 1 - years / least)
    return Finding("time.record.enough", MEETS, values, evidence)


def few_models(case: Case) -> Finding | None:
    """Too few models to show the range: said, whatever the verdict."""
    count = case.data.models
    if case.group != "model" or count >= FEW_MODELS:
        return None
    evidence = {"models": count, "few": FEW_MODELS}
    return Finding("time.models.few", MEETS, {"count": count}, evidence, FEW_MODELS - count, note=True)


def one_scenario(case: Case) -> Finding | None:
    """What people will emit is not known: one scenario alone is said, whatever the verdict."""
    futures = [one for one in case.data.scenarios if one != "historical"]
    if case.group != "model" or case.need.time.horizon != "projection" or len(futures) != 1:
        return None
    return Finding("time.scenarios.one", MEETS, {}, {"scenarios": futures}, 1, note=True)

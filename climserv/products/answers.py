"""Answers: the sentences of one product, put together from its counts; the same ones everywhere."""

from ..vocabulary.outcomes import NOT_A_SEASON, Outcome
from .counts import OBSERVED, Counts
from .words.event_words import YES_OR_NO
from .words.forecast_words import chance_sentences
from .words.phrases import bare_count, count, count_ahead, event, say, scenario

# More places than these are told as a range; the table has them all.
_MOST_PLACES = 3
_MOST_YEARS = 12


def answer(counts: Counts, metric, language: str) -> str:
    """One plain sentence with its counts: of the years asked about where the models give them, and of the record.

    `In 2040-2059, the season has ... in 18 to 21 of 60 model-years (...); on record, 1991-2021, in 7 of 31 years.`
    """
    period = ahead_period(counts)
    if period and len(counts.places) <= _MOST_PLACES:
        return " ".join(_ahead(counts, metric, place, period, language) for place in counts.places)
    if period:
        return _range_ahead(counts, metric, period, language)
    told = told_years(counts)
    if told is None:
        return say(language, "no_answer")
    group, period = told
    if group != OBSERVED:
        return " ".join(_model_sentence(counts, metric, place, group, period, language) for place in counts.places)
    words = event(metric, counts.statement, language)
    rows = [(place, counts.row(place, group, period)) for place in counts.places]
    if len(rows) == 1:
        return _observed_sentence("answer", "no_answer", rows[0], words, language)
    if len(rows) <= _MOST_PLACES:
        parts = [_observed_sentence("answer.place", "no_answer.place", row, words, language) for row in rows]
        return " ".join(parts)
    return _range(rows, words, language)


def told_years(counts: Counts) -> tuple[str, str] | None:
    """Group and period that an answer falls back on: the record, else the first scenario that has any years."""
    if counts.record_period:
        return OBSERVED, counts.record_period
    for group in counts.scenarios:
        if period := counts.period(group, "future") or counts.period(group, "baseline"):
            return group, period
    return None


def ahead_period(counts: Counts) -> str | None:
    """The years that were asked about of the models, if there are any."""
    return next((period for group in counts.scenarios if (period := counts.period(group, "future"))), None)


def ahead_counts(counts: Counts, place: str, period: str) -> list[tuple[int, int]]:
    """(true, valid) model-years of each scenario at a place, where any are known."""
    rows = (counts.row(place, group, period) for group in counts.scenarios)
    return [_of(row) for row in rows if row is not None and row["years_valid"]]


def _ahead(counts: Counts, metric, place: str, period: str, language: str) -> str:
    pairs = ahead_counts(counts, place, period)
    record = counts.record_period
    past = counts.row(place, OBSERVED, record) if record else None
    told = {"period": period, "event": event(metric, counts.statement, language, told="model")}
    if not pairs:
        return say(language, "no_answer.place", place=place)
    told["ahead"] = count_ahead(pairs, language, of=counts.of_models)
    if past is not None and past["years_valid"]:
        sentence = say(language, "answer.ahead", **told, record=record, past=count(*_of(past), language))
    else:
        sentence = say(language, "answer.ahead.only", **told)
    return sentence if len(counts.places) == 1 else say(language, "at_place", place=place, sentence=sentence)


def headline(counts: Counts, language: str) -> str:
    """The answer's count alone, for a card: `18 to 21 of 60 model-years`, `25 of 30 years`; of the first place."""
    place, period = counts.places[0], ahead_period(counts)
    if period and (pairs := ahead_counts(counts, place, period)):
        return count_ahead(pairs, language, of=counts.of_models, bare=True)
    told = told_years(counts)
    row = counts.row(place, *told) if told else None
    return bare_count(*_of(row), language) if row is not None and row["years_valid"] else ""


def _observed_sentence(key: str, without: str, told, words: str, language: str) -> str:
    place, row = told
    if row is None or not row["years_valid"]:
        return say(language, without, place=place)
    return say(language, key, place=place, count=count(*_of(row), language), event=words)


def _range_ahead(counts: Counts, metric, period: str, language: str) -> str:
    """Many places in the years asked about, from the least to the most of any scenario; then the record beside them."""
    words = event(metric, counts.statement, language, told="model")
    pairs = [(place, pair) for place in counts.places for pair in ahead_counts(counts, place, period)]
    told = [_spread("answer.range.ahead", pairs, words, language, counts.of_models, period=period)]
    if (record := counts.record_period) and told[0] != say(language, "no_answer"):
        rows = [(place, counts.row(place, OBSERVED, record)) for place in counts.places]
        past = _range(rows, event(metric, counts.statement, language), language)
        told.append(say(language, "answer.range.record", record=record, sentence=past[0].lower() + past[1:]))
    return " ".join(told)


def _range(rows, words: str, language: str) -> str:
    pairs = [(place, _of(row)) for place, row in rows if row is not None and row["years_valid"]]
    return _spread("answer.range", pairs, words, language, "count")


def _spread(key: str, pairs, words: str, language: str, counted: str, **named) -> str:
    """From the place with the smallest share of years to the one with the largest; places are (name, (true, valid))."""
    if not pairs:
        return say(language, "no_answer")
    (low_place, low), (high_place, high) = (
        min(pairs, key=lambda one: (sign * one[1][0] / one[1][1], one[0])) for sign in (1, -1)
    )
    named |= {"places": len({place for place, _ in pairs}), "event": words, "low_place": low_place}
    named |= {"high_place": high_place}
    for end, (true, valid) in (("low", low), ("high", high)):
        named[end] = say(language, counted, true=true, valid=valid)
    return say(language, f"{key}.same" if low == high else key, **named)


def outlook(counts: Counts, metric, language: str) -> list[str]:
    """What the models give, a sentence for each place and scenario, every model's own count in it."""
    sentences = []
    for place in counts.places[:_MOST_PLACES]:
        for group in counts.scenarios:
            period = counts.period(group, "future")
            sentences += [_model_sentence(counts, metric, place, group, period, language)] if period else []
    return sentences


def _model_sentence(counts: Counts, metric, place: str, group: str, period: str, language: str) -> str:
    row = counts.row(place, group, period)
    named = {"scenario": scenario(group, language), "period": period, "place": place}
    if row is None or not row["years_valid"]:
        return say(language, "model.none", **named)
    words = event(metric, counts.statement, language, told="model")
    key = "model" if len(counts.places) == 1 else "model.place"
    parts = [say(language, key, **named, count=count(*_of(row), language, of=counts.of_models), event=words)]
    if len(counts.of_group(group)) > 1:
        parts.append(say(language, "model.each", models=_each_model(counts, place, group, period, language)))
    before = counts.period(group, "baseline")
    earlier = counts.row(place, group, before) if before and before != period else None
    if earlier is not None and earlier["years_valid"]:
        then = count(*_of(earlier), language, of=counts.of_models)
        parts.append(say(language, "model.baseline", period=before, count=then))
    if row["years_unknown"]:
        parts.append(say(language, "unknown.model", n=row["years_unknown"]))
    return " ".join(parts)


def _each_model(counts: Counts, place: str, group: str, period: str, language: str) -> str:
    """`CanESM5 12, MIROC6 15, NorESM2-LM 9 of 20 years`; each its own total where they differ."""
    members = counts.of_group(group)
    models = [member.model for member in members]
    rows = [(m.model if models.count(m.model) == 1 else m.id, counts.row(place, m.id, period)) for m in members]
    rows = [(name, *_of(row)) for name, row in rows if row is not None]
    if len({valid for _, _, valid in rows}) > 1:
        return ", ".join(say(language, "model_one_of", model=n, true=t, valid=v) for n, t, v in rows)
    short = [f"{name} {true}" for name, true, _ in rows[:-1]]
    name, true, valid = rows[-1]
    return ", ".join([*short, say(language, "model_last_of", model=name, true=true, valid=valid)])


def asides(result, counts: Counts, language: str) -> list[str]:
    """That the models are raw; the years that cannot be known or in which it did not happen; chances of a threshold."""
    sentences = [] if result.adjustment.get("made") or not counts.scenarios else [say(language, "raw")]
    for place in counts.places:
        named = f"{place}: " if len(counts.places) > 1 else ""
        never = named_years(result, counts, place, Outcome.DID_NOT_HAPPEN)
        if never:
            sentences.append(named + say(language, _never(result.metric, counts), years=_list(never)))
        if unknown := named_years(result, counts, place, Outcome.UNKNOWN):
            sentences.append(named + say(language, "unknown", years=_list(unknown)))
        sentences += [named + sentence for sentence in chance_sentences(result, place, language)]
    return sentences


def _never(metric, counts: Counts) -> str:
    """The sentence of years without the event: counted as late, as early, or, of a yes or no, as no."""
    if not counts.statement.is_date or metric.code in YES_OR_NO:
        return "never.count"
    return "never.before" if metric.never == "before" else "never"


def named_years(result, counts: Counts, place: str, outcome: Outcome) -> list[str]:
    """The observed seasons with this outcome, by their label."""
    if counts.record_period is None or not counts.observed:
        return []
    where = {"member": counts.observed[0].id, "period": counts.record_period}
    one = result.places.sel(where).isel(place=counts.places.index(place))
    pairs = zip(one["season_label"].values, one["outcome"].values, strict=True)
    return [str(label) for label, found in pairs if found == outcome and found != NOT_A_SEASON]


def _list(years: list[str]) -> str:
    shown = ", ".join(years[:_MOST_YEARS])
    return shown + (", …" if len(years) > _MOST_YEARS else "")


def _of(row) -> tuple[int, int]:
    return int(row["years_true"]), int(row["years_valid"])

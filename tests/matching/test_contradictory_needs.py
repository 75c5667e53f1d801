"""Needs that contradict themselves or ask what nobody knows: the first thing read says so, and what would help."""

from datetime import date

from climserv.matching.matching import match
from climserv.needs.loading import need_from_text

TODAY = date(2026, 3, 1)


def report(text: str):
    need = need_from_text(("need: asked\nspace: {place: lower-embu, scale: district}\n" + text).encode(), where="need")
    return match(need, today=TODAY)


def test_no_data_name_a_day_to_come():
    found = report(
        "time: {scale: day, horizon: projection, period: 14 May 2050}\nmetric: {is: wet_days, confirmed_by: chair}"
    )
    assert not found.met
    assert "No projection names a day such as 14 May 2050" in found.best.verdicts["time"].reason["en"]
    assert "twenty years or more" in found.best.verdicts["time"].remedy["en"]
    assert all("time.period.one_day" in one.verdicts["time"].codes for one in found.offers)
    # The first that is offered instead still counts wet days.
    first = found.counter_offers[0]
    assert first.recipe == "wet_days"
    assert "the odds counted over past years" in first.words["en"]


def test_a_deadline_before_the_data_and_before_today():
    found = report(
        "decision: {by: {from: 03-01, to: 03-15, recurs: once, year: 1990}, lead: 2 weeks}\n"
        "time: {scale: season, horizon: past, period_of_interest: 1991-2020}\n"
        "metric: {is: seasonal_rain, confirmed_by: chair}"
    )
    assert not found.met
    assert "which is over" in found.best.verdicts["time"].reason["en"]
    assert all("for the decision of 2027" in one.words["en"] for one in found.counter_offers)


def test_only_the_three_axes_are_enough_for_an_answer():
    found = report("time: {scale: season, horizon: past}\nmetric: {is: seasonal_rain}")
    assert found.met
    assert found.best.recipe == "seasonal_rain"
    assert "not confirmed by anyone yet" in found.best.verdicts["metric"].reason["en"]


def test_a_need_in_french_with_a_comma_and_a_day_s_rain():
    found = report(
        "question: {fr: Combien de jours de pluie ?}\ntime: {scale: season, horizon: past}\n"
        'metric: {is: wet_days, with: {wet_day: "0,85 mm"}, confirmed_by: présidente}'
    )
    assert found.need.metric.with_ == {"wet_day": "0,85 mm/day"}
    assert "metric.settings.fit" in found.best.verdicts["metric"].codes
    assert "0,85 mm/jour" in next(
        one.reason["fr"] for one in found.best.verdicts["metric"].findings if one.code == "metric.settings.fit"
    )
    assert found.best.runnable


def test_nothing_is_said_twice_among_the_nearest():
    found = report(
        "time: {scale: day, horizon: projection, period: 14 May 2050}\nmetric: {is: wet_days, confirmed_by: chair}"
    )
    words = [one.words["en"] for one in found.counter_offers]
    assert len(words) == len(set(words))

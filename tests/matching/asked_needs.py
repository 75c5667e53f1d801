"""Ten needs as three cooperatives and a ministry would write them, for what nobody gives yet; all invented."""

from climserv.matching.area import area_of_box
from climserv.matching.judging import Asked
from climserv.needs.loading import need_from_dict

TANGA, PUNO, TILLABERI = "38.6,-5.4,39.3,-4.8", "-70.3,-16.0,-69.6,-15.4", "1.2,14.0,1.9,14.5"
EMBU, SEA = "37.4,-0.8,37.8,-0.3", "5.0,-20.0,5.5,-19.5"


def _asked(name, metric, scale, horizon, place, of_place, people, *, period=None, years=None, **parts):
    time = {"scale": scale, "horizon": horizon, "period": period, "period_of_interest": years}
    record = {
        "need": name,
        "time": {field: value for field, value in time.items() if value},
        "space": {"place": place, "scale": of_place} if place else {},
        "metric": {"is": metric, "sure": "yes", "confirmed_by": "chair"} if metric else {"words": {"en": name}},
        "who": {"people": people},
    }
    need, problems = need_from_dict(record | parts)
    assert problems == []
    return Asked(need, area_of_box(place) if place else None)


def deciding(first, lead="14 day"):
    return {"by": {"from": first, "recurs": "yearly"}, "lead": lead}


def asked_needs():
    """By name, in the order of the places: Tanga, Puno, Tillabéri, and a ministry."""
    needs = (
        _asked("roof", "heat_stress_days", "year", "projection", TANGA, "village", 180, years="2031-2060",
               decision=deciding("08-31")),
        _asked("milking-hour", "heat_stress_days", "hour", "days", TANGA, "village", 180, period="tomorrow"),
        _asked("frost-tonight", "frost_days", "day", "days", PUNO, "village", 420, decision=deciding("06-01", "2 day")),
        _asked("frost-odds", "frost_days", "season", "past", PUNO, "plot", 420,
               decision=deciding("10-15"), levels={"step": {"threshold": "10 day"}}),
        _asked("potato-to-come", "last_spring_frost", "season", "projection", PUNO, "district", 420,
               years="2031-2060"),
        _asked("onset-record", "rainy_season_onset", "season", "past", TILLABERI, "ward", 2400,
               decision=deciding("06-01")),
        _asked("onset-now", "rainy_season_onset", "season", "now", TILLABERI, "ward", 2400,
               decision=deciding("06-01")),
        _asked("bridge", None, "year", "past", EMBU, "village", 9000),
        _asked("one-day", "seasonal_rain", "day", "projection", EMBU, "district", 50, period="14 May 2050"),
        _asked("cyclones", "hot_days", "season", "projection", SEA, "country", 800_000, years="2041-2070"),
    )  # fmt: skip
    return {one.need.need: one for one in needs}

"""Metrics: quantities with a formal definition, the conventions they must state, and how they relate."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Metric:
    """One metric.

    kind         "date" (an event that may or may not happen), "count" (days) or "amount"
    unit         unit of the value; dates are days after the search start
    variables    canonical variables it is computed from
    conventions  what a definition must carry so that two tools agree
    related      metrics that may serve instead, after a talk
    bad_is       which end hurts: "late", "many", "few"
    """

    code: str
    kind: str
    unit: str
    variables: tuple[str, ...]
    conventions: tuple[str, ...]
    label: dict[str, str]
    related: tuple[str, ...] = ()
    bad_is: str = "many"


METRICS: dict[str, Metric] = {
    m.code: m
    for m in (
        Metric(
            "hot_days", "count", "day", ("tasmax",), ("threshold", "operator", "season_start", "season_end"),
            {"en": "number of hot days in a season", "fr": "nombre de jours chauds dans une saison",
             "sw": "idadi ya siku za joto kali katika msimu", "es": "número de días calurosos en una temporada"},
            related=("heat_stress_days",),
        ),
        Metric(
            "rainy_season_onset", "date", "day", ("pr",),
            ("amount", "window", "wet_day", "operator", "wet_days", "anchor", "dry_spell", "look_ahead",
             "search_start", "search_end"),
            {"en": "start of the rains", "fr": "début de la saison des pluies", "sw": "mwanzo wa mvua za msimu",
             "es": "inicio de las lluvias"},
            related=("seasonal_rain",), bad_is="late",
        ),
        Metric(
            "seasonal_rain", "amount", "mm", ("pr",), ("season_start", "season_end"),
            {"en": "rain of a season", "fr": "pluie de la saison", "sw": "mvua ya msimu",
             "es": "lluvia de la temporada"},
            related=("rainy_season_onset",), bad_is="few",
        ),
        Metric(
            "heat_stress_days", "count", "day", ("tas", "hurs"),
            ("threshold", "operator", "season_start", "season_end"),
            {"en": "days of heat stress for cattle", "fr": "jours de stress thermique du bétail",
             "sw": "siku za joto linalodhuru ng'ombe", "es": "días de estrés térmico del ganado"},
            related=("hot_days",),
        ),
    )
}  # fmt: skip

"""`python -m tests.benchmarks [--quick] [NAME...]`: one JSON line each with ours, the peer's, ratio, memory, goal."""

import json
import sys

from .adjusting import exact_percentile_map, quantile_delta_mapping, quantile_delta_mapping_in_windows
from .bytes_read import bytes_read
from .commands import demonstration, help_text
from .goals import with_goal
from .growth import growth, growth_with_members, growth_with_years
from .matching import after_one_change, many_needs, one_need
from .opening import ensemble, selection, series_at_a_point
from .regridding import conservative_regridding
from .seasons import dry_spell, five_indices, growing_degree_days, rain_season
from .water import drought_index, evapotranspiration
from .what_if import what_if
from .what_if_web import what_if_web
from .whole_recipe import whole_recipe

BENCHMARKS = (
    help_text,
    demonstration,
    quantile_delta_mapping,
    quantile_delta_mapping_in_windows,
    exact_percentile_map,
    selection,
    bytes_read,
    ensemble,
    series_at_a_point,
    conservative_regridding,
    evapotranspiration,
    drought_index,
    rain_season,
    dry_spell,
    growing_degree_days,
    five_indices,
    one_need,
    many_needs,
    after_one_change,
    what_if,
    what_if_web,
    whole_recipe,
    growth,
    growth_with_years,
    growth_with_members,
)


def main(words: list[str]) -> None:
    quick = "--quick" in words
    names = [word for word in words if not word.startswith("--")]
    for benchmark in BENCHMARKS:
        if not names or benchmark.__name__ in names:
            print(json.dumps(with_goal(benchmark.__name__, benchmark(quick))), flush=True)


main(sys.argv[1:])

"""The goals of the benchmarks: what each line is held to, printed with it."""

import operator

_COMPARED = {">=": operator.ge, "<=": operator.le, "==": operator.eq}

# By the name of a benchmark: field, comparison, number.
GOALS = {
    "help_text": (("ours_s", "<=", 0.5),),
    "demonstration": (("ours_s", "<=", 60),),
    "quantile_delta_mapping": (
        ("ratio", ">=", 20),
        ("of_the_bound", ">=", 0.5),
        ("within_one_float32_step", ">=", 0.99),
    ),
    "quantile_delta_mapping_in_windows": (("ratio", ">=", 40), ("not_finite", "==", 0)),
    "exact_percentile_map": (("seconds", "<=", 10), ("equal", "==", True)),
    "evapotranspiration": (("ratio", ">=", 4),),
    "rain_season": (("ratio", ">=", 50),),
    "dry_spell": (("ratio", ">=", 20),),
    "five_indices": (("ratio", ">=", 0.95),),
    "what_if": (("ours", "<=", 1),),
    "what_if_web": (("ours", "<=", 1), ("asked", ">=", 20)),
    "whole_recipe": (("ratio", ">=", 15), ("memory_ratio", ">=", 4)),
    "growth": (("ratio", "<=", 1.3), ("fit", ">=", 0.98)),
    "growth_with_years": (("fit", ">=", 0.98),),
    "growth_with_members": (("fit", ">=", 0.98),),
}  # fmt: skip


def with_goal(benchmark: str, line: dict) -> dict:
    """A line with its goal in words and whether it is met; a line that says its own stays as it is."""
    if benchmark not in GOALS:
        return line if {"goal", "goal_s"} & set(line) else {**line, "goal": "none; told for comparison"}
    goals = GOALS[benchmark]
    words = ", ".join(f"{field} {sign} {number}" for field, sign, number in goals)
    met = all(_COMPARED[sign](line[field], number) for field, sign, number in goals)
    return {**line, "goal": words, "met": met}

"""`python -m tests.benchmarks [--quick] [NAME...]`: one JSON line each with ours, the peer's, ratio, memory."""

import json
import sys

from .adjusting import quantile_delta_mapping
from .bytes_read import bytes_read
from .commands import demonstration, help_text
from .opening import ensemble, selection, series_at_a_point

BENCHMARKS = (help_text, demonstration, quantile_delta_mapping, selection, bytes_read, ensemble, series_at_a_point)


def main(words: list[str]) -> None:
    quick = "--quick" in words
    names = [word for word in words if not word.startswith("--")]
    for benchmark in BENCHMARKS:
        if not names or benchmark.__name__ in names:
            print(json.dumps(benchmark(quick)), flush=True)


main(sys.argv[1:])

"""Speed, measured and never tested: `python -m tests.benchmarks` prints one JSON line a benchmark."""

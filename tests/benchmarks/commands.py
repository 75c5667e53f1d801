"""Commands as their user waits for them: a fresh process, a fresh instance."""

import os
import resource
import subprocess
import sys
import tempfile
import time


def _timed(words: list[str], runs: int, **environment: str) -> dict:
    seconds = []
    for _ in range(runs):
        before = time.perf_counter()
        subprocess.run([sys.executable, "-m", *words], check=True, capture_output=True, env=os.environ | environment)
        seconds.append(time.perf_counter() - before)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"ours_s": round(min(seconds), 3), "threads": os.cpu_count(), "peak_mb": round(peak / 1024)}


def help_text(quick: bool) -> dict:
    """`climserv --help`; its goal is 0.5 s. The peer is a Python that does nothing."""
    ours = _timed(["climserv", "--help"], 3)
    peer = _timed(["this"], 3)
    ratio = round(ours["ours_s"] / peer["ours_s"], 1)
    return {
        "name": "help_text",
        "goal_s": 0.5,
        **ours,
        "peer": "an empty Python",
        "peer_s": peer["ours_s"],
        "ratio": ratio,
    }


def demonstration(quick: bool) -> dict:
    """`climserv demo --no-serve` from installed to product; its goal is 60 s."""
    with tempfile.TemporaryDirectory() as folder:
        ours = _timed(["climserv", "demo", "--no-serve"], 1, CLIMSERV_INSTANCE=folder)
    return {"name": "demonstration", "goal_s": 60, **ours}

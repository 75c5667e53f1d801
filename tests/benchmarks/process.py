"""A benchmark in a process of its own, and the memory that it took."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def peak_mb() -> float:
    """The most memory that this process held [MB].

    Linux hands a child its parent's highest use in ru_maxrss; VmHWM is the process's own.
    """
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def told_by(module: str, *words: str) -> dict:
    """The last line, JSON, of `python -m module words`."""
    told = subprocess.run(
        [sys.executable, "-m", module, *words], cwd=ROOT, check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return json.loads(told.stdout.strip().splitlines()[-1])

"""A cluster gives the same bytes as this process, also when one of its workers is killed in the middle."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter

import numpy as np
import pytest

from climserv.running.computing import compute
from climserv.running.execution import Cancelled, execute, make_blocks
from climserv.running.keeping.kept import KeptBlocks
from climserv.running.planning import memory
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.problems import Refused

pytest.importorskip("distributed")

EMBU = Order("rainy_season_onset", ("embu-models",), "embu-observed", area="37.5,-0.7,37.7,-0.6")


@pytest.fixture(scope="module")
def embu(shelf):
    return make_plan(EMBU, shelf)


class Cluster:
    """A real scheduler and worker processes, on this machine."""

    def __init__(self, folder, workers=2):
        self.file = folder / "scheduler.json"
        self.processes = []
        self._start("distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", self.file,
                    "--host", "127.0.0.1")  # fmt: skip
        self.workers = [
            self._start("distributed.cli.dask_worker", "--scheduler-file", self.file, "--no-nanny", "--nthreads", "1",
                        "--no-dashboard", "--host", "127.0.0.1", "--local-directory", folder, "--name", f"w{number}")
            for number in range(workers)
        ]  # fmt: skip
        self.address = self._address(workers)

    def _start(self, module, *words):
        process = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, words)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": os.getcwd()},
        )  # fmt: skip
        self.processes.append(process)
        return process

    def _address(self, workers):
        import json

        from distributed import Client

        until = time.monotonic() + 60
        while not self.file.exists():
            assert time.monotonic() < until
            time.sleep(0.05)
        address = json.loads(self.file.read_text())["address"]
        with Client(address, set_as_default=False, timeout=60) as client:
            if workers:
                client.wait_for_workers(workers, timeout=60)
        return address

    def stop(self):
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.stop()


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(memory, "LARGEST_BLOCK", 3)


def test_cancelled_on_a_cluster_and_resumed_there(embu, cluster, small_blocks, tmp_path):
    kept, told = KeptBlocks(tmp_path), []

    def until_three(done, total, text):
        told.append((done, total))
        return done < 3

    with pytest.raises(Cancelled):
        execute(embu, memory_limit="4 GB", kept=kept, scheduler=cluster.address, progress=until_three)
    assert told[0] == (0, len(make_blocks(embu, "4 GB", 1)))
    assert [done for done, _ in told] == list(range(4))
    first = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.npz")}
    assert len(first) == 3
    execute(embu, memory_limit="4 GB", kept=kept, scheduler=cluster.address)
    assert all((tmp_path / name).stat().st_mtime_ns == when for name, when in first.items())


def test_one_worker_is_killed_and_the_bytes_are_the_same(embu, cluster, small_blocks):
    here, calls = compute(embu), Counter()

    def kill_one(done, total, text):
        if done == 2 and not calls["killed"]:
            calls["killed"] = 1
            cluster.workers[0].send_signal(signal.SIGKILL)
        calls["done"] = done
        return True

    there = compute(embu, scheduler=cluster.address, progress=kill_one)
    assert cluster.workers[0].wait(10) == -signal.SIGKILL
    assert calls["done"] == len(make_blocks(embu, "4 GB", 1))
    assert here.places.identical(there.places)
    assert here.grid.identical(there.grid)
    assert here.grid["value"].values.tobytes() == there.grid["value"].values.tobytes()
    assert (here.summary, here.adjustment, here.skill, here.notes) == (
        there.summary, there.adjustment, there.skill, there.notes,
    )  # fmt: skip
    assert np.isfinite(there.grid["value"].values).any()


def test_a_cluster_that_is_not_there_is_told(embu):
    with pytest.raises(Refused, match="the cluster does not answer"):
        execute(embu, memory_limit="4 GB", scheduler="tcp://127.0.0.1:1")


def test_a_cluster_without_workers_is_told(embu, tmp_path):
    empty = Cluster(tmp_path, workers=0)
    try:
        with pytest.raises(Refused, match="the cluster has no worker"):
            execute(embu, memory_limit="4 GB", scheduler=empty.address)
    finally:
        empty.stop()

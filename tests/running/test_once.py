"""Once: the first who asks finds it, the others share it; what is found of observations is found for one member."""

import threading

import numpy as np
import pytest

from climserv.methods.adjustment import family, taught, train
from climserv.running.blocks.once import Once


def test_it_is_found_once_and_the_oldest_is_let_go_first():
    asked, once = [], Once(lambda held: len(held) > 2)
    for key in ("a", "b", "a", "c", "a", "b"):
        assert once.get(key, lambda key=key: asked.append(key) or (key,)) == (key,)
    assert asked == ["a", "b", "c", "b"]


def test_who_comes_meanwhile_waits():
    once, asked, begun, go_on = Once(lambda held: False), [], threading.Event(), threading.Event()

    def find():
        asked.append(1)
        begun.set()
        assert go_on.wait(10)
        return (7,)

    found = []
    threads = [threading.Thread(target=lambda: found.append(once.get("a", find))) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert begun.wait(10)
    go_on.set()
    for thread in threads:
        thread.join()
    assert (asked, found) == ([1], [(7,)] * 3)


@pytest.mark.parametrize("kind", ["+", "*"])
def test_models_share_what_is_found_of_the_observations(monkeypatch, kind):
    random = np.random.default_rng(2)
    observed, *models = random.gamma(2.0, 3.0, (3, 4, 720)).astype(np.float32)
    models[0][1] = np.nan  # a cell that this model cannot teach
    months = np.tile(np.repeat(np.arange(1, 13), 30), 2)
    rule = {"method": "quantile_delta_mapping", "kind": kind, "wet_day": 1.0, "cells": range(4)}
    alone = [train(observed, model, months, months, **rule) for model in models]

    looked, once = [], Once(lambda held: False)
    for room, name in ((family, "_quantiles"), (taught, "_seen")):
        real = getattr(room, name)
        monkeypatch.setattr(room, name, lambda values, *rest, real=real: looked.append(values) or real(values, *rest))
    together = [train(observed, model, months, months, once=once.get, **rule) for model in models]
    assert sum(np.array_equal(values, observed) for values in looked) == 2
    for one, other in zip(alone, together, strict=True):
        assert one.metadata()["checksum"] == other.metadata()["checksum"]
    assert np.isnan(together[0].found["reference"][1]).all()
    assert np.isfinite(together[1].found["reference"][1]).all()

"""The desk of a worker: ready before somebody asks, and the answers are those of the page's own run."""

import pytest

from climserv.asking import Desk
from climserv.config import Settings
from climserv.products import making
from climserv.products.making import make_product
from climserv.products.reading import read_product
from climserv.running.blocks import blocks
from climserv.running.planning import plan
from climserv.running.planning.order import Order

ORDER = Order("hot_days", ("embu-models",), "embu-observed", area="37.5,-0.7,37.6,-0.6")
ASKED = {"order": ORDER.as_dict(), "settings": {"threshold": "28.5 degC"}}


def go_on(*_):
    return True


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    settings = Settings(instance=tmp_path_factory.mktemp("instance"))
    return settings, read_product(make_product(ORDER, settings=settings))


def test_a_desk_that_is_warm_opens_and_reads_nothing_when_asked(made, monkeypatch):
    settings, product = made
    lines, desk = [], Desk(settings)
    broken = {**ORDER.as_dict(), "recipe": "no_such_recipe"}
    desk.warm([broken, ORDER.as_dict()], lines.append)
    assert len(lines) == 1
    assert "no_such_recipe" in lines[0]
    monkeypatch.setattr(plan, "make_plan", None)
    monkeypatch.setattr(blocks, "read_series", None)
    told = desk.answer({**ASKED, "settings": {}}, go_on)
    assert told["outputs"][0]["summary"] == product["counts"]
    assert desk.answer(ASKED, go_on)["outputs"][0]["summary"] != product["counts"]


def test_series_that_have_no_room_are_not_kept_by_an_answer_either(made, tmp_path, monkeypatch):
    settings, _ = made
    desk = Desk(Settings(instance=tmp_path, stages_limit="1 MB"))
    monkeypatch.setattr(making, "stages_size", lambda _plan: 2e6)
    told = desk.answer(ASKED, go_on)
    assert not list(tmp_path.rglob("*.zarr"))
    assert told["outputs"] == Desk(settings).answer(ASKED, go_on)["outputs"]

"""Constructed analogs: against the same definition in plain numpy, and its laws."""

import numpy as np
import pytest

from climserv.methods.regridding.analogs import apply_analogs, find_analogs
from climserv.vocabulary.problems import Refused

CELLS, DAYS = 41, 60


@pytest.fixture
def library(rng):
    patterns = rng.normal(0, 1, (CELLS, 6))
    return (patterns @ rng.normal(0, 2, (6, 300)) + rng.normal(0, 0.5, (CELLS, 300))).astype(np.float32)


@pytest.fixture
def fields(rng, library):
    return (library[:, rng.integers(0, 300, DAYS)] + rng.normal(0, 1, (CELLS, DAYS))).astype(np.float32)


DAY = np.arange(DAYS) * 6 + 1
LIBRARY_DAY = np.arange(300) * 7 % 365 + 1


def slow(fields, library, shares, analogs, within, ridge):
    """Day by day with numpy's own solver."""
    root = np.sqrt(shares / shares.sum())[:, None]
    fields, library = fields * root, library * root
    index, weight = [], []
    for day, field in zip(DAY, fields.T, strict=True):
        off = np.abs(day - LIBRARY_DAY)
        away = np.where(np.minimum(off, 365 - off) <= within, ((library - field[:, None]) ** 2).sum(0), np.inf)
        chosen = np.argsort(away, kind="stable")[:analogs]
        fit = library[:, chosen].astype(np.float64)
        gram = fit.T @ fit
        gram += ridge * np.trace(gram) / len(chosen) * np.eye(len(chosen))
        index.append(chosen)
        weight.append(np.linalg.solve(gram, fit.T @ field))
    return np.array(index), np.array(weight)


@pytest.mark.parametrize(("analogs", "ridge"), [(1, 0), (10, 0.01), (25, 0.1)])
def test_the_definition_in_plain_numpy(rng, library, fields, analogs, ridge):
    shares = rng.uniform(0.5, 2, CELLS)
    shares[4] = 0
    found = find_analogs(fields, library, DAY, LIBRARY_DAY, analogs=analogs, ridge=ridge, shares=shares)
    index, weight = slow(fields, library, shares, analogs, 45, ridge)
    assert found.index.tolist() == index.tolist()
    np.testing.assert_allclose(found.weight, weight, rtol=1e-3, atol=1e-4)
    fine = rng.normal(0, 1, (7, 300)).astype(np.float32)
    expected = np.einsum("cdk,dk->cd", fine[:, index], found.weight)
    np.testing.assert_allclose(apply_analogs(found, fine), expected, rtol=1e-4, atol=1e-5)
    rebuilt = np.einsum("cdk,dk->cd", library[:, index], found.weight)
    left = np.sqrt((shares[:, None] * (rebuilt - fields) ** 2).sum(0) / shares.sum())
    np.testing.assert_allclose(found.left, left, rtol=1e-3)


def test_a_day_of_the_library_finds_itself_unless_it_is_spared(library):
    some = np.arange(0, 300, 10)
    rule = {"analogs": 5, "ridge": 1e-9}
    found = find_analogs(library[:, some], library, LIBRARY_DAY[some], LIBRARY_DAY, **rule)
    assert found.index[:, 0].tolist() == some.tolist()
    np.testing.assert_allclose(found.weight[:, 0], 1, atol=1e-3)
    assert found.left.max() < 1e-3
    numbers = {"number": some, "library_number": np.arange(300), "spared": 3}
    found = find_analogs(library[:, some], library, LIBRARY_DAY[some], LIBRARY_DAY, **rule, **numbers)
    assert (np.abs(found.index - some[:, None]) >= 3).all()


def test_a_fine_world_that_follows_its_coarse_one_is_had_back(rng, library, fields):
    """Fine fields are linear in the coarse ones: so are the rebuilt ones, in what the weights could rebuild."""
    spread = rng.normal(0, 0.3, (90, CELLS))
    found = find_analogs(fields, library, DAY, LIBRARY_DAY, analogs=30)
    coarse = apply_analogs(found, library)
    fine = apply_analogs(found, (spread @ library).astype(np.float32))
    np.testing.assert_allclose(fine, spread @ coarse, atol=1e-3)
    assert found.left.mean() < fields.std() / 2


def test_missing_days_stay_local_and_holes_in_the_library_are_not_used(library, fields):
    whole = find_analogs(fields, library, DAY, LIBRARY_DAY, analogs=5)
    holed, gaps = fields.copy(), library.copy()
    holed[3, 10] = np.nan
    unused = [n for n in range(300) if n not in whole.index]
    gaps[0, unused[:20]] = np.nan
    found = find_analogs(holed, gaps, DAY, LIBRARY_DAY, analogs=5)
    fine = apply_analogs(found, library)
    assert np.isnan(fine[:, 10]).all()
    assert (found.index[10] == -1).all()
    others = np.delete(np.arange(DAYS), 10)
    assert fine[:, others].tobytes() == apply_analogs(whole, library)[:, others].tobytes()
    gaps[0, whole.index[0, 0]] = np.nan
    assert whole.index[0, 0] not in find_analogs(fields, gaps, DAY, LIBRARY_DAY, analogs=5).index


def test_blocks_of_days_and_of_fine_cells(library, fields):
    whole = find_analogs(fields, library, DAY, LIBRARY_DAY, analogs=8)
    parts = [find_analogs(fields[:, s], library, DAY[s], LIBRARY_DAY, analogs=8) for s in (slice(0, 9), slice(9, DAYS))]
    assert np.concatenate([p.weight for p in parts]).tobytes() == whole.weight.tobytes()
    fine = np.concatenate([apply_analogs(whole, library[:5]), apply_analogs(whole, library[5:])])
    assert fine.tobytes() == apply_analogs(whole, library).tobytes()


def test_equal_days_the_first_is_taken_and_no_weight_explodes():
    library = np.tile([[1.0], [2.0]], 6).astype(np.float32)
    found = find_analogs([[1.0], [2.0]], library, [1], [1] * 6, analogs=3, ridge=0)
    assert found.index.tolist() == [[0, 1, 2]]
    assert np.abs(found.weight).max() <= 1 + 1e-9
    np.testing.assert_allclose(apply_analogs(found, library), [[1.0], [2.0]], rtol=1e-6)


def test_the_window_goes_over_new_year_and_may_be_empty():
    found = find_analogs([[1.0, 1.0]], [[1.0, 1.0]], [364, 180], [2, 300], analogs=2, within=5)
    assert found.index.tolist() == [[0, -1], [-1, -1]]
    assert np.isnan(apply_analogs(found, [[1.0, 1.0]])).tolist() == [[False, True]]


@pytest.mark.parametrize("wrong", [0, 366, 1001, -3, 2.5, float("nan")])
def test_days_that_the_year_does_not_have_are_refused(wrong):
    with pytest.raises(Refused, match="no days of the year"):
        find_analogs([[1.0, 1.0]], [[1.0, 1.0]], [wrong, 1], [2, 300])
    with pytest.raises(Refused, match="library_day"):
        find_analogs([[1.0, 1.0]], [[1.0, 1.0]], [2, 1], [300, wrong])
    assert find_analogs([[1.0]], [[1.0]], [366], [1], days=366, within=1, analogs=1).index.tolist() == [[0]]


def test_rain_does_not_fall_below_its_lowest():
    found = find_analogs([[3.0], [0.0]], [[1.0, 0.5], [0.0, 2.0]], [1], [1, 1], analogs=2, ridge=0)
    assert apply_analogs(found, [[1.0, 9.0], [-5.0, 0.0]], lowest=0).tolist() == [[3.0], [0.0]]


def test_wrong_use_is_refused():
    with pytest.raises(Refused, match="all its cells"):
        find_analogs([[1.0], [1.0]], [[1.0], [np.nan]], [1], [1])
    with pytest.raises(Refused) as refusal:
        find_analogs([[1.0]], [[1.0], [2.0]], [1], [1], analogs=0, ridge=-1, shares=[0, 0], spared=5)
    assert len(refusal.value.problems) == 5
    found = find_analogs([[1.0]], [[5.0, 1.0]], [1], [1, 1], analogs=1)
    with pytest.raises(Refused, match="another library"):
        apply_analogs(found, [[1.0]])

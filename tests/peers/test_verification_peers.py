"""Scores against the package `scores`, where the definition is the same."""

import warnings

import numpy as np
import pytest

from climserv.methods.verification.decisions import decision_table, relative_value
from climserv.methods.verification.scores import (
    brier_score,
    brier_score_fair,
    continuous_ranked_probability_score,
    relative_operating_characteristic,
)

pytestmark = pytest.mark.peer


@pytest.fixture(scope="module")
def peers():
    with warnings.catch_warnings():
        # It warns of what it imports, not of us.
        warnings.simplefilter("ignore")
        import scores
        import xarray as xr

        return scores, xr


@pytest.fixture(scope="module")
def cases():
    rng = np.random.default_rng(3)
    members = rng.normal(0, 1, (80, 9)).astype(np.float64)
    observed = members[:, 0] * 0.5 + rng.normal(0, 1, 80)
    members[5, 3] = observed[7] = np.nan
    return members, observed


@pytest.mark.parametrize(("method", "fair"), [("fair", True), ("ecdf", False)])
def test_crps(peers, cases, method, fair):
    scores, xr = peers
    members, observed = cases
    theirs = scores.probability.crps_for_ensemble(
        xr.DataArray(members, dims=("case", "member")), xr.DataArray(observed, dims="case"), "member", method=method
    )
    assert continuous_ranked_probability_score(members, observed, fair=fair) == pytest.approx(float(theirs))


@pytest.mark.parametrize("fair", [True, False])
def test_brier_score_of_an_ensemble(peers, cases, fair):
    scores, xr = peers
    members, observed = (np.nan_to_num(values) for values in cases)
    theirs = scores.probability.brier_score_for_ensemble(
        xr.DataArray(members, dims=("case", "member")), xr.DataArray(observed, dims="case"), "member", 0.5,
        fair_correction=fair,
    )  # fmt: skip
    yes, event = (members >= 0.5).sum(axis=1), observed >= 0.5
    ours = brier_score_fair(yes, np.full(80, 9), event) if fair else brier_score(yes / 9, event)
    assert ours == pytest.approx(theirs.item())


def test_area_under_the_curve(peers, cases):
    scores, xr = peers
    members, observed = (np.nan_to_num(values) for values in cases)
    probability, event = (members >= 0.5).mean(axis=1), (observed >= 0.5).astype(float)
    curve = scores.probability.roc_curve_data(
        xr.DataArray(probability, dims="case"),
        xr.DataArray(event, dims="case"),
        np.concatenate(([0.0], np.unique(probability) + 1e-9, [1.0])),
    )
    assert relative_operating_characteristic(probability, event) == pytest.approx(float(curve["AUC"]))


def test_relative_economic_value(peers, cases):
    scores, xr = peers
    members, observed = (np.nan_to_num(values) for values in cases)
    warned, event = members.mean(axis=1) > 0.1, observed >= 0.5
    ratios = [0.05, 0.2, 0.5, 0.8]
    warning, came = (xr.DataArray(values.astype(float), dims="case") for values in (warned, event))
    theirs = scores.probability.relative_economic_value(warning, came, cost_loss_ratios=ratios)
    ours = relative_value(decision_table(warned, event), ratios)
    assert ours == pytest.approx(np.asarray(theirs).ravel())

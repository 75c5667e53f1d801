"""A crop as the water balance sees it: stages, crop coefficients, roots, and how much water it takes without stress."""

from dataclasses import dataclass

import numpy as np

from climserv.vocabulary.problems import Problem, refuse_if

STAGES = ("initial", "development", "mid-season", "late season")


@dataclass(frozen=True)
class Crop:
    """A crop by FAO-56's single crop coefficient.

    stages    four lengths [step]: initial, development, mid-season, late season; a step is a day, or a dekad where the
              series are in dekads
    kc        three crop coefficients: initial, mid-season, and at the end of the late season
    depletion share p of the available water that the crop takes without stress, at an evapotranspiration of 5 mm/day
    roots     depth of the roots at planting and from mid-season on [m]; between them they grow in a straight line

    Source: Allen et al. (1998), FAO-56, chapters 6 and 8; lengths, coefficients, depths: its tables 11, 12, 22.
    """

    stages: tuple[int, int, int, int]
    kc: tuple[float, float, float]
    depletion: float = 0.5
    roots: tuple[float, float] = (1.0, 1.0)

    def __post_init__(self):
        problems = []
        if len(self.stages) != 4 or min(self.stages) < 0 or sum(self.stages) < 1:
            problems.append(_problem("stages", self.stages, "four lengths of 0 or more, one of them above 0"))
        if len(self.kc) != 3 or not all(value >= 0 for value in self.kc):
            problems.append(_problem("kc", self.kc, "three coefficients of 0 or more"))
        if not 0 <= self.depletion < 1:
            problems.append(_problem("depletion", self.depletion, "a share from 0 to below 1"))
        if len(self.roots) != 2 or not 0 < self.roots[0] <= self.roots[1]:
            problems.append(_problem("roots", self.roots, "two depths above 0, the second not less than the first"))
        refuse_if(problems)

    def __len__(self) -> int:
        return int(sum(self.stages))


def _problem(name: str, got, allowed: str) -> Problem:
    return Problem("crop", f"crop, {name}", "no such crop", str(got), allowed)


def crop_coefficients(crop: Crop) -> np.ndarray:
    """The crop coefficient of each step from planting to harvest.

    returns  (step) float64: constant in the initial and mid-season stages, a straight line in the two others
    source   Allen et al. (1998), FAO-56, equation 66; example 28

    FAO-56 example 28, dry beans on days 20, 40, 70 and 95:

    >>> kc = crop_coefficients(Crop(stages=(25, 25, 30, 20), kc=(0.15, 1.19, 0.35)))
    >>> [round(float(kc[day - 1]), 2) for day in (20, 40, 70, 95)]
    [0.15, 0.77, 1.19, 0.56]
    """
    initial, middle, end = crop.kc
    first, growing, mid, late = crop.stages
    up, down = (np.arange(1, n + 1) / max(n, 1) for n in (growing, late))
    parts = (
        np.full(first, initial),
        initial + up * (middle - initial),
        np.full(mid, middle),
        middle + down * (end - middle),
    )
    return np.concatenate(parts).astype(np.float64)


def root_depths(crop: Crop) -> np.ndarray:
    """Depth of the roots in each step [m]: a straight line from planting to the first step of mid-season.

    >>> root_depths(Crop(stages=(1, 3, 2, 1), kc=(0.3, 1.2, 0.6), roots=(0.2, 1.0))).round(2).tolist()
    [0.2, 0.4, 0.6, 0.8, 1.0, 1.0, 1.0]
    """
    shallow, deep = crop.roots
    growing = crop.stages[0] + crop.stages[1]
    share = np.minimum(np.arange(len(crop)) / growing, 1.0) if growing else np.ones(len(crop))
    return shallow + share * (deep - shallow)


def total_available_water(field_capacity, wilting_point, depth):
    """Water between field capacity and wilting point in a depth of soil.

    field_capacity, wilting_point  [m3 m-3], depth [m]; numpy's rules of shapes hold
    returns                        [mm]
    source                         Allen et al. (1998), FAO-56, equation 82

    >>> float(total_available_water(0.32, 0.12, 0.8))
    160.0
    """
    field_capacity, wilting_point = np.asarray(field_capacity), np.asarray(wilting_point)
    if (field_capacity < wilting_point).any():
        what = "field capacity is below the wilting point"
        refuse_if([Problem("soil", "total_available_water", what, str(field_capacity.min()), "wilting point or more")])
    return 1000.0 * (field_capacity - wilting_point) * np.asarray(depth)

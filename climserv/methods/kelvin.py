"""Whether temperatures are in kelvin: one check for all methods that compare or sum them."""

import numpy as np

from climserv.vocabulary.problems import Problem

# No air on Earth is colder or warmer; degrees Celsius and Fahrenheit of any weather lie below.
LEAST, MOST = 150.0, 350.0
_MEND = "Convert degrees Celsius or Fahrenheit to kelvin first"


def kelvin_problems(values, where: str) -> list[Problem]:
    """A problem when known values are no temperatures of air in kelvin; missing days are passed over.

    >>> [problem.code for problem in kelvin_problems([[28.0, np.nan]], "tasmax")]
    ['temperature.kelvin']
    >>> kelvin_problems([[301.15, np.nan]], "tasmax")
    []
    """
    values = np.asarray(values)
    if not values.size:
        return []
    low, high = np.fmin.reduce(values, axis=None), np.fmax.reduce(values, axis=None)
    if np.isnan(low) or (low >= LEAST and high <= MOST):
        return []
    what, got = "these are no temperatures in kelvin", f"{low:.5g} to {high:.5g}"
    return [Problem("temperature.kelvin", where, what, got, f"{LEAST:g} to {MOST:g} K", _MEND)]


def kelvin_threshold_problems(threshold, where: str) -> list[Problem]:
    """A problem when a threshold is no temperature of air in kelvin, such as 30 for 30 degC.

    >>> [problem.code for problem in kelvin_threshold_problems(30, "threshold")]
    ['temperature.kelvin']
    """
    if LEAST <= threshold <= MOST:
        return []
    what = "this is no temperature in kelvin"
    return [Problem("temperature.kelvin", where, what, str(threshold), f"{LEAST:g} to {MOST:g} K", _MEND)]

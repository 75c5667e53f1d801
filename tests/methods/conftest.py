"""What the tests of methods share."""

import numpy as np
import pytest
from hypothesis import settings

# Kernels compile on their first call, whichever example that is: the first may take seconds.
settings.register_profile("kernels", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("kernels")


@pytest.fixture
def rng():
    return np.random.default_rng(20)

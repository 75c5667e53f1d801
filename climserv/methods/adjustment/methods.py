"""Every method of adjustment by its name: a new one is one row more."""

from types import MappingProxyType

from .family import DETRENDED_QUANTILE_MAPPING, QUANTILE_DELTA_MAPPING, QUANTILE_MAPPING
from .scaling import LINEAR_SCALING, VARIANCE_SCALING
from .table import Method
from .trend_preserving import TREND_PRESERVING

METHODS: MappingProxyType[str, Method] = MappingProxyType(
    {
        "linear_scaling": LINEAR_SCALING,
        "variance_scaling": VARIANCE_SCALING,
        "quantile_mapping": QUANTILE_MAPPING,
        "detrended_quantile_mapping": DETRENDED_QUANTILE_MAPPING,
        "quantile_delta_mapping": QUANTILE_DELTA_MAPPING,
        "trend_preserving": TREND_PRESERVING,
    }
)

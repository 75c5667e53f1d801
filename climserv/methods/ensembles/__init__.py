"""From members to statements: counts, middles, percentiles, agreement, change, emergence, warming levels, terciles."""

from .counts import STATEMENTS, count
from .middles import middle

__all__ = ["STATEMENTS", "count", "middle"]

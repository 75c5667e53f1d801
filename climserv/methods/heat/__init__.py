"""Warmth and cold: degree days, chill, frost, heat waves, and what heat and damp air do to animals."""

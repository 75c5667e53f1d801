"""Gauges: what people measure themselves, as readings and as a station dataset."""

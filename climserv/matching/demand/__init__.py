"""Demand: what needs that nobody meets wait for, across groups."""

"""Needs against envelopes: a verdict an axis, each with its reason and remedy."""

"""Figures: the graph, the map, and what they share."""

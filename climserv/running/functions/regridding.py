"""Bringing series to other heights and places, cell by cell; placing itself is decided by the plan."""

FUNCTIONS = {}

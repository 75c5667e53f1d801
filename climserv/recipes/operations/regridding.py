"""Bringing data to other cells, declared."""

OPERATIONS = ()

"""Needs as they are kept: versions, confirmation, joins, lineage."""

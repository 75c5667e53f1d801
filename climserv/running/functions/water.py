"""Water of soil and crop, and rain against what is usual."""

FUNCTIONS = {}

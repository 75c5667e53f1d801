"""Recipes as they are kept: versions, every text, peer checks, named sets of parameters."""

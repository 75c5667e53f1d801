"""Versions of a recipe: states, differences in plain words, older forms, and the way between sites."""

"""Meaning: what the variables, axes and names of a file stand for, by CF and by the habits of those who write files."""

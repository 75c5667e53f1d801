"""Joined: several files as one set, in time, in variables, in sites and as members."""

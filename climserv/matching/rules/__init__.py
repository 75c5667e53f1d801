"""The rules: a table, each with its source; what they look at and what they find."""

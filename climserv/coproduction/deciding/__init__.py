"""Deciding: rounds, answers, counts, dissent, signatures, agreement and release."""

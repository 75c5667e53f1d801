"""Adjusting model output to observations: training and applying are two acts."""

from .family import FACTS, INTERPOLATIONS, KINDS, METHODS, Trained, apply, shares, train

__all__ = ["FACTS", "INTERPOLATIONS", "KINDS", "METHODS", "Trained", "apply", "shares", "train"]

"""Dataset cards: what a dataset is and what it can honestly be used for."""

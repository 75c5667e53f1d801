"""The need record: the decision in the user's own words, and what is missing for which step."""

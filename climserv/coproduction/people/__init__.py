"""Who takes part: people and parties, who is missing, how they decide together, and what they consent to."""

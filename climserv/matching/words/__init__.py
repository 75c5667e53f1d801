"""What the rules and counter-offers say, in each language."""

"""Made: the region whose weather was made for demonstration."""

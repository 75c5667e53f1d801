"""Whether it was right, and whether that helped: scores of forecasts, and the worth of acting on them."""

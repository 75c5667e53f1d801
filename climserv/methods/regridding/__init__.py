"""Other grids: weights between grids, sites and areas, and ways to finer detail that say how fine they are."""

"""Places: cells of grids, meshes and sites, and the areas that choose among them."""

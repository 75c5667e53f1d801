"""A block: some cells with their whole time axis, read once and taken through the steps of a recipe."""

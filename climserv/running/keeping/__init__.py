"""What is kept between runs: finished blocks and daily series, under the name of all that went into them."""

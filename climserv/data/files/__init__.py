"""Files: each kind opened to one header and blocks of raw numbers, within the limits of what may be read."""

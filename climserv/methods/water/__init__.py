"""Water: reference evapotranspiration, the soil's water, what a crop needs and gets, standardised indices."""

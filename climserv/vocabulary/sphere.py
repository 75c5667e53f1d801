"""The sphere that stands for the Earth, and distances on it."""

import math

EARTH_RADIUS_KM = 6371.0


def great_circle_km(lat, lon, other_lat, other_lon, functions=math):
    """Distance on the sphere [km] between points in degrees; longitudes of any convention (haversine).

    functions  whose sin, cos, sqrt, atan2 and radians are used: `math` for numbers, `numpy` for arrays

    >>> round(great_circle_km(0, 179.5, 0, -179.5), 1)
    111.2
    """
    f = functions
    lat, lon, other_lat, other_lon = (f.radians(x) for x in (lat, lon, other_lat, other_lon))
    half = f.sin((other_lat - lat) / 2) ** 2 + f.cos(lat) * f.cos(other_lat) * f.sin((other_lon - lon) / 2) ** 2
    # Of points on opposite sides rounding may make a little more than 1.
    return 2 * EARTH_RADIUS_KM * f.atan2(f.sqrt(half), f.sqrt(abs(1 - half)))

"""The sphere: distances, longitudes side by side, and the surfaces of boxes."""

import numpy as np

from climserv.vocabulary import sphere
from climserv.vocabulary.sphere import EARTH_RADIUS_KM

KM_PER_DEGREE = float(np.deg2rad(1.0) * EARTH_RADIUS_KM)


def great_circle_km(lat, lon, other_lat, other_lon) -> np.ndarray:
    """Distance on the sphere [km] between points in degrees; longitudes of any convention (haversine).

    source   Sinnott (1984), Sky and Telescope 68, 159: the haversine

    >>> round(float(great_circle_km(0, 179.5, 0, -179.5)), 1)
    111.2
    """
    return sphere.great_circle_km(*map(np.asarray, (lat, lon, other_lat, other_lon)), functions=np)


def unit_vectors(lat, lon) -> np.ndarray:
    """Points in degrees as (point, 3) on a sphere of radius 1; the last is the sine of the latitude."""
    lat, lon = np.deg2rad(np.asarray(lat, np.float64)), np.deg2rad(np.asarray(lon, np.float64))
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=-1)


def box_surfaces_km2(lat_edges, lon_edges) -> np.ndarray:
    """Surfaces [km2] of the cells of a grid by its edges [degrees], (lat, lon) in C order.

    >>> whole = box_surfaces_km2([-90, 0, 90], [-180, 180])
    >>> [round(float(half / 1e6), 1) for half in whole]
    [255.0, 255.0]
    """
    bands = sine_widths(np.deg2rad(np.asarray(lat_edges, np.float64)))
    turns = np.diff(np.deg2rad(np.asarray(lon_edges, np.float64)))
    return (bands[:, None] * turns[None, :]).ravel() * EARTH_RADIUS_KM**2


def sine_widths(edges) -> np.ndarray:
    """sin(b) - sin(a) of neighbours [radian], written so that narrow bands lose no digits."""
    return 2 * np.cos((edges[1:] + edges[:-1]) / 2) * np.sin(np.diff(edges) / 2)


def turns_between(low: float, high: float, other_low: float, other_high: float, turn: float) -> range:
    """Whole turns k for which `low..high` moved by k turns may meet `other_low..other_high`."""
    return range(int(np.ceil((other_low - high) / turn)), int(np.floor((other_high - low) / turn)) + 1)

"""Rotated poles: true places from the axes of a regional model and where its grid has its north pole."""

import numpy as np

from ..files.headers import Header

_MAPPING = "rotated_latitude_longitude"


def rotated_places(header: Header) -> tuple[np.ndarray, np.ndarray, tuple[str, str]] | None:
    """Latitudes and longitudes (row, column) and their dimensions, of a file that has only the rotated axes."""
    told = header.told
    pole = next((t for t in told.values() if t.get("grid_mapping_name") == _MAPPING), None)
    axes = [
        next((n for n, t in told.items() if t.get("standard_name") == name and len(header.dimensions(n)) == 1), None)
        for name in ("grid_latitude", "grid_longitude")
    ]
    if pole is None or None in axes or "grid_north_pole_latitude" not in pole:
        return None
    rlat, rlon = np.meshgrid(*(header.numbers(name) for name in axes), indexing="ij")
    of_pole = (float(pole["grid_north_pole_latitude"]), float(pole["grid_north_pole_longitude"]))
    lat, lon = true_places(rlat, rlon, *of_pole, float(pole.get("north_pole_grid_longitude", 0.0)))
    return lat, lon, (header.dimensions(axes[0])[0], header.dimensions(axes[1])[0])


def true_places(rlat, rlon, pole_lat: float, pole_lon: float, pole_grid_lon: float = 0.0):
    """Latitude and longitude [degrees] of places on a grid whose north pole lies at `pole_lat`, `pole_lon`.

    source  the rotated pole of the CF conventions, appendix F; spherical trigonometry
    """
    a, b, tilt = np.deg2rad(rlat), np.deg2rad(np.asarray(rlon) - pole_grid_lon), np.deg2rad(pole_lat)
    sine = np.sin(tilt) * np.sin(a) + np.cos(tilt) * np.cos(a) * np.cos(b)
    east = -np.cos(a) * np.sin(b)
    north = np.cos(tilt) * np.sin(a) - np.sin(tilt) * np.cos(a) * np.cos(b)
    lon = pole_lon + np.rad2deg(np.arctan2(east, north))
    return np.rad2deg(np.arcsin(np.clip(sine, -1, 1))), (lon + 180) % 360 - 180

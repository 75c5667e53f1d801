"""Numerics on arrays: knows neither files, nor Dask, nor the web."""

"""Planning and executing recipes on Dask; jobs and the worker."""

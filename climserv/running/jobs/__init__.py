"""Jobs: one asked-for run on its way, and the worker that takes it."""

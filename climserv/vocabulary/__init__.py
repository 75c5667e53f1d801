"""The shared words as data and types: units, scales, metrics, outcomes, problems. Imports nothing of ours."""

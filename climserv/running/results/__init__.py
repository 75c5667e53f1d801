"""From the numbers of blocks to a result: seasons, outcomes, counts, members together, the trial."""

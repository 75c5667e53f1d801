"""The log: sealed events that are only ever added to, what they fold into, and the words of refusals."""

"""The dialogue: from a remark to an insight, to a change asked for, to the version on the table that answers it."""

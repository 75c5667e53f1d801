"""The door for climate data: files of many kinds in, one canonical form out."""

"""The door for climate data: files of many manners read into one canonical form, select first, convert later."""

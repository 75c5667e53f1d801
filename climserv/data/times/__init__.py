"""Times: stamps of any calendar as integers, and values of any step as days."""

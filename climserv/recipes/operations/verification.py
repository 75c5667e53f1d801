"""How good it was: skill and the value for decisions, declared."""

OPERATIONS = ()

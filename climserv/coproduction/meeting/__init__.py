"""Meeting: the six blocks, sessions with their agendas, who is there."""

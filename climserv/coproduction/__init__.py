"""Cases and sessions: pure domain logic over events. `entity` tells how a kind of thing is declared."""

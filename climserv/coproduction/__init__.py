"""Cases and sessions: pure domain logic over events."""

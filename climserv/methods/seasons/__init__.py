"""What happens within a season: its start, end and length, its spells, and the days that are counted."""

"""Sheets: tools of common ground that can be printed blank and entered later, and the game."""

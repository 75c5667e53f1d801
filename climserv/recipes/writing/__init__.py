"""For those who write a recipe: a first file, completion, documentation, a text rewritten, claims proposed."""

"""The recipe language: model, loading, checking, filling; operations are declared here and implemented elsewhere."""

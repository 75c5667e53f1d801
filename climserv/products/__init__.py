"""What is handed over: the immutable product folder and its parts."""

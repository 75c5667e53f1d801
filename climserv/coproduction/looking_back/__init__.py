"""Looking back: minutes, promises, services, reviews, and whether it helped."""

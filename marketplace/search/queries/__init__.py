"""Reading: the index, what it has not heard yet, and the one search over it."""

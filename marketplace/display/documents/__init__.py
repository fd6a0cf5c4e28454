"""What this room gives to the search index; one file per noun."""

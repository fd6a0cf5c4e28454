"""What this room refuses, by name; one file per noun."""

"""Reading this room; one file per noun."""

"""The JSON doors of this room; one file per noun."""

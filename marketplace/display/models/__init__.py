"""The tables of this room; one file per noun."""

"""The life cycles of this room; one file per noun."""

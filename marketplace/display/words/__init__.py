"""The words of this room; one file per noun, put together here."""

"""The door of this room for other rooms; one file per noun."""

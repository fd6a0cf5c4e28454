"""What goes in and out of this room's doors; one file per noun."""

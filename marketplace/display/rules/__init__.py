"""Who may do what in this room; one file per noun."""

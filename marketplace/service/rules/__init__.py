"""Who may do what in this room, and what holds of its things: pure functions."""

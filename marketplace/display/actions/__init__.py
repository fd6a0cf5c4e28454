"""The verbs of this room; one folder or file per noun."""

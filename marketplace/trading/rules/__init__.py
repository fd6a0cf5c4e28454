"""Who may do what, and which terms hold together; one file per noun."""

"""Who may do what with receiving addresses, and how a message is written for each kind of them."""

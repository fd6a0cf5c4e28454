"""Reading: matches and saved searches, and what is compared to make them."""

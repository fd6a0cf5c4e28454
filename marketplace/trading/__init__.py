"""交易: licence requests, and the deals they become: offers, counter-offers, agreed terms."""

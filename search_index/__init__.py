"""Full text search on Whoosh; knows nothing of the market and could be lifted out."""

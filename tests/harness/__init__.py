"""The fault run: a story is played over HTTP while parts of the market are killed with -9."""

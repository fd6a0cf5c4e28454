"""Pure functions: who may do what, what saved searches ask, and how pairs are scored."""

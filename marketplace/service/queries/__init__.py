"""Reading this room's things; every `visible` is the twin of a `may_see`."""

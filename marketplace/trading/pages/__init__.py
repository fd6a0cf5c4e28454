"""Pages of this room; one file per noun."""

PAGES = ()

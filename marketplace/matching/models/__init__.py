"""The tables of this room; one file per noun."""

from marketplace.matching.models.match import Match
from marketplace.matching.models.saved_search import SavedSearch, SavedSearchHit

__all__ = ["Match", "SavedSearch", "SavedSearchHit"]

"""The follower of the index: what the journal says the index learns, and nothing is lost.

Its cursor is part of each commit of the index, so it may be killed anywhere and goes on from there.
An index that cannot be read, was made for another layout, or knows more than the journal (of a
restored database) is made anew from the rows, beside the old one.
"""

from marketplace.search.follow.following import follow
from marketplace.search.follow.pace import Pace
from marketplace.search.follow.rebuilding import rebuild, size
from marketplace.search.follow.verifying import Verdict, repair, verify

__all__ = ["Pace", "Verdict", "follow", "rebuild", "repair", "size", "verify"]

"""Which agreed licences rule each other out (R-LIC-3, R-LIC-4): the table, and nothing but it.

The scopes compared here are those of agreed terms. They have no day of effect yet, and their
fields of use are free text: so in time and in field they count as overlapping, and only different
ground or different acts keep two licences apart. Contracts in effect, co-owners, pledges and open
licences come with the engine.
"""

from collections.abc import Iterable

from marketplace.trading.rules.terms import Terms

# Kinds of which one leaves no room for the other on the same ground (R-LIC-4).
LOCKS = frozenset({"exclusive", "sole", "transfer"})


def holds(terms: Terms) -> bool:
    """Whether these terms, once agreed, take the technology off the market."""
    return terms.licence in LOCKS


def compatible(existing: Terms, new: Terms) -> bool:
    """Whether both may be agreed: two ordinary ones always, others only where they never meet."""
    if not (holds(existing) or holds(new)):
        return True
    # A right given away cannot be licensed by who gave it; earlier licences survive it (R-LIC-7).
    if existing.licence == "transfer":
        return False
    if new.licence == "transfer":
        return True
    return not overlap(existing, new)


def overlap(one: Terms, other: Terms) -> bool:
    """Whether two scopes have ground in common: territory and acts meet (R-LIC-3)."""
    near = any(_related(a, b) for a in one.territory for b in other.territory)
    return near and _meet(one.acts, other.acts)


def _related(one: str, other: str) -> bool:
    """One place lies in the other: WORLD over all, CN over its divisions, 410000 over 410300."""
    return _within(one, other) or _within(other, one)


def _within(inner: str, outer: str) -> bool:
    if outer in ("WORLD", inner):
        return True
    if outer == "CN":
        return inner.isdigit()
    if not (inner.isdigit() and outer.isdigit()):
        return False
    stem = outer
    while stem.endswith("00"):
        stem = stem[:-2]
    return inner.startswith(stem)


def _meet(one: Iterable[str], other: Iterable[str]) -> bool:
    """Two lists of which an empty one means everything."""
    one, other = set(one), set(other)
    return not one or not other or bool(one & other)

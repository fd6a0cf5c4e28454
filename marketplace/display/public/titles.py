"""The titles of all that is public: what a market's words are counted over."""

from sqlalchemy.orm import Session

from marketplace.display.queries import titles as queries


def titles(session: Session) -> list[str]:
    """The titles of all public technologies and demands."""
    return queries.titles(session)


def how_many_titles(session: Session) -> int:
    """How many there are."""
    return queries.how_many(session)

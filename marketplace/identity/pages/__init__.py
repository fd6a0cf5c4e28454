"""HTML doors of this room."""

from marketplace.identity.pages.account import account
from marketplace.identity.pages.organisations import organisations_pages
from marketplace.identity.pages.people import people_pages

PAGES = (account, organisations_pages, people_pages)

__all__ = ["PAGES"]

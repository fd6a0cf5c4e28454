"""HTML doors of this room."""

from marketplace.identity.pages.account import account
from marketplace.identity.pages.mobile import mobile_pages
from marketplace.identity.pages.organisations import organisations_pages
from marketplace.identity.pages.people import people_pages

PAGES = (account, mobile_pages, organisations_pages, people_pages)

__all__ = ["PAGES"]

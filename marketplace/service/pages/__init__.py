"""HTML doors: the directories, the profiles, my mandates, referrals."""

from marketplace.service.pages.agency import agencies_pages
from marketplace.service.pages.broker import brokers_pages
from marketplace.service.pages.mandate import mandates_pages
from marketplace.service.pages.referral import referrals_pages

PAGES = (brokers_pages, agencies_pages, mandates_pages, referrals_pages)

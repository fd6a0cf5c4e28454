"""JSON doors: brokers, agencies, mandates, introductions, referrals."""

from marketplace.service.api.agency import agencies
from marketplace.service.api.broker import brokers
from marketplace.service.api.mandate import introductions, mandates
from marketplace.service.api.referral import referrals

DOORS = (brokers, agencies, mandates, introductions, referrals)

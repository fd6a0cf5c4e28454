"""The tables of this room."""

from marketplace.service.models.agency import Accreditation, Agency, AgencyFacet, ScopeRow
from marketplace.service.models.broker import Broker, BrokerFacet
from marketplace.service.models.mandate import DualConsent, Introduction, Mandate
from marketplace.service.models.referral import Referral

__all__ = [
    "Accreditation",
    "Agency",
    "AgencyFacet",
    "Broker",
    "BrokerFacet",
    "DualConsent",
    "Introduction",
    "Mandate",
    "Referral",
    "ScopeRow",
]

"""The life cycles of this room (domain §3.10, §3.11, §4.8)."""

from marketplace.service.states.agency import AGENCY, LISTED, AgencyState
from marketplace.service.states.broker import BROKER, BrokerState
from marketplace.service.states.mandate import (
    INTRODUCTION,
    MANDATE,
    IntroductionState,
    MandateState,
)
from marketplace.service.states.referral import REFERRAL, ReferralState

__all__ = [
    "AGENCY",
    "BROKER",
    "INTRODUCTION",
    "LISTED",
    "MANDATE",
    "REFERRAL",
    "AgencyState",
    "BrokerState",
    "IntroductionState",
    "MandateState",
    "ReferralState",
]
